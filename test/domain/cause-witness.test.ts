import { describe, expect, it } from '@jest/globals';
import { blockerCodes } from '../../src/domain/blocker.js';
import { mayEndWithNewsFromAmazon, mayEndWithStart, witnessOf } from '../../src/domain/cause-witness.js';
import { isHeld } from '../../src/domain/held-blocker.js';

describe('who can tell that a cause is gone', () => {
  it('is whoever may change anything, for what holds the whole account', () => {
    const held = blockerCodes.filter((code) => witnessOf({ code }) === 'permit');
    expect(held).toEqual(blockerCodes.filter((code) => isHeld({ code })));
  });

  it('is nobody but the order itself for a refusal of Commerce and a fault of ours', () => {
    expect(blockerCodes.filter((code) => witnessOf({ code }) === 'try')).toEqual([
      'commerce-refused',
      'internal-fault',
    ]);
  });

  it.each([
    ['order EUR, store view USD', 'shop'],
    ['EUR and USD in one order', 'amazon-order'],
  ])('of a currency depends on whose it is: %s', (subject, witness) => {
    expect(witnessOf({ code: 'currency-differs', subject })).toBe(witness);
  });

  it('an order is tried when Amazon changed it only if Amazon’s data blocked it', () => {
    expect(mayEndWithNewsFromAmazon({ code: 'totals-differ' })).toBe(true);
    expect(mayEndWithNewsFromAmazon({ code: 'sku-unknown', subject: 'MUG' })).toBe(false);
  });

  it('an order is tried after a start only if nobody else can tell, or roles may be new', () => {
    const tried = blockerCodes.filter((code) => mayEndWithStart({ code }));
    expect(tried).toEqual(expect.arrayContaining(['internal-fault', 'order-unreadable', 'amazon-permission']));
    expect(tried).not.toEqual(expect.arrayContaining(['sku-unknown']));
  });
});
