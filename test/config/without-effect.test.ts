import { describe, expect, it } from '@jest/globals';
import { withoutEffect } from '../../src/config/without-effect.js';
import { file, only, withLine } from './settings-texts.js';

const saidOf = (orders: string): readonly string[] => withoutEffect(only(withLine(`    orders: ${orders}`)));

describe('a setting that has no effect is named at the start, with the reason', () => {
  it.each([
    [
      '{ pending: reserve }',
      /^Account acme-us: orders\.pending: reserve has no effect, since no REST route of Commerce/,
    ],
    ['{ numberPrefix: AMZ- }', /numberPrefix has no effect, since Commerce draws the numbers/],
    ['{ customerGroup: 4 }', /customerGroup has no effect, since no customers are created/],
  ])('%s', (orders, sentence) => {
    expect(saidOf(orders)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    '{ numberPrefix: AMZ-, numberFrom: amazon }',
    '{ customerGroup: 4, customer: create }',
    '{ pending: ignore }',
  ])('nothing is said of %s', (orders) => {
    expect(saidOf(orders)).toEqual([]);
  });

  it('nothing is said of a file that sets nothing', () => {
    expect(withoutEffect(only(file))).toEqual([]);
  });
});
