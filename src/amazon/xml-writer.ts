/** An element with text or other elements in it. Attributes are for the few that a format demands of its root. */
export type XmlNode = {
  readonly name: string;
  readonly content: string | readonly XmlNode[];
  readonly attributes?: Readonly<Record<string, string>>;
};

export const element = (name: string, content: XmlNode['content']): XmlNode => ({ name, content });

export const xmlDocument = (root: XmlNode): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;

/** Names and attributes' names are our own words; everything else may hold anything. */
function written({ name, content, attributes = {} }: XmlNode): string {
  const opened = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(' ');
  const inner = typeof content === 'string' ? escaped(content) : content.map(written).join('');
  return `<${opened}>${inner}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** What XML 1.0 can not hold in any writing: one of these makes the whole document malformed. */
const unspeakable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string =>
  text.replace(unspeakable, '\u{FFFD}').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
