import { countryCodes, countryRegions } from './directory-data.js';
import type { Json } from './json.js';
import { RestError } from './rest-error.js';

export type Region = { readonly id: number; readonly countryId: string; readonly code: string; readonly name: string };

const regions: readonly Region[] = countryRegions.flatMap(({ countryId, firstId, regions: text }) =>
  text
    .split('|')
    .map((pair) => pair.trim())
    .map((pair, index) => {
      const at = pair.indexOf('=');
      return { id: firstId + index, countryId, code: pair.slice(0, at), name: pair.slice(at + 1) };
    }),
);
const regionsById = new Map(regions.map((region) => [region.id, region]));
const threeLetterCodes = new Map(
  countryCodes
    .trim()
    .split(/\s+/)
    .map((codes) => [codes.slice(0, 2), codes.slice(2)]),
);
const englishNames = new Intl.DisplayNames(['en'], { type: 'region' });

export function regionById(id: number): Region | undefined {
  return regionsById.get(id);
}

export function regionsOf(countryId: string): readonly Region[] {
  return regions.filter((region) => region.countryId === countryId);
}

export function countries(): Json {
  return [...threeLetterCodes.keys()].map(countryView);
}

/** Codes are compared exactly, as the shop's own table is. */
export function country(countryId: string): Json {
  if (!threeLetterCodes.has(countryId)) {
    throw new RestError(404, 'Requested country is not available.');
  }
  return countryView(countryId);
}

/** `available_regions` is left out for a country without any. */
function countryView(countryId: string): Json {
  const name = englishNames.of(countryId) ?? countryId;
  const available = regionsOf(countryId).map(({ id, code, name: regionName }) => ({
    id: String(id),
    code,
    name: regionName,
  }));
  return {
    id: countryId,
    two_letter_abbreviation: countryId,
    three_letter_abbreviation: threeLetterCodes.get(countryId) ?? '',
    full_name_locale: name,
    full_name_english: name,
    ...(available.length === 0 ? {} : { available_regions: available }),
  };
}
