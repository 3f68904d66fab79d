import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addMoney,
  decimalOf,
  isMoney,
  isSameMoney,
  nearestShareOfMoney,
  negateMoney,
  parseMoney,
  timesMoney,
  zeroMoney,
} from '../../src/domain/money.js';
import { money } from './orders.js';

describe('an amount as text', () => {
  it.each([
    ['55.58', 'USD', 5558],
    ['55.5', 'USD', 5550],
    ['55.500', 'USD', 5550],
    ['55', 'USD', 5500],
    ['-5.00', 'USD', -500],
    ['-0', 'USD', 0],
    ['-0.00', 'USD', 0],
    ['0.01', 'EUR', 1],
    ['007.10', 'EUR', 710],
    ['1200', 'JPY', 1200],
    ['1200.00', 'JPY', 1200],
    ['1.005', 'KWD', 1005],
    ['1.0050', 'KWD', 1005],
    ['999999999999.99', 'USD', 99999999999999],
  ])('%s %s is %d minor units', (amount, currency, amountMinor) => {
    expect(parseMoney(amount, currency)).toEqual({ amountMinor, currency });
  });

  it.each([
    ['1.005', 'USD', 'too-precise'],
    ['0.5', 'JPY', 'too-precise'],
    ['1.0005', 'KWD', 'too-precise'],
    ['', 'USD', 'not-a-decimal'],
    [' 1', 'USD', 'not-a-decimal'],
    ['1,00', 'USD', 'not-a-decimal'],
    ['1.', 'USD', 'not-a-decimal'],
    ['.5', 'USD', 'not-a-decimal'],
    ['+1', 'USD', 'not-a-decimal'],
    ['1e3', 'USD', 'not-a-decimal'],
    ['0x10', 'USD', 'not-a-decimal'],
    ['NaN', 'USD', 'not-a-decimal'],
    ['1.00\n', 'USD', 'not-a-decimal'],
    ['١', 'USD', 'not-a-decimal'],
    ['1000000000000', 'USD', 'not-a-decimal'],
    [`1.${'0'.repeat(100_000)}1`, 'USD', 'not-a-decimal'],
    ['1.00', 'XXX', 'unknown-currency'],
    ['1.00', 'usd', 'unknown-currency'],
    ['1.00', '', 'unknown-currency'],
  ])('%j %j is refused: %s', (amount, currency, notMoney) => {
    const parsed = parseMoney(amount, currency);
    expect(isMoney(parsed)).toBe(false);
    expect(parsed).toEqual({ notMoney });
  });

  it('comes back as it went in, in every currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 12) + 1, max: 10 ** 12 - 1 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (amountMinor, currency) => {
          const amount = timesMoney(
            money(currency === 'JPY' ? '1' : currency === 'USD' ? '0.01' : '0.001', currency),
            amountMinor,
          );
          expect(parseMoney(decimalOf(amount), currency)).toEqual(amount);
        },
      ),
    );
  });
});

describe('arithmetic', () => {
  it('is exact where doubles are not', () => {
    expect(decimalOf(addMoney(money('0.10'), money('0.20')))).toBe('0.30');
    expect(decimalOf(timesMoney(money('19.99'), 3))).toBe('59.97');
  });

  it.each([
    ['-0.05', '-0.05'],
    ['-12.30', '-12.30'],
    ['0.00', '0.00'],
  ])('%s is written %s', (amount, text) => {
    expect(decimalOf(money(amount))).toBe(text);
  });

  it('knows no negative zero', () => {
    expect(Object.is(negateMoney(zeroMoney('USD')).amountMinor, 0)).toBe(true);
    expect(isSameMoney(negateMoney(zeroMoney('USD')), zeroMoney('USD'))).toBe(true);
  });

  it('does not take one currency for another', () => {
    expect(isSameMoney(money('1.00'), money('1.00', 'EUR'))).toBe(false);
    expect(() => addMoney(money('1.00'), money('1.00', 'EUR'))).toThrow('cannot add EUR to USD');
  });

  it('refuses to leave exact numbers', () => {
    expect(() => timesMoney(money('999999999999.99'), 1_000)).toThrow('beyond exact arithmetic');
    expect(() => timesMoney(money('1.00'), 0.001)).toThrow('beyond exact arithmetic');
  });

  it('shares what can be shared, and says when it cannot', () => {
    expect(nearestShareOfMoney(money('9.99'), 3)).toEqual(money('3.33'));
    expect(nearestShareOfMoney(money('10.00'), 3)).toEqual(money('3.33'));
  });
});
