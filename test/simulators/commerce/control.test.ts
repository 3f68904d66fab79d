import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCommerceSimulator } from '../../../src/simulators/commerce/commerce-simulator.js';
import { merchantFulfilledOrder } from './example-orders.js';
import { type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('faults', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand();
  });
  afterEach(() => shop.close());

  const fault = (spec: unknown) => shop.control('POST', '/faults', spec);
  const orderCount = async (): Promise<number> => (await shop.control('GET', '/health')).body.orders;

  it('lose the reply after the commit: the caller knows nothing, the order exists, a repeat finds it', async () => {
    await fault({ operation: 'createOrder', kind: 'lost-reply-after-commit', times: 1 });
    await expect(shop.createOrder(merchantFulfilledOrder())).rejects.toThrow();
    expect(await orderCount()).toBe(1);
    expect((await shop.createOrder(merchantFulfilledOrder())).body.message).toBe('Unique constraint violation found');
    const ledger = (await shop.control('GET', '/ledger?operation=createOrder')).body;
    expect(ledger).toMatchObject([{ status: null, fault: 'lost-reply-after-commit' }, { status: 400 }]);
  });

  it.each([
    ['error-after-commit', undefined, 500, 1],
    ['status', undefined, 500, 0],
    ['status', 429, 429, 0],
    ['status', 401, 401, 0],
    ['html-503', undefined, 503, 0],
  ])('of kind %s (%s) answer %s and leave %s orders', async (kind, status, answered, left) => {
    await fault({ operation: 'createOrder', kind, status, times: 1, headers: { 'retry-after': '3' } });
    const answer = await shop.createOrder(merchantFulfilledOrder());
    expect(answer.status).toBe(answered);
    expect(answer.text.startsWith('<html>')).toBe(kind === 'html-503');
    expect(await orderCount()).toBe(left);
  });

  it('cut the connection before anything is done', async () => {
    await fault({ operation: '*', kind: 'cut-connection', times: 1 });
    await expect(shop.createOrder(merchantFulfilledOrder())).rejects.toThrow();
    expect(await orderCount()).toBe(0);
  });

  it('hit only the order that they name', async () => {
    await fault({ operation: 'createOrder', kind: 'status', subject: 'B-2' });
    expect((await shop.createOrder(merchantFulfilledOrder())).status).toBe(200);
    expect((await shop.createOrder(merchantFulfilledOrder({ increment_id: 'B-2' }))).status).toBe(500);
    expect((await shop.createOrder(merchantFulfilledOrder({ increment_id: 'B-3' }))).status).toBe(200);
  });

  it('end their delays when the shop closes', async () => {
    const closing = await shopAtHand();
    await closing.control('POST', '/faults', { operation: 'createOrder', kind: 'delayed-reply', delayMs: 600_000 });
    const reply = closing.createOrder(merchantFulfilledOrder()).then(
      () => 'answered',
      () => 'cut',
    );
    while ((await closing.control('GET', '/health')).body.orders === 0);
    await closing.close();
    expect(['answered', 'cut']).toContain(await reply);
  });

  it('can be listed and removed', async () => {
    const { body } = await fault({ operation: 'createOrder', kind: 'status' });
    await fault({ operation: 'getOrder', kind: 'status' });
    await shop.control('DELETE', `/faults/${body.id}`);
    expect((await shop.control('GET', '/faults')).body).toHaveLength(1);
    await shop.control('DELETE', '/faults');
    expect((await shop.control('GET', '/faults')).body).toEqual([]);
  });

  it('of a kind that does not exist are refused', async () => {
    expect((await fault({ operation: '*', kind: 'earthquake' })).status).toBe(400);
  });
});

