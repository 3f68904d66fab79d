import { oneLine } from './text.js';

/** Words of others between our own Markdown: a SKU or a sentence of a shop must make no link, no table and no markup of its own. */
export const plainInMarkdown = (text: string): string => oneLine(text).replaceAll(/[\\`*[\]<|]/g, '\\$&');

/** One line each; the values are Markdown already. Not a table: the Temporal UI draws those without any space between cells. */
export const markdownFacts = (facts: readonly (readonly [name: string, value: string])[]): string =>
  facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n');

/** As people read it: a time in UTC, to the minute. */
export const markdownTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
