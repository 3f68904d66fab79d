import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ShipmentConfirmation } from '../../src/amazon/port.js';
import { createSpApiClient, type SpApiClient } from '../../src/amazon/sp-api-client.js';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { thrownBy } from '../remote/thrown-by.js';
import { type AmazonAtHand, amazonAtHand, minutesAgo, seller } from '../simulators/amazon/amazon-at-hand.js';
import { itemIdOf, marketplaceOf, orderId, orderIdOf, usMarketplace } from './ids.js';

let at: AmazonAtHand;
let buckets: TokenBuckets;
let client: SpApiClient;

beforeEach(async () => {
  at = await amazonAtHand();
  buckets = new TokenBuckets({ rateShare: 1 });
  client = createSpApiClient({
    endpoint: at.url,
    lwaEndpoint: `${at.url}/auth/o2/token`,
    credentials: seller,
    buckets,
    nowMs: Date.now,
    userAgent: 'Waybill/test',
  });
});
afterEach(() => at.close());

const fault = (kind: string, operation: string) => at.control('POST', '/faults', { kind, operation, times: 1 });
const confirmationOf = (raw: string): ShipmentConfirmation => ({
  amazonOrderId: orderIdOf(raw),
  marketplaceId: usMarketplace,
  packageReferenceId: '901',
  carrierCode: 'UPS',
  shippingMethod: 'UPS Ground',
  trackingNumber: '1Z999AA10123456784',
  shippedAt: minutesAgo(1),
  lines: [{ orderItemId: itemIdOf('10000000000001'), quantity: 2 }],
});

