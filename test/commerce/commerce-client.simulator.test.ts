import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommerceOrder, CommercePort } from '../../src/commerce/port.js';
import { parseCommerceOrderNumber } from '../../src/domain/ids.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { thrownBy } from '../remote/thrown-by.js';
import { integration, mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { clientOfShop, createdOrder } from './client-of-shop.js';
import { amazonDraft, amazonIdOf, merchantDraft, skuOf } from './drafts.js';
import { merchantBody } from './known-bodies.js';

let shop: ShopAtHand;
let client: CommercePort;
const clientOf = (change: object = {}): CommercePort => clientOfShop(shop, change);

beforeEach(async () => {
  shop = await shopAtHand({
    products: [
      mug,
      { sku: 'a, b+c/d %&=', name: 'Odd', id: 7, qty: 3 },
      { sku: 'OFF', id: 8, status: 2, qty: 1 },
      { sku: 'SHIRT', id: 9, typeId: 'configurable', websiteIds: [] },
    ],
    statuses: [{ code: 'amazon_new', state: 'processing' }],
  });
  client = clientOf();
});
afterEach(() => shop.close());

const fault = (operation: string, kind: string, change: object = {}) =>
  shop.control('POST', '/faults', { operation, kind, times: 1, ...change });

const created = (draft: OrderDraft = merchantDraft): Promise<CommerceOrder> => createdOrder(client, draft);

const shipmentOf = (order: CommerceOrder, quantity: number) => ({
  orderEntityId: order.entityId,
  lines: order.lines.map(({ lineId }) => ({ lineId, quantity })),
  comment: 'Waybill package pkg-7f3a',
  tracks: [{ number: '1Z999AA10123456784', carrierCode: 'ups', title: 'UPS Ground' }],
});

describe("an order at Commerce's simulator", () => {
  it('is created, and found by Amazon id, by number and by its own id', async () => {
    const order = await created();
    expect(order).toMatchObject({
      number: merchantDraft.number,
      storeId: 1,
      amazonOrderId: merchantDraft.amazonOrderId,
      state: 'processing',
      status: 'processing',
      grandTotal: { amountMinor: 5558, currency: 'USD' },
      lines: [{ orderItemId: '05015851154158', sku: 'MUG-BLUE', quantityOrdered: 2, quantityShipped: 0 }],
    });
    expect(await client.orders.findByAmazonId(merchantDraft.amazonOrderId)).toMatchObject([
      { entityId: order.entityId },
    ]);
    expect(await client.orders.findByNumber(order.number)).toMatchObject({ entityId: order.entityId });
    expect(await client.orders.read(order.entityId)).toMatchObject({ entityId: order.entityId });
    expect(await client.orders.readMany([order.entityId, 99_999])).toHaveLength(1);
  });

  it('that does not exist is not found', async () => {
    expect(await client.orders.read(4711)).toBe('not-found');
    expect(await client.orders.findByAmazonId(merchantDraft.amazonOrderId)).toEqual([]);
    const number = parseCommerceOrderNumber('nobody');
    if (number === undefined) throw new Error('no number');
    expect(await client.orders.findByNumber(number)).toBeUndefined();
    expect(await client.orders.readMany([])).toEqual([]);
  });

  it('with a number of ours, created twice, exists once', async () => {
    await created();
    expect(await client.orders.create(merchantDraft)).toBe('exists');
    expect(await client.orders.findByAmazonId(merchantDraft.amazonOrderId)).toHaveLength(1);
  });

  it('with a number of ours whose reply was lost exists when it is created again', async () => {
    await fault('*', 'lost-reply-after-commit', { subject: merchantDraft.amazonOrderId });
    await client.store.view();
    const failure = await thrownBy(() => client.orders.create(merchantDraft));
    expect(failure.fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
    expect(await client.orders.create(merchantDraft)).toBe('exists');
  });

  it('with a number drawn by Commerce, created twice, exists twice: the caller must look first', async () => {
    const { number: _number, ...draft } = merchantDraft;
    const one = await created(draft);
    const other = await created(draft);
    expect(one.number).not.toBe(other.number);
    expect(await client.orders.findByAmazonId(draft.amazonOrderId)).toHaveLength(2);
  });

  it('fulfilled by Amazon is complete at once', async () => {
    expect(await created(amazonDraft)).toMatchObject({ state: 'complete', status: 'complete' });
  });

  it('that Commerce will not have is refused with words, and nobody is named in them', async () => {
    const customer = { ...merchantDraft.customer, email: 'broken' };
    const outcome = await client.orders.create({ ...merchantDraft, customer });
    expect(outcome).toEqual({ refused: expect.stringMatching(/address/i) });
    expect(JSON.stringify(outcome)).not.toMatch(/broken|Jane|Doe/);
  });

  it('is cancelled once; again there is nothing to cancel', async () => {
    const { entityId } = await created();
    expect(await client.orders.cancel(entityId)).toBe('cancelled');
    expect(await client.orders.cancel(entityId)).toBe('not-possible');
    expect(await client.orders.read(entityId)).toMatchObject({ state: 'canceled' });
  });

  it('is held once and freed once, gets its status back, and cannot be cancelled meanwhile', async () => {
    const { entityId, status } = await created();
    expect(await client.orders.unhold(entityId)).toBe('not-possible');
    expect(await client.orders.hold(entityId)).toBe('held');
    expect(await client.orders.hold(entityId)).toBe('not-possible');
    expect(await client.orders.cancel(entityId)).toBe('not-possible');
    expect(await client.orders.read(entityId)).toMatchObject({ state: 'holded' });
    expect(await client.orders.unhold(entityId)).toBe('free');
    expect(await client.orders.unhold(entityId)).toBe('not-possible');
    expect(await client.orders.read(entityId)).toMatchObject({ state: 'processing', status });
  });

  it('is commented without losing its status, or with a new one; each comment is one more', async () => {
    const { entityId } = await created({ ...merchantDraft, status: 'amazon_new' });
    await client.orders.comment(entityId, 'first');
    expect(await client.orders.read(entityId)).toMatchObject({ status: 'amazon_new' });
    await client.orders.comment(entityId, 'second', 'processing');
    await client.orders.comment(entityId, 'second', 'processing');
    expect(await client.orders.read(entityId)).toMatchObject({ status: 'processing' });
    const comments = await client.orders.comments(entityId);
    expect(comments.filter((comment) => comment === 'second')).toHaveLength(2);
    expect(comments).toEqual(expect.arrayContaining(['Amazon order 902-1106328-1059050', 'first']));
    expect((await thrownBy(() => client.orders.comment(4711, 'lost'))).fault).toEqual({ kind: 'not-found' });
  });

  it('that changed is found by the time of its change; orders of others are not', async () => {
    const before = new Date(Date.now() - 60_000).toISOString();
    const order = await created();
    const { number: _number, ...other } = amazonDraft;
    await created({ ...other, amazonOrderId: amazonIdOf('114-9876543-7654321') });
    const foreign = { ...merchantBody.entity, increment_id: 'EBAY-1', ext_order_id: 'EBAY-1', grand_total: 1.2345 };
    expect((await shop.createOrder(foreign)).status).toBe(200);
    const changed = await client.orders.changedSince({ updatedAt: before }, 100);
    expect(changed).toMatchObject({ orders: [{ entityId: order.entityId }, {}], isLast: true });
    const later = { updatedAt: new Date(Date.now() + 60_000).toISOString() };
    expect(await client.orders.changedSince(later, 100)).toEqual({ orders: [], isLast: true });
  });

  it('that changed within one second as others is found once, whatever the size of a page', async () => {
    const { number: _number, ...unnumbered } = amazonDraft;
    const made: number[] = [];
    for (const digit of [1, 2, 3, 4, 5]) {
      const { entityId } = await created({ ...unnumbered, amazonOrderId: amazonIdOf(`114-000000${digit}-0000000`) });
      made.push(entityId);
    }
    const found: number[] = [];
    let next = await client.orders.changedSince({ updatedAt: new Date(Date.now() - 60_000).toISOString() }, 2);
    for (let page = 1; page <= 5; page += 1) {
      found.push(...next.orders.map(({ entityId }) => entityId));
      if (next.isLast || next.readTo === undefined) break;
      next = await client.orders.changedSince(next.readTo, 2);
    }
    expect(found).toEqual(made);
  });
});

describe('the documents of an order', () => {
  const memo = { comment: 'Cancelled at Amazon', returnedLineIds: [] };

  it('invoice: made once; again nothing is left', async () => {
    const { entityId } = await created();
    expect(await client.invoices.create(entityId)).toBe('created');
    expect(await client.invoices.create(entityId)).toBe('nothing-left');
    expect((await shop.truth(entityId)).invoices).toHaveLength(1);
  });

  it('shipment: found again by its order, and whole, made twice, nothing is left', async () => {
    const order = await created();
    expect(await client.shipments.create(shipmentOf(order, 2))).toBe('created');
    expect(await client.shipments.create(shipmentOf(order, 2))).toBe('nothing-left');
    expect(await client.shipments.ofOrders([order.entityId])).toMatchObject([
      {
        orderEntityId: order.entityId,
        lines: [{ lineId: order.lines[0]?.lineId, quantity: 2 }],
        tracks: [{ number: '1Z999AA10123456784', carrierCode: 'ups', title: 'UPS Ground' }],
        comments: ['Waybill package pkg-7f3a'],
      },
    ]);
    expect(await client.orders.read(order.entityId)).toMatchObject({ lines: [{ quantityShipped: 2 }] });
  });

  it('shipment: part of the order, made twice, ships twice: the caller must look first', async () => {
    const order = await created();
    expect(await client.shipments.create(shipmentOf(order, 1))).toBe('created');
    expect(await client.shipments.create(shipmentOf(order, 1))).toBe('created');
    expect(await client.shipments.ofOrders([order.entityId])).toHaveLength(2);
  });

  it('shipment of an invoiced order completes it, and an invoice then is not left', async () => {
    const order = await created();
    await client.invoices.create(order.entityId);
    await client.shipments.create(shipmentOf(order, 2));
    expect(await client.orders.read(order.entityId)).toMatchObject({ state: 'complete' });
    expect(await client.invoices.create(order.entityId)).toBe('nothing-left');
  });

  it('shipment of more than the source holds is refused with the little that Commerce says', async () => {
    await shop.control('POST', '/products/change', { sku: 'MUG-BLUE', qty: 0 });
    const order = await created();
    expect(await client.shipments.create(shipmentOf(order, 2))).toEqual({
      refused: expect.stringContaining('Could not save a shipment'),
    });
  });

  it('shipment of a held order is refused, and not taken for done', async () => {
    const order = await created();
    await shop.control('POST', '/admin/hold', { orderId: order.entityId });
    expect(await client.shipments.create(shipmentOf(order, 2))).toEqual({ refused: expect.stringContaining('status') });
    expect(await client.invoices.create(order.entityId)).toEqual({ refused: expect.stringContaining('status') });
  });

  it('refund: of all that was invoiced, closes the order; again nothing is left', async () => {
    const { entityId } = await created();
    await client.invoices.create(entityId);
    expect(await client.refunds.createForAll(entityId, memo)).toBe('created');
    expect(await client.orders.read(entityId)).toMatchObject({ state: 'closed' });
    expect(await client.refunds.createForAll(entityId, memo)).toBe('nothing-left');
    expect((await shop.truth(entityId)).creditmemos).toHaveLength(1);
  });

  it('and none of it ever mails the buyer', async () => {
    const order = await created();
    await client.invoices.create(order.entityId);
    await client.shipments.create(shipmentOf(order, 1));
    await client.orders.comment(order.entityId, 'quiet');
    await client.refunds.createForAll(order.entityId, memo);
    await client.customers.create({ email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' });
    expect((await shop.control('GET', '/mails')).body).toEqual([]);
  });

  it('are found for many orders at once', async () => {
    const order = await created();
    await client.shipments.create(shipmentOf(order, 1));
    const many = Array.from({ length: 120 }, (_, index) => 10_000 + index);
    expect(await client.shipments.ofOrders([...many, order.entityId])).toHaveLength(1);
    expect(await client.shipments.ofOrders([])).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('finds products under the very SKU asked for, odd ones too', async () => {
    const asked = ['MUG-BLUE', 'mug-blue', 'a, b+c/d %&=', 'OFF', 'SHIRT', 'NO-SUCH'].map(skuOf);
    const found = await client.catalogue.find(asked);
    expect([...found.keys()].sort()).toEqual(['MUG-BLUE', 'OFF', 'SHIRT', 'a, b+c/d %&=']);
    expect(found.get(skuOf('MUG-BLUE'))).toEqual({
      productId: 42,
      sku: 'MUG-BLUE',
      name: 'Blue mug',
      isEnabled: true,
      typeId: 'simple',
      websiteIds: [1],
    });
    expect(found.get(skuOf('OFF'))).toMatchObject({ isEnabled: false });
    expect(found.get(skuOf('SHIRT'))).toMatchObject({ typeId: 'configurable', websiteIds: [] });
  });

  it('finds more than ten at a time', async () => {
    const skus = Array.from({ length: 25 }, (_, index) => `BULK-${index}`);
    await shop.control(
      'POST',
      '/products',
      skus.map((sku) => ({ sku, qty: 1 })),
    );
    expect((await client.catalogue.find(skus.map(skuOf))).size).toBe(25);
    const wanted = skus.map((sku, index) => ({ sku: skuOf(sku), quantity: index === 24 ? 2 : 1 }));
    expect(await client.catalogue.outOfStock(wanted)).toEqual(['BULK-24']);
  });

  it('asked for nothing asks nothing', async () => {
    expect(await client.catalogue.find([])).toEqual(new Map());
    expect(await client.catalogue.outOfStock([])).toEqual([]);
  });

  it.each([
    ['all that there is', [10], []],
    ['more than there is', [11], ['MUG-BLUE']],
    ['more than there is, on two lines', [6, 5], ['MUG-BLUE']],
  ])('knows what is out of stock: %s', async (_name, quantities, out) => {
    const wanted = quantities.map((quantity) => ({ sku: skuOf('MUG-BLUE'), quantity }));
    expect(await client.catalogue.outOfStock(wanted)).toEqual(out);
  });
});

describe('a country', () => {
  it('comes with its regions, or is not known', async () => {
    const texas = { id: 57, code: 'TX', name: 'Texas' };
    expect(await client.directory.country('US')).toMatchObject({
      code: 'US',
      regions: expect.arrayContaining([texas]),
    });
    expect(await client.directory.country('ZZ')).toBe('not-found');
    expect(await client.directory.country('../US')).toBe('not-found');
  });
});

describe('a customer', () => {
  const jane = { email: 'k3v1@marketplace.amazon.com', firstName: 'Jane (Attn: Bob)', lastName: 'Doe & Sons' };

  it('is made silently under a name that Commerce takes; made twice, exists', async () => {
    expect(await client.customers.findByEmail(jane.email)).toBeUndefined();
    const made = await client.customers.create(jane);
    expect(made).toEqual({ id: expect.any(Number), groupId: 1 });
    expect(await client.customers.create(jane)).toBe('exists');
    expect(await client.customers.findByEmail(jane.email)).toEqual(made);
    expect((await shop.control('GET', '/mails')).body).toEqual([]);
  });

  it('has a tax number where Amazon knows one, without which some shops refuse it', async () => {
    const strict = await shopAtHand({ isTaxNumberRequired: true });
    try {
      const { customers } = clientOf({ baseUrl: strict.url });
      expect(await customers.create(jane)).toEqual({ refused: expect.stringContaining('taxvat') });
      expect(await customers.create({ ...jane, taxNumber: 'DE123456789' })).toMatchObject({ groupId: 1 });
      expect((await strict.control('GET', '/customers')).body).toMatchObject([{ taxvat: 'DE123456789' }]);
    } finally {
      await strict.close();
    }
  });

  it('whose reply was lost exists when made again', async () => {
    await client.store.view();
    await fault('*', 'lost-reply-after-commit');
    const failure = await thrownBy(() => client.customers.create(jane));
    expect(failure.fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
    expect(await client.customers.create(jane)).toBe('exists');
  });

  it('that is refused is refused with words in which nobody is named', async () => {
    const outcome = await client.customers.create({ ...jane, email: 'jane.doe(at)example' });
    expect(outcome).toEqual({ refused: expect.any(String) });
    expect(JSON.stringify(outcome)).not.toMatch(/jane|doe/i);
  });
});

describe('the shop as such', () => {
  it('tells what orders need to know of the store view', async () => {
    expect(await client.store.view()).toMatchObject({
      storeId: 1,
      storeViewCode: 'default',
      websiteId: 1,
      websiteCode: 'base',
      baseCurrency: 'USD',
    });
  });

  it('refuses a wrong secret', async () => {
    const stranger = clientOf({ auth: { kind: 'oauth1', ...integration, tokenSecret: 'x'.repeat(32) } });
    const failure = await thrownBy(() => stranger.orders.read(1));
    expect(failure.fault).toEqual({ kind: 'unauthorised', because: 'credentials' });
  });

  it('refuses a clock that is far ahead', async () => {
    const early = clientOf({ nowMs: () => Date.now() + 3_600_000 });
    const failure = await thrownBy(() => early.orders.read(1));
    expect(failure.fault).toEqual({ kind: 'unauthorised', because: 'clock' });
  });

  it.each([
    ['html-503', {}, { kind: 'unavailable', isOutcomeKnown: false }],
    ['cut-connection', {}, { kind: 'unavailable', isOutcomeKnown: false }],
    ['error-after-commit', {}, { kind: 'unavailable', isOutcomeKnown: false }],
    ['status', { status: 429, headers: { 'retry-after': '5' } }, { kind: 'throttled', retryAfterMs: 5_000 }],
  ])('in trouble (%s) is called again, and still has one order', async (kind, change, expected) => {
    await client.store.view();
    await fault('*', kind, change);
    const failure = await thrownBy(() => client.orders.create(merchantDraft));
    expect(failure.fault).toEqual(expected);
    await client.orders.create(merchantDraft);
    expect(await client.orders.findByAmazonId(merchantDraft.amazonOrderId)).toHaveLength(1);
  });
});
