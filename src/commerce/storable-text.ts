/**
 * `basic`: MySQL's `utf8`, which holds no character of four bytes. Commerce has such columns up to 2.4.7, and in shops that
 * were upgraded since, and no strict mode: a text ends at the first such character, without a word (magento2#12058).
 */
export type StorableCharacters = 'basic' | 'all';

const inFourBytes = /[\u{10000}-\u{10FFFF}]/gu;
/** An emoji is often several characters that are joined. */
const runsOfThem = /(?:[\u{10000}-\u{10FFFF}][\u{200D}\u{FE0F}]*)+/gu;
/** Half of a character, left over where somebody cut a text: PHP refuses the whole body over it. */
const halves = /\p{Surrogate}/gu;

/** Something stands in each place, so that nobody takes the rest for the whole. */
export function storableText(text: string, characters: StorableCharacters): string {
  const whole = text.replace(halves, '\u{FFFD}');
  if (characters === 'all') return whole;
  // Letters of fashion have plain ones beside them.
  return whole.replace(inFourBytes, (letter) => letter.normalize('NFKC')).replace(runsOfThem, '□');
}
