/** Elements and their text; attributes are read over. */
export type XmlElement = { readonly name: string; readonly text: string; readonly children: readonly XmlElement[] };

/**
 * As much XML as Amazon's reports are made of. Declarations, comments and namespace prefixes are read over; a document type
 * is refused, since nothing good needs one (it could name files, or entities that blow up).
 */
export function readXml(source: string): XmlElement | 'malformed' {
  const text = source.replace(/^\u{FEFF}/u, '');
  const top: Open = { name: '', text: '', children: [] };
  const open: Open[] = [top];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = open.at(-1);
    const match = token.exec(text);
    if (match?.groups === undefined || at === undefined || open.length > depthMax) return 'malformed';
    const { data, closes, opens, isEmpty, words } = match.groups;
    if (data !== undefined) at.text += data;
    else if (words !== undefined) at.text += unescaped(words);
    else if (opens !== undefined && isEmpty === '/') at.children.push({ name: opens, text: '', children: [] });
    else if (opens !== undefined) open.push({ name: opens, text: '', children: [] });
    else if (closes !== undefined) {
      if (open.length === 1 || at.name !== closes) return 'malformed';
      open.pop();
      open.at(-1)?.children.push({ ...at, text: at.text.trim() });
    }
  }
  const [root, ...others] = top.children;
  return root === undefined || others.length > 0 || open.length > 1 || top.text.trim() !== '' ? 'malformed' : root;
}

type Open = { name: string; text: string; children: XmlElement[] };
const depthMax = 50;

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<data>[\s\S]*?)\]\]>|<\/(?:[\w.-]+:)?(?<closes>[\w.-]+)\s*>|<(?:[\w.-]+:)?(?<opens>[A-Za-z_][\w.-]*)(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<isEmpty>\/?)>|(?<words>[^<]+)/y;

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

export const childrenOf = (parent: XmlElement | undefined, name: string): readonly XmlElement[] =>
  (parent?.children ?? []).filter((child) => child.name === name);

export const childOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(parent, name)[0];
