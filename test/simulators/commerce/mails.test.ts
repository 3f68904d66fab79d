import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { invoiceAll, merchantFulfilledOrder } from './example-orders.js';
import { type ShopAtHand, shopAtHand } from './shop-at-hand.js';

describe('mails', () => {
  let shop: ShopAtHand;
  beforeEach(async () => {
    shop = await shopAtHand({ commentCopyTo: 'shop@example.com' });
    await shop.createOrder(merchantFulfilledOrder());
  });
  afterEach(() => shop.close());

  const mails = async () => (await shop.control('GET', '/mails')).body;
  const buyer = 'k3v1@marketplace.amazon.com';

  it('are not sent by any document without notify, appended comment or not', async () => {
    await shop.rest('POST', '/order/1/invoice', { body: { ...invoiceAll, appendComment: true } });
    await shop.rest('POST', '/order/1/ship', { body: {} });
    await shop.rest('POST', '/order/1/refund', { body: {} });
    expect(await mails()).toEqual([]);
  });

  it('are sent once by each document with notify, and noted on it', async () => {
    await shop.rest('POST', '/order/1/invoice', { body: { ...invoiceAll, notify: true } });
    await shop.rest('POST', '/order/1/ship', { body: { notify: true } });
    await shop.rest('POST', '/order/1/refund', { body: { notify: true } });
    expect(await mails()).toMatchObject([
      { kind: 'invoice', to: buyer, orderId: 1 },
      { kind: 'shipment', to: buyer },
      { kind: 'creditmemo', to: buyer },
    ]);
    expect((await shop.truth(1)).shipments).toMatchObject([{ email_sent: 1 }]);
  });

  it.each([
    [1, buyer, 'customer'],
    [0, 'shop@example.com', 'copy'],
  ])('of a comment with is_customer_notified %s go to %s', async (is_customer_notified, to, audience) => {
    const statusHistory = {
      comment: 'hello',
      is_customer_notified,
      is_visible_on_front: 0,
      parent_id: 1,
      status: 'processing',
    };
    await shop.rest('POST', '/orders/1/comments', { body: { statusHistory } });
    expect(await mails()).toMatchObject([{ kind: 'order_comment', to, audience }]);
  });

  it.each([
    ['invoice_comment', '/invoices/comments'],
    ['shipment_comment', '/shipment/1/comments'],
    ['creditmemo_comment', '/creditmemo/1/comments'],
  ])('of a document comment (%s) go to the buyer only when he is to be told', async (kind, path) => {
    await shop.rest('POST', '/order/1/invoice', { body: invoiceAll });
    await shop.rest('POST', '/order/1/ship', { body: {} });
    await shop.rest('POST', '/order/1/refund', { body: {} });
    for (const is_customer_notified of [1, 0]) {
      const entity = { comment: 'hello', is_customer_notified, is_visible_on_front: 0, parent_id: 1 };
      expect((await shop.rest('POST', path, { body: { entity } })).status).toBe(200);
    }
    expect(await mails()).toMatchObject([
      { kind, to: buyer, audience: 'customer' },
      { kind, to: 'shop@example.com', audience: 'copy' },
    ]);
  });

  it('are sent by every e-mail route', async () => {
    await shop.rest('POST', '/order/1/ship', { body: {} });
    await shop.rest('POST', '/orders/1/emails');
    await shop.rest('POST', '/shipment/1/emails');
    expect((await mails()).map(({ kind }: { kind: string }) => kind)).toEqual(['order', 'shipment']);
  });

  it('are not sent by cancel, hold, track and address', async () => {
    await shop.rest('POST', '/orders/1/hold');
    await shop.rest('POST', '/orders/1/unhold');
    await shop.rest('POST', '/order/1/ship', { body: { items: [{ order_item_id: 1, qty: 1 }] } });
    const entity = { order_id: 1, parent_id: 1, track_number: '1Z', title: 'UPS', carrier_code: 'ups' };
    await shop.rest('POST', '/shipment/track', { body: { entity } });
    await shop.rest('POST', '/orders/1/cancel');
    expect(await mails()).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('are sent by a shipment made in the Admin with the box ticked %s: %s', async (mail, count) => {
    const shipped = await shop.control('POST', '/admin/ship', {
      orderId: '902-1106328-1059050',
      tracks: [{ carrierCode: 'ups', title: 'UPS', number: '1Z' }],
      mail,
    });
    expect(shipped.body).toEqual({ shipmentId: 1 });
    expect(await mails()).toHaveLength(count);
  });
});
