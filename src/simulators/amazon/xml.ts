/**
 * The little XML that an order acknowledgement needs: elements and text. Attributes, comments, declarations and
 * namespaces prefixes are read over; document types are refused, as Amazon has no use for them and attackers do.
 */
export type XmlElement = { readonly name: string; readonly text: string; readonly children: readonly XmlElement[] };

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/y;
const depthMax = 32;

type Open = { readonly name: string; text: string; readonly children: XmlElement[] };

export function parseXml(source: string): XmlElement | 'malformed' {
  const text = source.replace(/^\uFEFF/, '').trim();
  const root: Open = { name: '', text: '', children: [] };
  const open: Open[] = [root];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    const top = open.at(-1);
    if (match === null || top === undefined || open.length > depthMax) return 'malformed';
    const [, cdata, closing, name, , selfClosing, characters] = match;
    if (cdata !== undefined) top.text += cdata;
    else if (characters !== undefined) top.text += decodeEntities(characters);
    else if (name === undefined) continue;
    else if (closing === '/') {
      if (top.name !== name || open.length === 1) return 'malformed';
      open.pop();
      open.at(-1)?.children.push({ ...top, text: top.text.trim() });
    } else if (selfClosing === '/') top.children.push({ name, text: '', children: [] });
    else open.push({ name, text: '', children: [] });
  }
  const [document] = root.children;
  const isWhole = open.length === 1 && root.children.length === 1 && root.text.trim() === '';
  return isWhole && document !== undefined ? document : 'malformed';
}

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  (element?.children ?? []).filter((child) => child.name === name);

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(element, name)[0];

export const textOf = (element: XmlElement | undefined, name: string): string | undefined =>
  childOf(element, name)?.text;

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|\w+);/g, (entity, decimal?: string, hex?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return entities.get(entity) ?? entity;
  });
}
