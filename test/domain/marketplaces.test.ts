import { describe, expect, it } from '@jest/globals';
import { parseMarketplaceId } from '../../src/domain/ids.js';
import { allMarketplaces, marketplaceOf } from '../../src/domain/marketplaces.js';
import { isMoney, parseMoney } from '../../src/domain/money.js';

describe('the table of marketplaces', () => {
  it.each([
    ['ATVPDKIKX0DER', 'US', 'USD', 'na'],
    ['A1F83G8C2ARO7P', 'GB', 'GBP', 'eu'],
    ['A1VC38T7YXB528', 'JP', 'JPY', 'fe'],
  ])('knows %s as %s, %s, region %s', (id, countryCode, currency, region) => {
    expect(marketplaceOf(id)).toMatchObject({ countryCode, currency, region });
  });

  it.each(allMarketplaces)(
    'holds for $domain an id and a currency that the rest of the domain can take',
    ({ id, currency }) => {
      expect(parseMarketplaceId(id)).toBe(id);
      expect(isMoney(parseMoney('1', currency))).toBe(true);
    },
  );

  it('holds no shop twice', () => {
    expect(new Set(allMarketplaces.map(({ id }) => id)).size).toBe(allMarketplaces.length);
    expect(new Set(allMarketplaces.map(({ domain }) => domain)).size).toBe(allMarketplaces.length);
  });

  it('does not know a shop that opens tomorrow', () => {
    expect(marketplaceOf('A0000000000000')).toBeUndefined();
    expect(marketplaceOf(undefined)).toBeUndefined();
  });
});
