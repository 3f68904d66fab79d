import { cutTo } from './text.js';

export type PersonName = { readonly firstName: string; readonly lastName: string };

/** Commerce cuts longer ones in silence, and not always between two letters. */
export const addressNameMax = 255;
export const customerNameMax = 128;

/** Commerce demands both names. */
const noName = '-';

/**
 * Amazon knows one name, Commerce wants two. Nothing of it is lost: the last word, with the particles before it and the
 * suffixes after it, is the last name. A single word is a first name.
 */
export function splitPersonName(name: string, lengthMax: number = addressNameMax): PersonName {
  const words = inOrder(wordsOf(name));
  if (words.length === 0) return { firstName: 'Amazon', lastName: 'Customer' };
  const start = startOfLastName(words);
  const cut = (part: readonly string[]): string => cutTo(part.join(' '), lengthMax) || noName;
  return { firstName: cut(words.slice(0, start)), lastName: cut(words.slice(start)) };
}

/** For a customer account, whose names Commerce refuses unless they hold nothing but letters, digits, blanks and a few signs. */
export function customerNameOf(name: string): PersonName {
  return splitPersonName(name.replaceAll(/[^\p{L}\p{M}\p{N}\s,\-_.'’`]/gu, ' '), customerNameMax);
}

const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/\p{Cc}/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');

/** `Doe, Jane` is Jane Doe; `John Smith, Jr.` is not Jr. John Smith. */
function inOrder(words: readonly string[]): readonly string[] {
  const [family = '', ...given] = words;
  const isTurned = /^[^,]+,$/u.test(family) && given.length > 0 && !given.some((word) => word.includes(','));
  return isTurned && !given.every(isSuffix) ? [...given, family.slice(0, -1)] : words;
}

function startOfLastName(words: readonly string[]): number {
  let start = words.length - 1;
  while (start > 1 && isSuffix(words[start] ?? '')) start -= 1;
  while (start > 1 && particles.has((words[start - 1] ?? '').toLowerCase())) start -= 1;
  return words.length === 1 ? 1 : start;
}

const isSuffix = (word: string): boolean => suffixes.has(word.toLowerCase().replaceAll(/[.,]/g, ''));

const suffixes: ReadonlySet<string> = new Set([
  ...['jr', 'sr', 'ii', 'iii', 'iv', 'md', 'phd', 'dds', 'dvm', 'esq', 'cpa', 'rn'],
  ...['inc', 'llc', 'ltd', 'gmbh', 'ag', 'kg', 'corp', 'co', 'sa', 'srl', 'spa', 'bv', 'ltda', 'sl'],
]);

const particles: ReadonlySet<string> = new Set([
  ...['van', 'von', 'der', 'den', 'de', 'del', 'della', 'di', 'da', 'do', 'dos', 'das', 'du', 'des', 'la', 'le', 'las'],
  ...['los', 'ten', 'ter', 'zu', 'zur', 'zum', 'bin', 'ibn', 'al', 'el', 'ben', 'st.', 'san', 'santa'],
]);
