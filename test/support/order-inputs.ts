import { randomUUID } from 'node:crypto';
import type { CommerceOrderRef, OrderRef } from '../../activities/contract.js';
import type { AmazonStatus } from '../../src/domain/amazon-status.js';
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
import { isMoney, type Money, parseMoney } from '../../src/domain/money.js';
import type { OrderSettings } from '../../src/domain/order-settings.js';
import type { OrderSighting, SightedLine } from '../../src/domain/order-sighting.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';

/** The only way to a value in tests: what the parser refuses is a mistake in the test. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the parser refuses this value');
  return value;
}

export function money(amount: string, currency = 'USD'): Money {
  const parsed = parseMoney(amount, currency);
  if (!isMoney(parsed)) throw new Error(`no money: ${amount} ${currency}`);
  return parsed;
}

export const itemId = (raw: string) => given(parseOrderItemId(raw));
export const packageId = (raw: string) => given(parsePackageId(raw));
export const sku = (raw: string) => given(parseSku(raw));
export const commerceNumber = (raw: string) => given(parseCommerceOrderNumber(raw));

/** Every test has its own seller and account, and so its own queues and workflow ids. */
export function newOrderRef(): OrderRef {
  const digits = () => String(Math.floor(Math.random() * 1e7)).padStart(7, '0');
  const own = randomUUID().slice(0, 8);
  return {
    accountId: given(parseAccountId(`acme-${own}`)),
    sellerId: given(parseSellerId(`A${own.toUpperCase()}`)),
    marketplaceId: given(parseMarketplaceId('ATVPDKIKX0DER')),
    amazonOrderId: given(parseAmazonOrderId(`902-${digits()}-${digits()}`)),
  };
}

export const orderSettings = (changes: Partial<OrderSettings> = {}): OrderSettings => ({
  customer: 'guest',
  numberFrom: 'commerce',
  numberPrefix: '',
  pending: 'ignore',
  status: 'default',
  amazonFulfilled: 'import',
  invoice: 'creation',
  ...changes,
});

/** Two mugs. */
export const sightedLine = (changes: Partial<SightedLine> = {}): SightedLine => ({
  orderItemId: itemId('05015851154158'),
  sku: sku('MUG-BLUE'),
  quantity: 2,
  quantityShipped: 0,
  quantityCancelled: 0,
  ...changes,
});

/** Two mugs in one line, unless told otherwise. */
export function sighting(status: AmazonStatus, changes: Partial<OrderSighting> = {}): OrderSighting {
  return {
    status,
    fulfilledBy: 'FBM',
    lastUpdatedAt: '2026-11-01T10:00:00.000Z',
    purchasedAt: '2026-11-01T09:00:00.000Z',
    total: money('55.58'),
    buyerRequestsCancel: false,
    lines: [sightedLine()],
    packages: [],
    ...changes,
  };
}

export const parcel = (id: string, quantity: number, changes: Partial<ShipmentPackage> = {}): ShipmentPackage => ({
  id: packageId(id),
  source: 'webhook',
  carrier: 'ups',
  trackingNumber: `1Z${id}`,
  shippedAt: '2026-11-02T08:00:00.000Z',
  lines: [{ orderItemId: itemId('05015851154158'), quantity }],
  ...changes,
});

export const commerceOrder = (number = '000000001'): CommerceOrderRef => ({
  entityId: 311,
  number: commerceNumber(number),
  total: money('55.58'),
  lines: [{ lineId: 9001, orderItemId: itemId('05015851154158') }],
});
