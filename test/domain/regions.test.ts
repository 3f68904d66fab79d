import { describe, expect, it } from '@jest/globals';
import { commerceCountryOf } from '../../src/domain/country-codes.js';
import { type Country, findRegion, needsRegion } from '../../src/domain/regions.js';
import { germany, unitedKingdom, unitedStates } from './orders.js';

describe('a country as Amazon writes it', () => {
  it.each([
    ['US', 'US', undefined],
    ['us ', 'US', undefined],
    ['UK', 'GB', undefined],
    ['GB', 'GB', undefined],
    ['XI', 'GB', undefined],
    ['EL', 'GR', undefined],
    ['IC', 'ES', undefined],
    ['PR', 'US', 'PR'],
    ['VI', 'US', 'VI'],
    ['GU', 'US', 'GU'],
    ['AS', 'US', 'AS'],
    ['MP', 'US', 'MP'],
    ['JE', 'JE', undefined],
    ['GG', 'GG', undefined],
    ['IM', 'IM', undefined],
    ['ZZ', 'ZZ', undefined],
  ])('%s is %s in Commerce, region %s', (amazon, countryCode, regionCode) => {
    expect(commerceCountryOf(amazon)).toEqual({ countryCode, ...(regionCode === undefined ? {} : { regionCode }) });
  });
});

const regionsOf = (code: string, ...regions: readonly (readonly [string, string])[]): Country => ({
  code,
  regions: regions.map(([region, name], index) => ({ id: index + 1, code: region, name })),
});
const canada = regionsOf('CA', ['QC', 'Quebec'], ['NL', 'Newfoundland and Labrador'], ['YT', 'Yukon Territory']);
const mexico = regionsOf('MX', ['CMX', 'Ciudad de México'], ['MEX', 'Estado de México'], ['NLE', 'Nuevo León']);
const oldMexico = regionsOf('MX', ['DIF', 'Distrito Federal'], ['NLE', 'Nuevo León']);
const poland = regionsOf('PL', ['PL-14', 'mazowieckie'], ['PL-10', 'łódzkie']);
const spain = regionsOf('ES', ['A Coruсa', 'A Coruña'], ['Madrid', 'Madrid']);
const brazil = regionsOf('BR', ['SP', 'São Paulo'], ['RJ', 'Rio de Janeiro']);
const ireland = regionsOf('IE', ['IE-D', 'Dublin'], ['IE-CO', 'Cork']);

describe('a region as buyers write it', () => {
  it.each([
    ['TX', unitedStates, 'Texas'],
    ['tx', unitedStates, 'Texas'],
    ['T.X.', unitedStates, 'Texas'],
    ['US-TX', unitedStates, 'Texas'],
    ['Texas ', unitedStates, 'Texas'],
    ['Tex.', unitedStates, 'Texas'],
    ['State of Texas', unitedStates, 'Texas'],
    ['californiA', unitedStates, 'California'],
    ['Calif.', unitedStates, 'California'],
    ['NEW  YORK', unitedStates, 'New York'],
    ['NewYork', unitedStates, 'New York'],
    ['New York State', unitedStates, 'New York'],
    ['D.C.', unitedStates, 'District of Columbia'],
    ['Washington, DC', unitedStates, 'District of Columbia'],
    ['Washington', unitedStates, 'Washington'],
    ['Puerto Rico', unitedStates, 'Puerto Rico'],
    ['U.S. Virgin Islands', unitedStates, 'Virgin Islands'],
    ['ae', unitedStates, 'Armed Forces Europe'],
    ['Baden-Württemberg', germany, 'Baden-Württemberg'],
    ['Baden Wuerttemberg', germany, 'Baden-Württemberg'],
    ['BADEN WURTTEMBERG', germany, 'Baden-Württemberg'],
    ['Baden-Wu\u0308rttemberg', germany, 'Baden-Württemberg'],
    ['DE-BY', germany, undefined],
    ['Québec', canada, 'Quebec'],
    ['PQ', canada, 'Quebec'],
    ['Newfoundland', canada, 'Newfoundland and Labrador'],
    ['Yukon', canada, 'Yukon Territory'],
    ['CDMX', mexico, 'Ciudad de México'],
    ['Ciudad de Mexico', mexico, 'Ciudad de México'],
    ['Ciudad de México', oldMexico, 'Distrito Federal'],
    ['Nuevo Leon', oldMexico, 'Nuevo León'],
    ['Estado de Mexico', mexico, 'Estado de México'],
    ['14', poland, 'mazowieckie'],
    ['Lodzkie', poland, 'łódzkie'],
    ['a coruna', spain, 'A Coruña'],
    ['Sao Paulo', brazil, 'São Paulo'],
    ['Co. Dublin', ireland, 'Dublin'],
    ['County Cork', ireland, 'Cork'],
    ['Nowhere', unitedStates, undefined],
    ['', unitedStates, undefined],
    ['...', unitedStates, undefined],
    ['England', unitedKingdom, undefined],
  ])('%j is found, or not, among what Commerce lists', (text, country, name) => {
    expect(findRegion(text, country)?.name).toBe(name);
  });

  it('is needed where carriers and tax need one, and only there', () => {
    expect(needsRegion(unitedStates)).toBe(true);
    expect(needsRegion(germany)).toBe(false);
    expect(needsRegion({ code: 'US', regions: [] })).toBe(false);
  });
});
