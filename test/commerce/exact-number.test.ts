import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactNumber } from '../../src/commerce/exact-number.js';
import { moneyFromWire } from '../../src/commerce/wire-values.js';
import { decimalOf } from '../../src/domain/money.js';
import { money } from '../support/order-inputs.js';

describe('an amount as a JSON number', () => {
  it.each([
    ['55.58', 'USD', '55.58'],
    ['0.10', 'USD', '0.1'],
    ['-5', 'USD', '-5'],
    ['0', 'USD', '0'],
    ['100', 'JPY', '100'],
    ['1200', 'JPY', '1200'],
    ['1.005', 'KWD', '1.005'],
    ['999999999999.99', 'USD', '999999999999.99'],
    ['999999999999.999', 'KWD', '999999999999.999'],
  ])('%s %s is written %s', (amount, currency, written) => {
    expect(JSON.stringify(exactNumber(money(amount, currency)))).toBe(written);
  });

  it.each([
    ['USD', 10 ** 14 - 1],
    ['JPY', 10 ** 12 - 1],
    ['KWD', 10 ** 15 - 1],
  ])('in %s is the same amount when it is read again', (currency, max) => {
    fc.assert(
      fc.property(fc.integer({ min: -max, max }), (amountMinor) => {
        const amount = { ...money('0', currency), amountMinor };
        const read: unknown = JSON.parse(JSON.stringify(exactNumber(amount)));
        expect(typeof read).toBe('number');
        expect(money(String(read), currency)).toEqual(amount);
      }),
      { numRuns: 300 },
    );
  });

  it('with more digits than JSON keeps is refused, not rounded', () => {
    const amount = { ...money('0', 'USD'), amountMinor: Number.MAX_SAFE_INTEGER };
    expect(() => exactNumber(amount)).toThrow('digits');
  });
});

describe("an amount out of Commerce's JSON", () => {
  it.each([
    [55.58, '55.58'],
    ['55.5800', '55.58'],
    [0.1 + 0.2, '0.30'],
    [49.98 + 5.99 + 4.61 - 5, '55.58'],
    [-5, '-5.00'],
    [0, '0.00'],
  ])('%s is %s, without what float arithmetic added', (wire, decimal) => {
    const read = moneyFromWire(wire, 'USD');
    expect(read && decimalOf(read)).toBe(decimal);
  });

  it('that its currency cannot hold is none', () => {
    expect(moneyFromWire(55.585, 'USD')).toBeUndefined();
    expect(moneyFromWire(1, 'XXZ')).toBeUndefined();
  });
});
