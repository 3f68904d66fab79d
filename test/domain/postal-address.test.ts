import { describe, expect, it } from '@jest/globals';
import type { AmazonAddress } from '../../src/domain/amazon-order.js';
import { billingAddressOf, countryToAskFor, shippingAddressOf } from '../../src/domain/postal-address.js';
import { address, germany, marketplaceId, order, unitedKingdom, unitedStates } from './orders.js';

const shipped = (deliveryAddress: AmazonAddress, country = unitedStates) => {
  const shipping = shippingAddressOf(order({ deliveryAddress }), country);
  if ('code' in shipping) throw new Error(shipping.code);
  return shipping;
};

describe('the country to ask Commerce for', () => {
  const { deliveryAddress: _, ...nowhere } = order();
  it.each([
    ['that of the address', order({ deliveryAddress: address({ countryCode: 'UK' }) }), 'GB'],
    ['the US for its territories', order({ deliveryAddress: address({ countryCode: 'GU' }) }), 'US'],
    [
      'that of the marketplace without an address',
      { ...nowhere, marketplaceId: marketplaceId('A1VC38T7YXB528') },
      'JP',
    ],
    [
      'that of the marketplace when the address names none',
      order({ deliveryAddress: address({ countryCode: '' }) }),
      'US',
    ],
    [
      'the US in a marketplace that opens tomorrow',
      { ...nowhere, marketplaceId: marketplaceId('A000000000000') },
      'US',
    ],
  ])('is %s', (_, asked, country) => {
    expect(countryToAskFor(asked)).toBe(country);
  });
});

describe('the street', () => {
  it.each([
    ['drops empty lines', { lines: ['1 Main St', '', '  '] }, ['1 Main St']],
    ['is cleaned of line breaks within a line', { lines: ['1 Main St\nApt 4'] }, ['1 Main St Apt 4']],
    [
      'gets the district that Commerce has no field for',
      { districtOrCounty: 'Beyoglu' },
      ['1 Main St', 'Apt 4', 'Beyoglu'],
    ],
    ['does not say the city twice', { districtOrCounty: 'austin' }, ['1 Main St', 'Apt 4']],
    ['does not say a line twice', { districtOrCounty: 'Apt 4' }, ['1 Main St', 'Apt 4']],
  ])('%s', (_, changes, street) => {
    expect(shipped(address(changes)).street).toEqual(street);
  });

  it('keeps within the 255 characters that Commerce holds of its joined lines', () => {
    const { street } = shipped(address({ lines: ['x'.repeat(200), '😀'.repeat(100), 'lost'] }));
    expect([...street.join('\n')]).toHaveLength(255);
    expect(street.join('')).not.toMatch(/\p{Surrogate}/u);
    expect(street).toHaveLength(2);
  });
});

describe('an address', () => {
  it('has a hyphen where Commerce wants something and Amazon gives nothing', () => {
    const { phone: _, ...rest } = address({ city: '' });
    expect(shipped(rest)).toMatchObject({ telephone: '-', city: '-' });
  });

  it('may be without a post code, since some countries have none', () => {
    expect(shipped(address({ postalCode: '' })).postcode).toBe('');
  });

  it('keeps the company', () => {
    expect(shipped(address({ companyName: 'Oliveira Ltda' })).company).toBe('Oliveira Ltda');
  });

  it('takes the county for the region where Amazon names no region', () => {
    const { stateOrRegion: _, ...rest } = address({ countryCode: 'GB', districtOrCounty: 'Surrey' });
    expect(shipped(rest, unitedKingdom)).toMatchObject({ region: { name: 'Surrey' }, street: ['1 Main St', 'Apt 4'] });
  });

  it("has Commerce's spelling of a region that Commerce knows", () => {
    const rest = address({ countryCode: 'DE', stateOrRegion: 'baden wuerttemberg' });
    expect(shipped(rest, germany).region).toEqual({ id: 80, name: 'Baden-Württemberg' });
  });
});

describe('the billing address', () => {
  const shipping = shipped(address({ companyName: 'Friend Inc' }));
  it('is where the goods go, under the name of the buyer', () => {
    expect(billingAddressOf(shipping, { name: 'Ann Buyer', companyName: 'Acme' })).toEqual({
      ...shipping,
      firstName: 'Ann',
      lastName: 'Buyer',
      company: 'Acme',
    });
  });

  it('is where the goods go when Amazon tells no buyer', () => {
    expect(billingAddressOf(shipping, undefined)).toEqual(shipping);
    expect(billingAddressOf(shipping, { name: ' ' })).toEqual(shipping);
  });
});
