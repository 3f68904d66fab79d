import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom';

/** A document type is refused, since nothing good needs one: it could name files, or entities that blow up. */
export function readXml(source: string): Element | 'malformed' {
  const parsed = parse(source.replace(/^\u{FEFF}/u, ''));
  if (parsed === 'malformed' || parsed.doctype !== null) return 'malformed';
  return parsed.documentElement ?? 'malformed';
}

function parse(source: string): Document | 'malformed' {
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(source, 'text/xml');
  } catch {
    return 'malformed'; // the parser throws what is wrong and where; who reads a report can do nothing with either
  }
}

/** By name alone: a prefix is the writer's own choice. */
export const childrenOf = (parent: Element, name: string): readonly Element[] =>
  [...parent.childNodes].filter(
    (node): node is Element => node.nodeType === node.ELEMENT_NODE && node.localName === name,
  );

export const textIn = (parent: Element, name: string): string | undefined =>
  childrenOf(parent, name)[0]?.textContent?.trim();
