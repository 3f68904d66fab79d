import { isList, isRecord, type Json } from './json.js';
import type { ShopOptions } from './options.js';
import { badRequest } from './rest-error.js';

const inFourBytes = /[\u{10000}-\u{10FFFF}]/u;
const half = /\p{Surrogate}/u;

type Body = { readonly [key: string]: Json };

/**
 * Texts as the database keeps them. PHP decodes no half of a surrogate pair, and `utf8` of MySQL holds three bytes to a character:
 * without strict mode the rest of the text is lost (magento2#12058). Real shops keep the whole text in the answer to the write.
 */
export function asStored(body: Body, charset: ShopOptions['charset']): Body {
  return Object.fromEntries(Object.entries(body).map(([name, child]) => [name, stored(child, charset)]));
}

function stored(value: Json, charset: ShopOptions['charset']): Json {
  if (typeof value === 'string') return storedText(value, charset);
  if (isList(value)) return value.map((each) => stored(each, charset));
  return isRecord(value) ? asStored(value, charset) : value;
}

function storedText(text: string, charset: ShopOptions['charset']): string {
  if (half.test(text)) throw badRequest('Decoding error.');
  const end = charset === 'utf8mb3' ? text.search(inFourBytes) : -1;
  return end < 0 ? text : text.slice(0, end);
}