describe('an Admin user', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand();
    await shop.createOrder(merchantFulfilledOrder());
    await shop.control('DELETE', '/ledger');
  });
  afterEach(() => shop.close());

  const admin = (act: string, body: unknown) => shop.control('POST', `/admin/${act}`, body);

  it('ships a part, adds its track late, invoices and refunds, all outside the ledger', async () => {
    await admin('invoice', { orderId: 1 });
    expect((await admin('ship', { orderId: 1, items: [{ orderItemId: 1, qty: 1 }] })).body).toEqual({ shipmentId: 1 });
    const late = await admin('track', { shipmentId: 1, carrierCode: 'custom', title: 'Bike', number: 'T-1' });
    expect(late.body.track).toMatchObject({ track_number: 'T-1', order_id: 1, parent_id: 1 });
    await admin('refund', { orderId: 1, items: [{ orderItemId: 1, qty: 1 }], shippingAmount: 0, returnToStock: [1] });
    const truth = await shop.truth('902-1106328-1059050');
    expect(truth).toMatchObject({
      order: { state: 'complete' },
      invoices: [{ grand_total: 55.58 }],
      shipments: [{ total_qty: 1 }],
      tracks: [{ track_number: 'T-1' }],
      creditmemos: [{ grand_total: 24.55 }],
    });
    expect((await shop.control('GET', '/ledger')).body).toEqual([]);
  });

  it('cannot ship an order whose shipping method has no underscore', async () => {
    const extension_attributes = { shipping_assignments: [{ items: [], shipping: { method: 'standard' } }] };
    await shop.createOrder(merchantFulfilledOrder({ increment_id: 'B-2', extension_attributes }));
    expect((await admin('ship', { orderId: 'B-2' })).status).toBe(400);
  });

  it('holds, releases and cancels, and is refused with the texts of the shop', async () => {
    expect((await admin('hold', { orderId: 1 })).body).toEqual({ done: true });
    expect((await admin('hold', { orderId: 1 })).body).toEqual({ message: 'A hold action is not available.' });
    await admin('unhold', { orderId: 1 });
    await admin('cancel', { orderId: 1 });
    expect((await shop.truth(1)).order.state).toBe('canceled');
    expect((await admin('ship', { orderId: 'nobody' })).status).toBe(404);
    expect((await admin('ship', {})).status).toBe(400);
  });
});

describe('the simulator', () => {
  it('remembers everything over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commerce-simulator-'));
    const stateFile = join(folder, 'commerce.jsonl');
    const before = await shopAtHand({ stateFile });
    await before.createOrder(merchantFulfilledOrder({ increment_id: null }));
    await before.rest('POST', '/order/1/ship', { body: { notify: true } });
    await before.control('POST', '/products/change', { sku: 'MUG-BLUE', status: 2 });
    await before.close();

    const after = await shopAtHand({ stateFile });
    expect(await after.truth('000000001')).toMatchObject({ shipments: [{ total_qty: 2 }] });
    expect((await after.control('GET', '/stock?sku=MUG-BLUE')).body).toMatchObject({
      sources: [{ quantity: 8 }],
      stocks: [{ reserved: 2, salable: 10 }],
    });
    expect((await after.control('GET', '/mails')).body).toHaveLength(1);
    expect((await after.control('GET', '/ledger')).body).toHaveLength(2);
    const { body } = await after.rest('GET', '/products', { query: searchFor(['sku', 'MUG-BLUE']) });
    expect(body.items[0].status).toBe(2);
    expect((await after.createOrder(merchantFulfilledOrder({ increment_id: null }))).body).toMatchObject({
      entity_id: 2,
      increment_id: '000000002',
    });
    await after.close();
    await rm(folder, { recursive: true });
  });

  it('refuses to start on a port that is taken, and with options that do not fit', async () => {
    const shop = await shopAtHand();
    await expect(startCommerceSimulator({ port: Number(new URL(shop.url).port) })).rejects.toThrow('EADDRINUSE');
    await expect(startCommerceSimulator({ port: -1 })).rejects.toThrow();
    await shop.close();
  });
});
