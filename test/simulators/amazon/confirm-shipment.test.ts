import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand } from './amazon-at-hand.js';

const first = '10000000000001';
const second = '10000000000002';
const items = [
  { sku: 'A', title: 'A', quantity: 2, unitPrice: '5.00', orderItemId: first },
  { sku: 'B', title: 'B', quantity: 1, unitPrice: '7.00', orderItemId: second },
];
const parcel = {
  packageReferenceId: '1',
  carrierCode: 'UPS',
  shippingMethod: 'Ground',
  trackingNumber: '1Z999',
  shipDate: '2026-03-01T10:00:00Z',
  orderItems: [{ orderItemId: first, quantity: 1 }],
};
const all = [
  { orderItemId: first, quantity: 2 },
  { orderItemId: second, quantity: 1 },
];

describe('confirmShipment', () => {
  let amazon: AmazonAtHand;
  let id: string;
  const confirm = (packageDetail: unknown, { orderId = id, marketplaceId = 'ATVPDKIKX0DER', more = {} } = {}) =>
    amazon.call('POST', `/orders/v0/orders/${orderId}/shipmentConfirmation`, {
      body: { marketplaceId, packageDetail, ...more },
    });
  const truth = async () => (await amazon.control('GET', `/orders/${id}`)).body;
  beforeEach(async () => {
    const quotas = { confirmShipment: { ratePerSecond: 100, burst: 1000 } };
    amazon = await amazonAtHand();
    await amazon.control('POST', '/quotas', {
      sellerId: 'A2EXAMPLE',
      operation: 'confirmShipment',
      ...quotas.confirmShipment,
    });
    id = await amazon.order({ items });
  });
  afterEach(() => amazon.close());

  it('makes a package, moves status, quantities and time, and announces it', async () => {
    const before = await truth();
    const reply = await confirm(parcel);
    expect([reply.status, reply.body]).toEqual([204, '']);
    const partly = await truth();
    expect(partly.status).toBe('PARTIALLY_SHIPPED');
    expect(Date.parse(partly.lastUpdatedTime)).toBeGreaterThan(Date.parse(before.lastUpdatedTime));
    expect(partly.wire.packages).toMatchObject([
      { packageReferenceId: '1', carrier: 'UPS', shippingService: 'Ground', trackingNumber: '1Z999' },
    ]);
    expect(partly.wire.orderItems[0].fulfillment).toEqual({ quantityFulfilled: 1, quantityUnfulfilled: 1 });
    const rest = [
      { orderItemId: first, quantity: 1 },
      { orderItemId: second, quantity: 1 },
    ];
    expect((await confirm({ ...parcel, packageReferenceId: '2', orderItems: rest })).status).toBe(204);
    expect((await truth()).status).toBe('SHIPPED');
    const { notifications } = (await amazon.control('GET', '/notifications')).body;
    const statuses = notifications.map(
      (each: { body: { Payload: { OrderChangeNotification: { Summary: { OrderStatus: string } } } } }) =>
        each.body.Payload.OrderChangeNotification.Summary.OrderStatus,
    );
    expect(statuses).toEqual(['Unshipped', 'PartiallyShipped', 'Shipped']);
  });

  it('called twice with the same body: one package, no new time, both counted', async () => {
    await confirm(parcel);
    const once = await truth();
    expect((await confirm(parcel)).status).toBe(204);
    const twice = await truth();
    expect(twice.packages).toEqual(once.packages);
    expect(twice.lastUpdatedTime).toBe(once.lastUpdatedTime);
    expect(twice.confirmations).toMatchObject([{ packageReferenceId: '1', receivedCount: 2, appliedCount: 1 }]);
  });

  it('edits the package of the same reference, also after the order shipped', async () => {
    await confirm({ ...parcel, orderItems: all });
    const shipped = await truth();
    await confirm({ ...parcel, orderItems: all, trackingNumber: '1Z-CORRECTED' });
    const corrected = await truth();
    expect(corrected.packages).toMatchObject([{ packageReferenceId: '1', trackingNumber: '1Z-CORRECTED' }]);
    expect(corrected.status).toBe('SHIPPED');
    expect(Date.parse(corrected.lastUpdatedTime)).toBeGreaterThan(Date.parse(shipped.lastUpdatedTime));
  });

  it('takes a carrier outside the list by name', async () => {
    await confirm({ ...parcel, carrierCode: 'Other', carrierName: 'Acme Post' });
    expect((await truth()).packages[0].carrier).toBe('Acme Post');
  });

  const badReference = 'PackageReferenceId: is invalid, must be a positive numeric value.';
  const badItem =
    'OrderItemId  is invalid, please obtain the value through the getOrderItems API or Manage Orders page';
  it.each([
    ['no package reference', { packageReferenceId: undefined }, badReference],
    ['a reference of letters', { packageReferenceId: 'PKG-1' }, badReference],
    ['reference 0', { packageReferenceId: '0' }, badReference],
    [
      'a numeric type of reference',
      { packageReferenceId: 1 },
      'fields with invalid type [packageDetail.packageReferenceId]',
    ],
    ['an American date', { shipDate: '02/21/2022' }, 'Invalid Input'],
    ['an item of another order', { orderItems: [{ orderItemId: '404', quantity: 1 }] }, badItem],
    ['items that are no array', { orderItems: { orderItemId: first, quantity: 1 } }, badItem],
    ['no items', { orderItems: [] }, badItem],
    ['Other without a name', { carrierCode: 'Other' }, 'CarrierName is required'],
    ['no tracking number', { trackingNumber: '' }, 'TrackingNumber is required'],
    ['more than was ordered', { orderItems: [{ orderItemId: first, quantity: 3 }] }, 'PackageToUpdateNotFound'],
  ])('refuses %s', async (_what, change, message) => {
    const { status, body } = await confirm({ ...parcel, ...change });
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain(message);
    expect(body.errors[0].code.replaceAll(' ', '')).toBe('InvalidInput');
    expect((await truth()).packages).toEqual([]);
  });

  it('refuses a second package for what is shipped already', async () => {
    await confirm({ ...parcel, orderItems: all });
    const { status, body } = await confirm({ ...parcel, packageReferenceId: '2' });
    expect([status, body.errors[0].message]).toEqual([400, expect.stringContaining('order already fulfilled')]);
  });

  it.each([
    ['pending', { status: 'PENDING' }],
    ['cancelled', { status: 'CANCELLED' }],
    ['fulfilled by Amazon', { fulfilledBy: 'AMAZON' }],
    ['of FBM_SHIP_PLUS', { programs: ['FBM_SHIP_PLUS'] }],
  ])('refuses an order that is %s', async (_what, seed) => {
    id = await amazon.order({ items, ...seed });
    expect((await confirm(parcel)).status).toBe(400);
  });

  it('refuses another marketplace, an unknown order, no order id, and a body that is no JSON', async () => {
    expect((await confirm(parcel, { marketplaceId: 'A1VC38T7YXB528' })).status).toBe(400);
    expect((await confirm(parcel, { orderId: '123-1234567-1234567' })).status).toBe(404);
    expect((await confirm(parcel, { orderId: 'order-1' })).status).toBe(400);
    const path = `/orders/v0/orders/${id}/shipmentConfirmation`;
    expect((await amazon.call('POST', path, { body: '{', headers: {} })).status).toBe(400);
    const asText = { body: '{}', headers: { 'content-type': 'text/plain' } };
    expect((await amazon.call('POST', path, asText)).status).toBe(415);
  });

  it('drops a confirmation behind its 204 when told so: nothing is changed, and the books say it', async () => {
    await amazon.control('POST', '/faults', { operation: 'confirmShipment', kind: 'dropped-204', times: 1 });
    expect((await confirm(parcel)).status).toBe(204);
    const dropped = await truth();
    expect([dropped.status, dropped.packages]).toEqual(['UNSHIPPED', []]);
    expect(dropped.confirmations).toMatchObject([{ receivedCount: 1, droppedCount: 1 }]);
    expect((await confirm(parcel)).status).toBe(204);
    expect((await truth()).packages).toHaveLength(1);
  });

  it('has done its work when the reply is lost', async () => {
    await amazon.control('POST', '/faults', {
      operation: 'confirmShipment',
      kind: 'lost-reply-after-commit',
      times: 1,
    });
    await expect(confirm(parcel)).rejects.toThrow();
    expect((await truth()).packages).toHaveLength(1);
    const { entries } = (await amazon.control('GET', `/ledger?operation=confirmShipment&orderId=${id}`)).body;
    expect(entries).toMatchObject([
      { status: null, fault: 'lost-reply-after-commit', body: { packageDetail: parcel } },
    ]);
  });
});
