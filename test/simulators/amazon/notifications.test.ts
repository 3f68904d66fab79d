import { afterEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, refreshGrant, seller } from './amazon-at-hand.js';

type Body = {
  readonly Payload: { readonly OrderChangeNotification: { readonly Summary: { readonly OrderStatus: string } } };
  readonly NotificationMetadata: { readonly NotificationId: string; readonly SubscriptionId: string };
};
const isBody = (body: object): body is Body => 'Payload' in body;
const statusOf = (body: Body): string => body.Payload.OrderChangeNotification.Summary.OrderStatus;

describe('ORDER_CHANGE', () => {
  let amazon: AmazonAtHand;
  let queue: Body[];
  const start = async () => {
    queue = [];
    amazon = await amazonAtHand({
      deliverNotification: (sellerId, body) => {
        expect(sellerId).toBe(seller.sellerId);
        if (isBody(body)) queue.push(body);
      },
    });
  };
  afterEach(() => amazon.close());
  const fault = (kind: string, more: object = {}) =>
    amazon.control('POST', '/faults', { operation: 'ORDER_CHANGE', kind, times: 1, ...more });
  const move = (id: string, status: string) => amazon.control('POST', `/orders/${id}/status`, { status });

  it("tells of every status, in the words of v0, and of the buyer's wish to cancel", async () => {
    await start();
    const id = await amazon.order({ status: 'PENDING' });
    await move(id, 'UNSHIPPED');
    await amazon.control('POST', `/orders/${id}/buyer-cancel-request`);
    await amazon.control('POST', `/orders/${id}/cancel`, { by: 'MERCHANT' });
    expect(queue.map(statusOf)).toEqual(['Pending', 'Unshipped', 'Unshipped', 'Canceled']);
    expect(queue[2]).toMatchObject({
      Payload: {
        OrderChangeNotification: {
          OrderChangeType: 'BuyerRequestedChange',
          Summary: { FulfillmentType: 'MFN', OrderItems: [{ IsBuyerRequestedCancel: true }] },
        },
      },
    });
    expect(new Set(queue.map((body) => body.NotificationMetadata.NotificationId)).size).toBe(4);
  });

  it('carries no price, name or street', async () => {
    await start();
    await amazon.order({ buyer: { name: 'Planted Name' } });
    const text = JSON.stringify(queue);
    for (const personal of ['Planted Name', '1 Example Street', '12.50']) expect(text).not.toContain(personal);
  });

  it('can be silent about new pending orders', async () => {
    await start();
    await amazon.control('POST', '/settings', { announcePending: false });
    const id = await amazon.order({ status: 'PENDING' });
    await move(id, 'UNSHIPPED');
    expect(queue.map(statusOf)).toEqual(['Unshipped']);
  });

  it('can be lost, doubled and reordered', async () => {
    await start();
    await fault('notification-lost');
    const id = await amazon.order({ status: 'PENDING' });
    expect(queue).toEqual([]);
    await fault('notification-reordered');
    await move(id, 'UNSHIPPED');
    expect(queue).toEqual([]);
    await amazon.control('POST', `/orders/${id}/ship`);
    expect(queue.map(statusOf)).toEqual(['Shipped', 'Unshipped']);
    await fault('notification-duplicated');
    await amazon.order();
    const [first, second] = queue.slice(-2);
    expect(first).toEqual(second);
    const { notifications } = (await amazon.control('GET', '/notifications')).body;
    expect(notifications.map((each: { delivery: string }) => each.delivery)).toEqual([
      'lost',
      'delivered',
      'delivered',
      'delivered',
      'delivered',
    ]);
  });

  it('can come per item, and without times', async () => {
    await start();
    const items = ['A', 'B'].map((sku) => ({ sku, title: sku, quantity: 1, unitPrice: '1.00' }));
    await fault('notification-item-level');
    await amazon.order({ items });
    const level = { Payload: { OrderChangeNotification: { NotificationLevel: 'OrderItemLevel' } } };
    expect(queue).toMatchObject([level, level]);
    await fault('notification-null-times');
    await amazon.order();
    expect(queue[2]).toMatchObject({
      Payload: { OrderChangeNotification: { OrderChangeTrigger: { TimeOfOrderChange: null } } },
    });
  });

  it('that cannot be delivered changes nothing at Amazon', async () => {
    amazon = await amazonAtHand({
      deliverNotification: () => {
        throw new Error('the queue is gone');
      },
    });
    const id = await amazon.order();
    expect((await amazon.control('GET', `/orders/${id}`)).body.status).toBe('UNSHIPPED');
    expect((await amazon.control('GET', '/notifications')).body.notifications).toMatchObject([{ delivery: 'failed' }]);
  });

  it('obeys the filter of its subscription', async () => {
    await start();
    const scope = 'sellingpartnerapi::notifications';
    const token = (await amazon.token({ ...refreshGrant, grant_type: 'client_credentials', scope })).body.access_token;
    const post = (path: string, body: unknown, withToken?: string) =>
      amazon.call('POST', `/notifications/v1${path}`, {
        body,
        ...(withToken === undefined ? {} : { token: withToken }),
      });
    const queueOf = { name: 'queue', resourceSpecification: { sqs: { arn: 'arn:aws:sqs:us-east-1:1:queue' } } };
    expect((await post('/destinations', queueOf)).status).toBe(403);
    const { destinationId } = (await post('/destinations', queueOf, token)).body.payload;
    expect((await post('/destinations', queueOf, token)).status).toBe(409);
    const eventFilter = { eventFilterType: 'ORDER_CHANGE', orderChangeTypes: ['BuyerRequestedChange'] };
    const subscription = { payloadVersion: '1.0', destinationId, processingDirective: { eventFilter } };
    const both = { eventFilter, filterExpression: 'true' };
    const path = '/subscriptions/ORDER_CHANGE';
    expect((await post(path, { ...subscription, processingDirective: both })).status).toBe(400);
    expect((await post(path, { ...subscription, destinationId: 'other' })).status).toBe(400);
    expect((await amazon.call('GET', `/notifications/v1${path}`)).status).toBe(404);
    const { subscriptionId } = (await post(path, subscription)).body.payload;
    expect((await post(path, subscription)).status).toBe(409);
    expect((await amazon.call('GET', `/notifications/v1${path}`)).body.payload.subscriptionId).toBe(subscriptionId);
    const id = await amazon.order();
    expect(queue).toEqual([]);
    await amazon.control('POST', `/orders/${id}/buyer-cancel-request`);
    expect(queue).toMatchObject([{ NotificationMetadata: { SubscriptionId: subscriptionId } }]);
    const removed = await amazon.call('DELETE', `/notifications/v1${path}/${subscriptionId}`, { token });
    expect(removed.status).toBe(200);
  });
});
