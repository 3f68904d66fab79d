import { describe, expect, it } from '@jest/globals';
import { amazonOrderFromWire } from '../../src/amazon/amazon-order-from-wire.js';
import { plainOrder } from './wire-orders.js';

function registrationsOf(taxRegistrations: unknown) {
  const read = amazonOrderFromWire({ ...plainOrder, tax: { taxRegistrations } });
  if (typeof read === 'string' || 'unreadableAt' in read) throw new Error(JSON.stringify(read));
  return read.taxRegistrations;
}

describe('tax registrations', () => {
  it('say whose number it is', () => {
    const taxRegistrations = [
      { entityType: 'BUYER', taxRegistrationType: 'VAT', taxRegistrationNumber: 'DE123456789' },
      { entityType: 'MARKETPLACE', taxRegistrationNumber: 'IM4420001201' },
      { entityType: 'MERCHANT', legalName: 'Acme' },
    ];
    expect(registrationsOf(taxRegistrations)).toEqual([
      { of: 'BUYER', kind: 'VAT', number: 'DE123456789' },
      { of: 'MARKETPLACE', number: 'IM4420001201' },
    ]);
  });

  it.each([[null], [[]], [[{ entityType: 'BUYER', taxRegistrationNumber: '' }]]])('may be none: %j', (given) => {
    expect(registrationsOf(given)).toBeUndefined();
  });
});
