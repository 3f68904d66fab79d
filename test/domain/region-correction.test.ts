import { describe, expect, it } from '@jest/globals';
import { faultOfRegion, regionText, withRegion } from '../../src/domain/region-correction.js';

describe('a corrected region', () => {
  it.each([
    [{ countryCode: 'US', regionCode: 'TX' }, 'US-TX'],
    [{ countryCode: 'DE' }, 'DE'],
    [{ countryCode: 'JP', regionCode: '13' }, 'JP-13'],
  ])('%j is taken', (correction, text) => {
    expect(faultOfRegion(correction)).toBeUndefined();
    expect(regionText(correction)).toBe(text);
  });

  it.each([
    { countryCode: 'USA' },
    { countryCode: 'us' },
    { countryCode: 'UK' },
    { countryCode: '' },
    { countryCode: 'US', regionCode: 'Texas' },
    { countryCode: 'US', regionCode: 'US-TX' },
    { countryCode: 'US', regionCode: '1 Main St' },
  ])('%j is no ISO code', (correction) => {
    expect(faultOfRegion(correction)).toEqual(expect.any(String));
  });

  const deliveryAddress = {
    name: 'J',
    lines: ['1'],
    city: 'C',
    postalCode: '1',
    countryCode: 'XX',
    stateOrRegion: 'Lone Star',
  };
  it('takes the place of what the buyer wrote, and of nothing else', () => {
    expect(withRegion({ deliveryAddress }, { countryCode: 'US', regionCode: 'TX' }).deliveryAddress).toEqual({
      ...deliveryAddress,
      countryCode: 'US',
      stateOrRegion: 'TX',
    });
    expect(withRegion({ deliveryAddress }, { countryCode: 'DE' }).deliveryAddress).toMatchObject({
      countryCode: 'DE',
      stateOrRegion: 'Lone Star',
    });
    expect(withRegion({ deliveryAddress }, undefined).deliveryAddress).toBe(deliveryAddress);
    expect(withRegion({}, { countryCode: 'DE' })).toEqual({});
  });
});
