import { describe, expect, it } from '@jest/globals';
import {
  parseAccountId,
  parseAmazonOrderId,
  parseCommerceOrderNumber,
  parseMarketplaceId,
  parseOrderItemId,
  parsePackageId,
  parseSellerId,
  parseSku,
} from '../../src/domain/ids.js';

const parsers = {
  amazonOrderId: parseAmazonOrderId,
  accountId: parseAccountId,
  sellerId: parseSellerId,
  marketplaceId: parseMarketplaceId,
  orderItemId: parseOrderItemId,
  sku: parseSku,
  packageId: parsePackageId,
  commerceOrderNumber: parseCommerceOrderNumber,
} as const;

describe('an id', () => {
  it.each<readonly [keyof typeof parsers, string]>([
    ['amazonOrderId', '902-1106328-1059050'],
    ['accountId', 'acme-us'],
    ['accountId', '1'],
    ['sellerId', 'A2EXAMPLE'],
    ['marketplaceId', 'ATVPDKIKX0DER'],
    ['orderItemId', '05015851154158'],
    ['sku', 'MUG-BLUE'],
    ['sku', 'A/B C,d+1'],
    ['sku', 'тест 日本'],
    ['packageId', 'commerce:77'],
    ['packageId', 'pkg-7f3a'],
    ['commerceOrderNumber', '000000001'],
    ['commerceOrderNumber', 'AMZ-902-1106328-1059050'],
  ])('of kind %s may be %j', (kind, raw) => {
    expect(parsers[kind](raw)).toBe(raw);
  });

  it.each<readonly [keyof typeof parsers, unknown]>([
    ['amazonOrderId', '902-1106328-105905'],
    ['amazonOrderId', '902-1106328-1059050\n'],
    ['amazonOrderId', " 902-1106328-1059050' OR 1=1"],
    ['amazonOrderId', '٩٠٢-1106328-1059050'],
    ['accountId', 'Acme'],
    ['accountId', '-acme'],
    ['accountId', 'a'.repeat(64)],
    ['accountId', 'a:b'],
    ['sellerId', 'a2example'],
    ['sellerId', 'A'],
    ['marketplaceId', 'ATVPD'],
    ['orderItemId', ''],
    ['orderItemId', 'a b'],
    ['sku', ''],
    ['sku', 'x'.repeat(256)],
    ['sku', 'a\u0000b'],
    ['sku', 'a\nb'],
    ['packageId', 'a b'],
    ['packageId', 'x'.repeat(101)],
    ['commerceOrderNumber', 'a/b'],
    ['commerceOrderNumber', 'x'.repeat(51)],
  ])('of kind %s may not be %j', (kind, raw) => {
    expect(parsers[kind](raw)).toBeUndefined();
  });

  it.each(Object.entries(parsers))('of kind %s is text', (_, parse) => {
    for (const raw of [undefined, null, 5, {}, [], ['902-1106328-1059050']]) expect(parse(raw)).toBeUndefined();
  });
});