describe("the client at Amazon's simulator", () => {
  it('reads an order with all that belongs to it', async () => {
    const id = await at.order({
      items: [
        {
          sku: 'MUG-1',
          title: 'A mug',
          quantity: 2,
          unitPrice: '12.50',
          tax: '2.06',
          shipping: '5.99',
          shippingTax: '0.49',
          discount: '5.00',
          giftWrap: { price: '3.00', message: 'For you' },
          orderItemId: '10000000000001',
        },
      ],
      buyer: { name: 'Jane Doe' },
      tip: '1.00',
    });
    const order = await client.fetchOrder(orderIdOf(id));
    expect(order).toMatchObject({
      id,
      status: 'Unshipped',
      fulfilledBy: 'FBM',
      marketplaceId: 'ATVPDKIKX0DER',
      grandTotal: { amountMinor: 2500 + 206 + 599 + 49 - 500 + 300 + 100, currency: 'USD' },
      deliveryTip: { amountMinor: 100 },
      buyer: { name: 'Jane Doe' },
      deliveryAddress: { countryCode: 'US' },
      lines: [{ orderItemId: '10000000000001', sku: 'MUG-1', quantityOrdered: 2, giftMessage: 'For you' }],
    });
    const said = 'lines' in Object(order) ? JSON.stringify(order) : '';
    for (const part of ['"kind":"SHIPPING"', '"kind":"GIFT_WRAP"', '"of":"SHIPPING"', '"of":"ITEM"']) {
      expect(said).toContain(part);
    }
  });

  it('reads the orders of a window, in yen too, and hears that a page token is not its own', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await at.order({ lastUpdatedAt: minutesAgo(10) }));
    const inYen = await at.order({
      marketplaceId: 'A1VC38T7YXB528',
      lastUpdatedAt: minutesAgo(10),
      items: [{ sku: 'CUP', title: 'Cup', quantity: 1, unitPrice: '19940' }],
    });
    const window = {
      updatedAfter: minutesAgo(60),
      updatedBefore: minutesAgo(3),
      marketplaces: [usMarketplace, marketplaceOf('A1VC38T7YXB528')],
    };
    const page = await client.searchOrders(window);
    if (page === 'page-token-refused') throw new Error('no token was sent');
    expect(page.orders.map(({ id }) => id).sort()).toEqual([...ids, inYen].sort());
    expect(page).toMatchObject({ withoutId: 0, reachesTo: expect.any(String) });
    expect(page.orders.find(({ id }) => id === inYen)).toMatchObject({
      grandTotal: { amountMinor: 19940, currency: 'JPY' },
    });
    expect(page.nextPageToken).toBeUndefined();
    expect(await client.searchOrders({ ...window, pageToken: 'of somebody else' })).toBe('page-token-refused');
  });

  it('names an order that it cannot read, between two that it can', async () => {
    const good = await at.order({ lastUpdatedAt: minutesAgo(10) });
    const bad = await at.order({ lastUpdatedAt: minutesAgo(9), raw: { fulfillment: { fulfilledBy: 'ROBOTS' } } });
    const other = await at.order({ lastUpdatedAt: minutesAgo(8) });
    const page = await client.searchOrders({
      updatedAfter: minutesAgo(60),
      updatedBefore: minutesAgo(3),
      marketplaces: [usMarketplace],
    });
    if (page === 'page-token-refused') throw new Error('no token was sent');
    expect(page.orders.map(({ id }) => id)).toEqual([good, bad, other]);
    expect(page.orders[1]).toMatchObject({ unreadableAt: expect.stringContaining('fulfillment') });
  });

  it('asks too close to now and learns that the clocks differ', async () => {
    const failure = await thrownBy(() =>
      client.searchOrders({
        updatedAfter: minutesAgo(60),
        updatedBefore: minutesAgo(-1),
        marketplaces: [usMarketplace],
      }),
    );
    expect(failure.fault).toEqual({ kind: 'unauthorised', because: 'clock' });
  });

  it('confirms a shipment, called twice makes one package, and reads it back', async () => {
    const id = await at.order();
    const confirmation = confirmationOf(id);
    expect(await client.confirmShipment(confirmation)).toBe('accepted');
    expect(await client.confirmShipment(confirmation)).toBe('accepted');
    expect(await client.fetchOrder(orderIdOf(id))).toMatchObject({
      status: 'Shipped',
      packages: [{ reference: '901', trackingNumber: '1Z999AA10123456784', lines: [{ quantity: 2 }] }],
      lines: [{ quantityShipped: 2, quantityCancelled: 0 }],
    });
  });

  it.each([
    ['a reference that is no positive number', { packageReferenceId: 'pkg-1' }, /positive numeric value/],
    ['an item of another order', { lines: [{ orderItemId: itemIdOf('9'), quantity: 1 }] }, /OrderItemId/],
    ['more than was ordered', { lines: [{ orderItemId: itemIdOf('10000000000001'), quantity: 3 }] }, /./],
    ['a carrier without a name', { carrierCode: 'Other' }, /CarrierName/],
  ])('is told why a shipment is refused: %s', async (_name, change, text) => {
    const id = await at.order();
    const outcome = await client.confirmShipment({ ...confirmationOf(id), ...change });
    expect(outcome).toEqual({ refused: 'InvalidInput', text: expect.stringMatching(text) });
  });

  it('confirms nothing for an order that Amazon does not have, and finds none', async () => {
    expect(await client.confirmShipment(confirmationOf(orderId))).toMatchObject({ refused: 'NotFound' });
    expect(await client.fetchOrder(orderId)).toBe('not-found');
  });

  it('goes on when its token has run out', async () => {
    const id = await at.order();
    await client.fetchOrder(orderIdOf(id));
    await at.control('POST', `/sellers/${seller.sellerId}/expire-tokens`);
    expect(await client.fetchOrder(orderIdOf(id))).toMatchObject({ id });
  });

  it('says so when the seller has revoked the authorisation', async () => {
    const id = await at.order();
    await at.control('POST', `/sellers/${seller.sellerId}/revoke`);
    const failure = await thrownBy(() => client.fetchOrder(orderIdOf(id)));
    expect(failure.fault).toEqual({ kind: 'unauthorised', because: 'credentials' });
  });

  it('learns the rate that Amazon grants', async () => {
    const id = await at.order();
    await at.control('POST', '/quotas', { sellerId: seller.sellerId, operation: 'getOrder', ratePerSecond: 7 });
    await client.fetchOrder(orderIdOf(id));
    expect(buckets.state('getOrder', Date.now()).ratePerSecond).toBe(7);
  });

  it('believes a 429 more than its own count', async () => {
    const id = await at.order();
    await at.control('POST', '/quotas', { sellerId: seller.sellerId, operation: 'getOrder', tokens: 0 });
    const failure = await thrownBy(() => client.fetchOrder(orderIdOf(id)));
    expect(failure).toMatchObject({ fault: { kind: 'throttled', retryAfterMs: 2_000 }, requestId: expect.any(String) });
    expect(buckets.state('getOrder', Date.now()).tokens).toBeLessThan(1);
  });

  it.each([
    ['internal-failure', { kind: 'unavailable', isOutcomeKnown: false }],
    ['service-unavailable', { kind: 'unavailable', isOutcomeKnown: false }],
    ['html-503', { kind: 'unavailable', isOutcomeKnown: false }],
    ['lost-reply-after-commit', { kind: 'unavailable', isOutcomeKnown: false }],
    ['cut-connection', { kind: 'unavailable', isOutcomeKnown: false }],
  ] as const)('meets %s and, called again, still makes one package', async (kind, expected) => {
    const id = await at.order();
    await fault(kind, 'confirmShipment');
    const failure = await thrownBy(() => client.confirmShipment(confirmationOf(id)));
    expect(failure.fault).toEqual(expected);
    expect(await client.confirmShipment(confirmationOf(id))).toBe('accepted');
    expect(await client.fetchOrder(orderIdOf(id))).toMatchObject({ packages: [{ reference: '901' }] });
  });
});
