import { describe, expect, it } from '@jest/globals';
import {
  type CarrierMap,
  carrierForAmazon,
  isKnownCarrier,
  trackingForCommerce,
} from '../../src/domain/carrier-map.js';

const carriers: CarrierMap = {
  acme_post: { carrierCode: 'Other', carrierName: 'Acme Post' },
  ups: { carrierCode: 'UPS', shippingMethod: 'UPS 2nd Day Air' },
  Kurier: { carrierCode: 'DHL', commerceCarrierCode: 'dhlpaket' },
};

describe('a carrier told to Amazon', () => {
  it.each([
    ['as the settings say', { carrier: 'acme_post' }, { carrierCode: 'Other', carrierName: 'Acme Post' }],
    ['whatever its capitals', { carrier: ' KURIER ' }, { carrierCode: 'DHL' }],
    [
      'with the method of the settings rather than that of the package',
      { carrier: 'ups', service: 'Ground' },
      { carrierCode: 'UPS', shippingMethod: 'UPS 2nd Day Air' },
    ],
    [
      'with the method of the package',
      { carrier: 'fedex', service: ' Home ' },
      { carrierCode: 'FedEx', shippingMethod: 'Home' },
    ],
    ['in the spelling of Seller Central', { carrier: 'royal_mail' }, { carrierCode: 'Royal Mail' }],
    ['by another of its names', { carrier: 'Federal Express' }, { carrierCode: 'FedEx' }],
    [
      'as Other with its own name when nobody knows it',
      { carrier: 'Bob' },
      { carrierCode: 'Other', carrierName: 'Bob' },
    ],
    ['as Other when it has no name', { carrier: ' ' }, { carrierCode: 'Other', carrierName: 'Other' }],
    ['not by accident', { carrier: 'constructor' }, { carrierCode: 'Other', carrierName: 'constructor' }],
  ])('is told %s', (_, sent, expected) => {
    expect(carrierForAmazon(carriers, sent)).toEqual(expected);
  });
});

describe('a track in Commerce', () => {
  it.each([
    [
      'of a carrier that Commerce has',
      { carrier: 'ups', service: 'Ground' },
      { carrierCode: 'ups', title: 'UPS Ground' },
    ],
    ['of a carrier of the settings', { carrier: 'kurier' }, { carrierCode: 'dhlpaket', title: 'DHL' }],
    ['of a carrier that Commerce lacks', { carrier: 'royal-mail' }, { carrierCode: 'custom', title: 'Royal Mail' }],
    ['of a carrier without a code', { carrier: 'acme_post' }, { carrierCode: 'custom', title: 'Acme Post' }],
    ['of an unknown carrier', { carrier: 'Bob', service: '' }, { carrierCode: 'custom', title: 'Bob' }],
  ])('%s', (_, sent, expected) => {
    expect(trackingForCommerce(carriers, { ...sent, trackingNumber: '1Z9' })).toEqual({ number: '1Z9', ...expected });
  });
});

describe('a carrier of a shipping system', () => {
  it.each([
    ['named in the settings', 'Acme_Post', carriers, true],
    ['that Amazon knows', 'DHL ecommerce', {}, true],
    ['that nobody knows', 'Bob', carriers, false],
    ['called like something of the language', 'constructor', carriers, false],
    ['where the settings speak of all others', 'Bob', { '*': { carrierCode: 'Other' } }, true],
  ])('%s: known is %p', (_, carrier, map, isKnown) => {
    expect(isKnownCarrier(map, carrier)).toBe(isKnown);
  });

  it('goes by the entry for all others, under its own name where that has none', () => {
    expect(carrierForAmazon({ '*': { carrierCode: 'Other' } }, { carrier: 'Bob' })).toEqual({
      carrierCode: 'Other',
      carrierName: 'Bob',
    });
    expect(carrierForAmazon({ '*': { carrierCode: 'DHL' } }, { carrier: 'Bob' })).toEqual({ carrierCode: 'DHL' });
  });
});
