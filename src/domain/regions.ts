/** A country as Commerce's directory lists it. */
export type Country = {
  readonly code: string;
  readonly regions: readonly Region[];
};
export type Region = { readonly id: number; readonly code: string; readonly name: string };

/**
 * Where carriers and tax need a region that they know. Elsewhere Amazon often gives none (Germany) or one that is no
 * region (England), Commerce takes any text, and an order must not wait for it.
 */
const needed: ReadonlySet<string> = new Set(['US', 'CA', 'AU', 'BR', 'MX', 'IN']);

export const needsRegion = ({ code, regions }: Country): boolean => needed.has(code) && regions.length > 0;

/** The region that a buyer's or Amazon's free text means: by code, then by name, whatever its capitals, accents and dots. */
export function findRegion(text: string, { code, regions }: Country): Region | undefined {
  const wanted = spellingsOf(text);
  if (wanted.length === 0) return undefined;
  const alias = aliases.get(`${code} ${wanted[0]}`);
  const codes = [text, ...wanted, ...(alias ?? [])].flatMap((spelling) => codeSpellings(spelling, code));
  const byCode = regions.find((region) => intersects(codeSpellings(region.code, code), codes));
  return byCode ?? regions.find((region) => intersects(spellingsOf(region.name), wanted));
}

/** `US-TX`, `T.X.` and `tx` are one code. */
function codeSpellings(raw: string, countryCode: string): readonly string[] {
  const whole = compact(raw);
  const prefix = countryCode.toLowerCase();
  return whole.startsWith(prefix) && /^[A-Za-z]{2}[-_ ]/.test(raw.trim()) ? [whole, whole.slice(2)] : [whole];
}

/** With and without what languages put around a name, umlauts both ways: `Württemberg`, `Wuerttemberg`, `Wurttemberg`. */
function spellingsOf(raw: string): readonly string[] {
  const bare = withoutTitles(raw);
  const spellings = [raw, bare].flatMap((text) => [compact(text), compact(germanUmlauts(text))]);
  return [...new Set(spellings)].filter((spelling) => spelling !== '');
}

const titles =
  /^(?:state of|province of|provincia (?:de |di )?|county of|county|co\.?|estado de)\s+|\s+(?:state|province|county|prefecture|region)$/giu;
const withoutTitles = (text: string): string => text.trim().replaceAll(titles, '');

const germanUmlauts = (text: string): string =>
  text.toLowerCase().normalize('NFC').replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');

/** Letters that do not fall apart into a letter and a mark. */
const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

const compact = (text: string): string =>
  [...text.toLowerCase().normalize('NFKD')]
    .map((letter) => letters.get(letter) ?? letter)
    .join('')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const intersects = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((spelling) => spelling !== '' && other.includes(spelling));

/** What people write that is neither code nor name, to the codes that Commerce's versions have for it. */
const aliases: ReadonlyMap<string, readonly string[]> = new Map([
  ['US washingtondc', ['dc']],
  ['US washingtondistrictofcolumbia', ['dc']],
  ['US districtcolumbia', ['dc']],
  ['US calif', ['ca']],
  ['US tex', ['tx']],
  ['US fla', ['fl']],
  ['US mass', ['ma']],
  ['US penn', ['pa']],
  ['US conn', ['ct']],
  ['US wash', ['wa']],
  ['US ill', ['il']],
  ['US mich', ['mi']],
  ['US usvirginislands', ['vi']],
  ['US cnmi', ['mp']],
  ['CA pq', ['qc']],
  ['CA newfoundland', ['nl']],
  ['CA yukon', ['yt']],
  ['CA pei', ['pe']],
  ['MX cdmx', ['cmx', 'cdmx', 'dif', 'df']],
  ['MX ciudaddemexico', ['cmx', 'cdmx', 'dif', 'df']],
  ['MX mexicocity', ['cmx', 'cdmx', 'dif', 'df']],
  ['MX distritofederal', ['cmx', 'cdmx', 'dif', 'df']],
  ['MX df', ['cmx', 'cdmx', 'dif', 'df']],
  ['IN orissa', ['or', 'od']],
  ['IN pondicherry', ['py']],
]);
