import { oneLine } from './text.js';

/** Words of others between our own Markdown: a SKU or a sentence of a shop must make no link, no table and no markup of its own. */
export const plainInMarkdown = (text: string): string => oneLine(text).replaceAll(/[\\`*[\]<|]/g, '\\$&');
