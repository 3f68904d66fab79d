import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amazonFulfilledOrder, invoiceAll, merchantFulfilledOrder, shipment } from './example-orders.js';
import { type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('the life of an order', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand({ statuses: [{ code: 'amazon_unshipped', state: 'processing' }] });
  });
  afterEach(() => shop.close());

  const invoice = (body: unknown = invoiceAll) => shop.rest('POST', '/order/1/invoice', { body });
  const ship = (body: unknown) => shop.rest('POST', '/order/1/ship', { body });
  const order = async () => (await shop.rest('GET', '/orders/1')).body;
  const stateAndStatus = async () => {
    const { state, status } = await order();
    return [state, status];
  };

  it('goes from processing over invoice and shipment to complete, paid to the cent', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    expect(await invoice()).toMatchObject({ status: 200, body: 1 });
    expect(await order()).toMatchObject({ state: 'processing', total_paid: 55.58, total_due: 0, tax_invoiced: 4.61 });
    expect(await ship(shipment([{ order_item_id: 1, qty: 2 }]))).toMatchObject({ status: 200, body: 1 });
    expect(await stateAndStatus()).toEqual(['complete', 'complete']);
  });

  it('completes in the other order too: shipped, then invoiced', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    await ship(shipment([{ order_item_id: 1, qty: 2 }]));
    expect(await stateAndStatus()).toEqual(['processing', 'processing']);
    await invoice();
    expect(await stateAndStatus()).toEqual(['complete', 'complete']);
  });

  it('moves from new to processing with its first document', async () => {
    await shop.createOrder(merchantFulfilledOrder({ state: 'new', status: 'pending' }));
    await ship(shipment([{ order_item_id: 1, qty: 1 }]));
    expect(await stateAndStatus()).toEqual(['processing', 'processing']);
  });

  it('keeps an FBA order complete, and closes one that was sent without total_paid', async () => {
    expect((await shop.createOrder(amazonFulfilledOrder())).body).toMatchObject({ state: 'complete', total_due: 0 });
    const unpaid = amazonFulfilledOrder({ increment_id: 'unpaid', total_paid: null, base_total_paid: null });
    expect((await shop.createOrder(unpaid)).body.state).toBe('closed');
  });

  it('keeps an FBA order complete that was sent without qty_shipped', async () => {
    const [item] = amazonFulfilledOrder()['items'] as object[];
    const entity = amazonFulfilledOrder({ items: [{ ...item, qty_shipped: 0 }] });
    expect((await shop.createOrder(entity)).body.state).toBe('complete');
  });

  it('closes or keeps an order over nothing, depending on the release', async () => {
    const nothing = { grand_total: 0, base_grand_total: 0, total_paid: 0, base_total_paid: 0 };
    expect((await shop.createOrder(amazonFulfilledOrder(nothing))).body.state).toBe('complete');
    const older = await shopAtHand({ release: '2.4.6' });
    expect((await older.createOrder(amazonFulfilledOrder(nothing))).body.state).toBe('closed');
    await older.close();
  });

  it('loses a custom status to the invoice, and gets it back by a comment', async () => {
    await shop.createOrder(merchantFulfilledOrder({ status: 'amazon_unshipped' }));
    await invoice();
    expect(await stateAndStatus()).toEqual(['processing', 'processing']);
    const statusHistory = {
      comment: 'again',
      is_customer_notified: 0,
      is_visible_on_front: 0,
      parent_id: 1,
      status: 'amazon_unshipped',
    };
    expect((await shop.rest('POST', '/orders/1/comments', { body: { statusHistory } })).body).toBe(true);
    expect(await stateAndStatus()).toEqual(['processing', 'amazon_unshipped']);
    const foreign = { ...statusHistory, status: 'complete' };
    expect((await shop.rest('POST', '/orders/1/comments', { body: { statusHistory: foreign } })).body).toEqual({
      message: 'Unable to add comment: The status "%1" is not part of the order status history.',
      parameters: ['complete'],
    });
  });

  it('ships in parts; a part sent again ships again, too much is cut, unknown items are dropped', async () => {
    const [item] = merchantFulfilledOrder()['items'] as object[];
    await shop.createOrder(merchantFulfilledOrder({ items: [{ ...item, qty_ordered: 3 }], total_qty_ordered: 3 }));
    await invoice();
    const part = shipment([{ order_item_id: 1, qty: 1 }]);
    await ship(part);
    await ship(part);
    await ship(
      shipment([
        { order_item_id: 1, qty: 9 },
        { order_item_id: 77, qty: 1 },
      ]),
    );
    const { body } = await shop.rest('GET', '/shipments', { query: searchFor(['order_id', '1']) });
    expect(body.items.map((row: { total_qty: number }) => row.total_qty)).toEqual([1, 1, 1]);
    expect(body.items[2]).toMatchObject({
      comments: [{ comment: 'Waybill package pkg-7f3a', is_customer_notified: 0 }],
      tracks: [{ track_number: '1Z999AA10123456784', carrier_code: 'ups', title: 'UPS Ground' }],
      extension_attributes: { source_code: 'default' },
    });
    expect(await stateAndStatus()).toEqual(['complete', 'complete']);
  });

  it('splits an invoice over quantities so that the parts add up', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    await invoice({ ...invoiceAll, items: [{ order_item_id: 1, qty: 1 }] });
    expect(await order()).toMatchObject({ total_paid: 31.03, state: 'processing' });
    await invoice();
    expect(await order()).toMatchObject({ total_paid: 55.58, subtotal_invoiced: 49.98, tax_invoiced: 4.61 });
  });

  it('refuses a second invoice and a second full shipment with all reasons in one text', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    await invoice();
    expect((await invoice()).body.message).toBe(
      "Invoice Document Validation Error(s):\nThe invoice can't be created without products. Add products and try again.\n" +
        'The order does not allow an invoice to be created.',
    );
    await ship({});
    expect((await ship({})).body.message).toBe(
      "Shipment Document Validation Error(s):\nThe order does not allow a shipment to be created.\nYou can't create a shipment without products.",
    );
    expect((await invoice()).body.message).toContain(
      'An invoice cannot be created when an order has a status of complete',
    );
  });

  it('refuses to invoice more than is open, by name of the item', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    expect(await invoice({ items: [{ order_item_id: 1, qty: 3 }] })).toMatchObject({
      status: 400,
      body: { message: 'We found an invalid quantity to invoice item "%1".', parameters: ['Blue mug'] },
    });
  });

  it('refuses a shipment whose track has no number', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    const { body } = await ship(shipment([{ order_item_id: 1, qty: 1 }], ''));
    expect(body.message).toBe('Shipment Document Validation Error(s):\nPlease enter a tracking number.');
  });

  it('is cancelled while something is open to invoice, and answers false after that', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    expect((await shop.rest('POST', '/orders/1/cancel')).body).toBe(true);
    expect(await order()).toMatchObject({ state: 'canceled', total_canceled: 55.58, items: [{ qty_canceled: 2 }] });
    expect((await shop.rest('POST', '/orders/1/cancel')).body).toBe(false);
    expect((await ship({})).body.message).toContain(
      'A shipment cannot be created when an order has a status of canceled',
    );
  });

  it('answers false to a cancel once invoiced; a full refund closes it', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    await invoice();
    expect(await shop.rest('POST', '/orders/1/cancel')).toMatchObject({ status: 200, body: false });
    expect((await shop.rest('POST', '/order/1/refund', { body: {} })).body).toBe(1);
    expect(await order()).toMatchObject({ state: 'closed', status: 'closed', total_refunded: 55.58 });
    expect((await shop.rest('POST', '/order/1/refund', { body: {} })).body.message).toContain(
      'A creditmemo can not be created when an order has a status of closed',
    );
  });

  it('refunds one of two, without shipping, and stays refundable', async () => {
    await shop.createOrder(merchantFulfilledOrder());
    await invoice();
    const body = { items: [{ order_item_id: 1, qty: 1 }], arguments: { shipping_amount: 0 } };
    await shop.rest('POST', '/order/1/refund', { body });
    const { body: memos } = await shop.rest('GET', '/creditmemos', { query: searchFor(['order_id', '1']) });
    expect(memos.items).toMatchObject([
      { subtotal: 24.99, discount_amount: -2.5, tax_amount: 2.06, grand_total: 24.55 },
    ]);
    expect(await stateAndStatus()).toEqual(['processing', 'processing']);
  });

  it('refunds an FBA order out of the columns it was created with', async () => {
    await shop.createOrder(amazonFulfilledOrder());
    await shop.rest('POST', '/order/1/refund', { body: { items: [{ order_item_id: 1, qty: 1 }] } });
    expect(await order()).toMatchObject({ state: 'closed', total_refunded: 43.29 });
  });

  it('refuses everything while it is held, and goes back to where it was', async () => {
    await shop.createOrder(merchantFulfilledOrder({ status: 'amazon_unshipped' }));
    expect((await shop.rest('POST', '/orders/1/hold')).body).toBe(true);
    expect(await stateAndStatus()).toEqual(['holded', 'holded']);
    expect((await shop.rest('POST', '/orders/1/hold')).body.message).toBe('A hold action is not available.');
    expect((await ship({})).body.message).toContain(
      'A shipment cannot be created when an order has a status of holded',
    );
    expect((await invoice()).body.message).toContain(
      'An invoice cannot be created when an order has a status of holded',
    );
    expect((await shop.rest('POST', '/orders/1/cancel')).body).toBe(false);
    expect((await shop.rest('POST', '/orders/1/unhold')).body).toBe(true);
    expect(await stateAndStatus()).toEqual(['processing', 'amazon_unshipped']);
    expect((await shop.rest('POST', '/orders/1/unhold')).body.message).toBe('You cannot remove the hold.');
  });

  it('is not found under an id that it does not have', async () => {
    const message = "The entity that was requested doesn't exist. Verify the entity and try again.";
    for (const path of ['/orders/9', '/orders/9/comments']) {
      expect(await shop.rest('GET', path)).toMatchObject({ status: 404, body: { message } });
    }
    expect(await shop.rest('POST', '/order/9/ship', { body: {} })).toMatchObject({ status: 404, body: { message } });
  });

  it('takes a late track without a change of updated_at, and only where order and shipment match', async () => {
    let nowMs = Date.now();
    const clocked = await shopAtHand({ nowMs: () => nowMs });
    const signed = () => ({ timestampSeconds: Math.floor(nowMs / 1000) });
    await clocked.createOrder(merchantFulfilledOrder());
    await clocked.rest('POST', '/order/1/ship', { body: { items: [{ order_item_id: 1, qty: 1 }] } }, signed());
    const before = (await clocked.rest('GET', '/orders/1', {}, signed())).body.updated_at;
    nowMs += 5_000;
    const entity = {
      order_id: 1,
      parent_id: 1,
      track_number: '1Z',
      title: 'UPS',
      carrier_code: 'ups',
      weight: 0,
      qty: 0,
      description: '',
    };
    const sent = await clocked.rest('POST', '/shipment/track', { body: { entity } }, signed());
    expect(sent).toMatchObject({ status: 200, body: { entity_id: 1, track_number: '1Z' } });
    expect((await clocked.rest('GET', '/orders/1', {}, signed())).body.updated_at).toBe(before);
    const elsewhere = await clocked.rest(
      'POST',
      '/shipment/track',
      { body: { entity: { ...entity, parent_id: 2 } } },
      signed(),
    );
    expect(elsewhere).toMatchObject({ status: 400, body: { message: 'Could not save the shipment tracking.' } });
    await clocked.close();
  });
});
