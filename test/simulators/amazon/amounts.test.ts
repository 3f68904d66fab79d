import { describe, expect, it } from '@jest/globals';
import { negateAmount, parseAmount, sumAmounts, timesQuantity } from '../../../src/simulators/amazon/amounts.js';

describe('amounts', () => {
  it.each([
    ['12.3', 'USD', '12.30'],
    ['12', 'USD', '12.00'],
    ['1980', 'JPY', '1980'],
    ['1980.00', 'JPY', '1980'],
    ['1.005', 'KWD', '1.005'],
    ['1.005', 'USD', undefined],
    ['1980.5', 'JPY', undefined],
    ['1e3', 'USD', undefined],
  ])('reads %s %s as %s', (raw, currency, expected) => {
    expect(parseAmount(raw, currency)).toBe(expected);
  });

  it('adds and multiplies without the errors of binary fractions', () => {
    expect(sumAmounts(['0.10', '0.20'], 'USD')).toBe('0.30');
    expect(timesQuantity('19.99', 3, 'USD')).toBe('59.97');
    expect(sumAmounts(['0.05', negateAmount('0.10', 'USD')], 'USD')).toBe('-0.05');
    expect(sumAmounts([], 'JPY')).toBe('0');
  });
});
