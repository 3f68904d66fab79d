import { describe, expect, it } from '@jest/globals';
import { parseAccountId, parseAmazonOrderId, parseCommerceOrderNumber } from '../../../src/domain/ids.js';
import { orderOfAmazonId, ordersOfCommerceNumber } from '../../../src/http/order-index/visibility-filter.js';

const hostile = ["x' OR WorkflowType != 'y", "x\\' OR 1=1 -- ", 'x" /* */', 'x\ny', '%', "'", '`'];

describe('a visibility filter', () => {
  it.each(hostile)('cannot be made of %j: no id has that pattern', (text) => {
    expect(parseAmazonOrderId(text)).toBeUndefined();
    expect(parseCommerceOrderNumber(text)).toBeUndefined();
    expect(parseAccountId(text)).toBeUndefined();
  });

  it('names orders only, never account workflows or late facts', () => {
    const id = parseAmazonOrderId('111-0000001-0000000');
    const account = parseAccountId('acme-us');
    const number = parseCommerceOrderNumber('US-000000123');
    expect(id && orderOfAmazonId(id)).toBe(
      "WorkflowId STARTS_WITH 'amazon-order:' AND AmazonOrderId = '111-0000001-0000000'",
    );
    expect(account && number && ordersOfCommerceNumber(account, number)).toBe(
      "WorkflowId STARTS_WITH 'amazon-order:' AND Account = 'acme-us' AND CommerceOrderNumber = 'US-000000123'",
    );
  });
});
