import { describe, expect, it } from '@jest/globals';
import { blockerCodes, parseBlockerCode, remedyOf, sentenceOf } from '../../src/domain/blocker.js';

describe('a blocker', () => {
  it.each(blockerCodes)('%s says what is wrong and what to do', (code) => {
    expect(sentenceOf({ code, subject: 'SUBJECT' })).toMatch(/^[A-Z].{10,}[^.\s]$/);
    expect(sentenceOf({ code })).not.toContain('undefined');
    expect(remedyOf({ code })).toMatch(/^[A-Z].{10,}[^.\s]$/);
  });

  it('names its subject', () => {
    expect(sentenceOf({ code: 'sku-unknown', subject: 'MUG-BLUE' })).toBe(
      'SKU MUG-BLUE is not in the Commerce catalogue',
    );
    expect(sentenceOf({ code: 'totals-differ', subject: 'lines 103.97, Amazon 104.00 USD' })).toBe(
      "The lines of the order do not add up to Amazon's total (lines 103.97, Amazon 104.00 USD)",
    );
  });

  it('is read only as it is written in the list', () => {
    expect(parseBlockerCode('sku-unknown')).toBe('sku-unknown');
    for (const raw of ['SKU-UNKNOWN', '', undefined, 'toString']) expect(parseBlockerCode(raw)).toBeUndefined();
  });
});
