import { describe, expect, it } from '@jest/globals';
import { nearestName } from '../../src/config/nearest-name.js';
import { pathText, printFaults } from '../../src/config/settings-fault.js';

describe('the path of a fault', () => {
  it.each([
    [['accounts', 0, 'commerce', 'auth', 'token'], 'accounts[0].commerce.auth.token'],
    [['accounts', 2], 'accounts[2]'],
    [['skuMap', 'A B'], 'skuMap["A B"]'],
    [[], ''],
  ])('%j is written as people write it', (parts, text) => {
    expect(pathText(parts)).toBe(text);
  });
});

describe('faults for people', () => {
  it('stand one to a line, in the order of the file', () => {
    const faults = [
      { path: 'accounts[0].id', problem: 'is missing', line: 7 },
      { path: 'http.port', problem: 'must be a whole number', line: 2 },
    ];
    expect(printFaults(faults, 'waybill.yaml')).toBe(
      'waybill.yaml has 2 faults:\n  http.port (line 2): must be a whole number\n  accounts[0].id (line 7): is missing',
    );
  });

  it('name the file when it is the whole of it', () => {
    expect(printFaults([{ path: '', problem: 'does not exist' }], 'waybill.yaml')).toBe(
      'waybill.yaml has one fault:\n  the file: does not exist',
    );
  });
});

describe('the nearest known name', () => {
  const known = ['storeViewCode', 'baseUrl', 'auth', 'port'];
  it.each([
    ['storeviewcode', 'storeViewCode'],
    ['baseURI', 'baseUrl'],
    ['prot', 'port'],
    ['colour', undefined],
    ['x'.repeat(10_000), undefined],
  ])('of %s is %s', (written, expected) => {
    expect(nearestName(written, known)).toBe(expected);
  });

  it('of nothing known is none', () => {
    expect(nearestName('a', [])).toBeUndefined();
  });
});
