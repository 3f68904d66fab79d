import { describe, expect, it } from '@jest/globals';
import { round4, roundPrice } from '../../../src/simulators/commerce/json.js';

describe('amounts', () => {
  it.each([
    [0.1 + 0.2, 0.3],
    [1.00005, 1.0001],
    [-1.00005, -1.0001],
    [123_456_789.12344, 123_456_789.1234],
    [-0.00001, 0],
  ])('of %s are kept as %s', (amount, kept) => {
    expect(Object.is(round4(amount), kept)).toBe(true);
  });

  it.each([
    [2.305, 2.31],
    [1000.005, 1000.01],
    [-2.305, -2.31],
    [1.004999, 1],
  ])('of %s are prices of %s', (amount, price) => {
    expect(roundPrice(amount)).toBe(price);
  });
});
