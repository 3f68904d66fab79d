/** A country as Commerce's directory spells it, and the region of it that Amazon names as a country of its own. */
export type CommerceCountryCode = { readonly countryCode: string; readonly regionCode?: string };

/** What Amazon or its buyers write for a country that ISO 3166 (and Commerce) spell otherwise. */
const respelled: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  // Northern Ireland's code in VAT numbers, and Greece's.
  ['XI', 'GB'],
  ['EL', 'GR'],
  // Reserved for customs: the Canary Islands; Ceuta and Melilla.
  ['IC', 'ES'],
  ['EA', 'ES'],
]);

/**
 * Post, carriers and Commerce's list of regions hold these to be states of the US. Jersey, Guernsey and Man are not in this
 * list: Commerce knows JE, GG and IM as countries.
 */
const statesOfTheUs: ReadonlySet<string> = new Set(['PR', 'VI', 'GU', 'AS', 'MP']);

export function commerceCountryOf(amazonCode: string): CommerceCountryCode {
  const code = amazonCode.trim().toUpperCase();
  if (statesOfTheUs.has(code)) return { countryCode: 'US', regionCode: code };
  return { countryCode: respelled.get(code) ?? code };
}
