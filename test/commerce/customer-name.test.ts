import { describe, expect, it } from '@jest/globals';
import { customerName } from '../../src/commerce/customer-name.js';

describe('the name of a customer', () => {
  it.each([
    ['stays', 'Jane', 'Jane'],
    ['keeps letters of all languages', 'Jürgen 山田', 'Jürgen 山田'],
    ['keeps the signs that Commerce allows', "O'Neil-Smith, Jr. d’Arc_2 `x`", "O'Neil-Smith, Jr. d’Arc_2 `x`"],
    ['loses the ones that it refuses', 'Doe & Sons (Attn: @Jane)', 'Doe Sons Attn Jane'],
    ['is on one line', ' Jane \n Doe ', 'Jane Doe'],
    ['is a dash when nothing is left', '@@@', '-'],
    ['is a dash when there is none', '', '-'],
  ])('%s', (_name, given, name) => {
    expect(customerName(given)).toBe(name);
  });

  it('is cut', () => {
    expect(customerName('a'.repeat(300))).toHaveLength(128);
  });
});
