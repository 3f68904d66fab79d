import { describe, expect, it } from '@jest/globals';
import {
  bodyOf,
  currentSecret,
  secretOf,
  signed,
  viewedPackage,
  viewOf,
  webhookFixture,
  workflowId,
} from './shipping-fixture.js';

const minuteMs = 60_000;
const ago = (ms: number): Date => new Date(Date.now() - ms);

describe('a signed package', () => {
  it('is recorded on its order, its items named by order item id', async () => {
    const { receive, orders, answers } = webhookFixture();
    const body = bodyOf(
      {},
      {
        service: 'Ground',
        items: [
          { sku: 'MUG', quantity: 2 },
          { orderItemId: 'item-2', quantity: 1 },
        ],
      },
    );
    expect(await receive(signed(body))).toEqual({
      status: 202,
      body: { outcome: 'accepted', amazonOrderId: '111-0000001-0000000', package: 'P-1' },
    });
    expect(orders.recorded).toEqual([
      {
        id: 'P-1',
        source: 'webhook',
        carrier: 'ups',
        service: 'Ground',
        trackingNumber: '1Z999',
        shippedAt: '2026-03-10T12:00:00.000Z',
        lines: [
          { orderItemId: 'item-1', quantity: 2 },
          { orderItemId: 'item-2', quantity: 1 },
        ],
        deliveryIds: [expect.stringMatching(/^[\w-]{16}$/)],
      },
    ]);
    expect(answers).toEqual([{ account: 'acme-us', status: 202, code: 'accepted' }]);
  });

  it('finds its order by the Commerce number too', async () => {
    const { receive, orders } = webhookFixture();
    orders.byCommerceNumber = async () => [{ workflowId }, { workflowId }];
    expect((await receive(signed(bodyOf({ amazonOrderId: undefined, commerceOrderNumber: '000000123' })))).status).toBe(
      202,
    );
  });

  it('may come early, before Amazon has verified the payment', async () => {
    const { receive, orders } = webhookFixture();
    orders.views.set(workflowId, { outcome: 'view', view: viewOf({ status: 'Pending', amazonStatus: 'Pending' }) });
    expect((await receive(signed(bodyOf()))).status).toBe(202);
  });

  it('is answered again without a second effect when the message is repeated, even by two at once', async () => {
    const { receive, orders } = webhookFixture();
    const [one, other] = await Promise.all([receive(signed(bodyOf())), receive(signed(bodyOf()))]);
    const third = await receive(signed(bodyOf()));
    expect([one.status, other.status, third.status]).toEqual([202, 202, 202]);
    expect(orders.recorded).toHaveLength(1);
  });

  it('is known already when another message brings the same content', async () => {
    const { receive, orders } = webhookFixture();
    const known = viewedPackage({ id: 'P-1', trackingNumber: '1Z999', lines: { 'item-1': 2 } });
    orders.views.set(workflowId, { outcome: 'view', view: viewOf({ packages: [known] }) });
    expect(await receive(signed(bodyOf(), { webhookId: 'msg_2' }))).toMatchObject({
      status: 200,
      body: { outcome: 'already-known' },
    });
    expect(orders.recorded).toEqual([]);
  });

  it('is known already at another process, even when a later message has corrected it and the order has ended', async () => {
    const first = webhookFixture();
    await first.receive(signed(bodyOf()));
    const [taken] = first.orders.recorded;
    const corrected = viewedPackage({ id: 'P-1', trackingNumber: '1ZNEW', lines: { 'item-1': 2 } });
    const packages = [{ ...corrected, deliveryIds: taken?.deliveryIds ?? [] }];
    for (const status of ['PartiallyShipped', 'Complete', 'Cancelled'] as const) {
      const { receive, orders } = webhookFixture();
      orders.views.set(workflowId, { outcome: 'view', view: viewOf({ status, packages }) });
      expect(await receive(signed(bodyOf()))).toMatchObject({ status: 200, body: { outcome: 'already-known' } });
      expect([...orders.recorded, ...orders.recordedLate]).toEqual([]);
    }
  });

  it('is not lost when its sender uses the id of another message again', async () => {
    const { receive, orders } = webhookFixture();
    const items = [{ orderItemId: 'item-1', quantity: 1 }];
    const statuses = [
      await receive(signed(bodyOf({}, { items }))),
      await receive(signed(bodyOf({}, { id: 'P-2', trackingNumber: '1Z2', items }))),
    ].map(({ status }) => status);
    expect(statuses).toEqual([202, 202]);
    expect(orders.recorded).toMatchObject([{ id: 'P-1' }, { id: 'P-2' }]);
  });

  it('is recorded again when its tracking number was corrected', async () => {
    const { receive, orders } = webhookFixture();
    const known = viewedPackage({ id: 'P-1', trackingNumber: 'WRONG', lines: { 'item-1': 2 } });
    orders.views.set(workflowId, { outcome: 'view', view: viewOf({ packages: [known] }) });
    expect((await receive(signed(bodyOf()))).status).toBe(202);
    expect(orders.recorded).toMatchObject([{ id: 'P-1', trackingNumber: '1Z999' }]);
  });
});

describe('a package that is known by its id or tracking number', () => {
  it.each([
    ['with the same items is known already, under whatever id', { id: 'P-7' }, 200],
    ['with other items is refused: its items cannot change', { items: [{ orderItemId: 'item-1', quantity: 1 }] }, 422],
    ['with another carrier is recorded as a correction', { carrier: 'fedex' }, 202],
  ])('%s', async (_name, wish, status) => {
    const { receive, orders } = webhookFixture();
    const known = viewedPackage({ id: 'P-1', trackingNumber: '1Z999', lines: { 'item-1': 2 } });
    orders.views.set(workflowId, { outcome: 'view', view: viewOf({ packages: [known] }) });
    expect((await receive(signed(bodyOf({}, wish)))).status).toBe(status);
    expect(orders.recorded).toHaveLength(status === 202 ? 1 : 0);
  });
});

describe('the signature', () => {
  it('may be of any secret while they rotate', async () => {
    const { receive } = webhookFixture({ secrets: [secretOf('next'), currentSecret] });
    expect((await receive(signed(bodyOf(), { webhookId: 'a', secret: currentSecret }))).status).toBe(202);
    expect((await receive(signed(bodyOf(), { webhookId: 'b', secret: secretOf('next') }))).status).toBe(202);
    expect((await receive(signed(bodyOf(), { webhookId: 'c', secret: secretOf('retired') }))).status).toBe(401);
  });

  it('may stand among others in the header', async () => {
    const { receive } = webhookFixture();
    const delivery = signed(bodyOf());
    const others = `v1,${Buffer.from('x'.repeat(32)).toString('base64')} v1a,abc`;
    expect((await receive({ ...delivery, signature: `${others} ${delivery.signature}` })).status).toBe(202);
  });

  it.each([
    ['older than five minutes', signed(bodyOf(), { at: ago(5 * minuteMs + 2000) })],
    ['more than five minutes ahead', signed(bodyOf(), { at: ago(-5 * minuteMs - 2000) })],
    ['of another body', { ...signed(bodyOf()), body: JSON.stringify(bodyOf({}, { id: 'P-2' })) }],
    ['of another message id', { ...signed(bodyOf()), webhookId: 'msg_9' }],
    ['with a timestamp that is no number', { ...signed(bodyOf()), timestamp: `${signed(bodyOf()).timestamp}abc` }],
    ['with an unknown version', { ...signed(bodyOf()), signature: signed(bodyOf()).signature.replace('v1', 'v2') }],
    ['that is no signature', { ...signed(bodyOf()), signature: 'v1' }],
    ['of a message with an id of 1 kB', signed(bodyOf(), { webhookId: 'm'.repeat(1000) })],
    ['that is missing', { body: JSON.stringify(bodyOf()) }],
    ['for an account that we do not have', signed(bodyOf({ account: 'other' }))],
  ])('%s is refused, and nothing is recorded', async (_name, delivery) => {
    const { receive, orders } = webhookFixture();
    expect(await receive(delivery)).toMatchObject({ status: 401, code: 'bad-signature' });
    expect(orders.recorded).toEqual([]);
  });

  it('is refused for an account without secrets', async () => {
    const { receive } = webhookFixture({ secrets: [] });
    expect((await receive(signed(bodyOf()))).status).toBe(401);
  });

  it('vouches for orders of its own account only', async () => {
    const { receive, orders } = webhookFixture();
    const view = viewOf();
    orders.views.set(workflowId, {
      outcome: 'view',
      view: { ...view, order: { ...view.order, accountId: 'acme-eu' as typeof view.order.accountId } },
    });
    expect(await receive(signed(bodyOf()))).toMatchObject({ status: 404, code: 'unknown-order' });
  });
});

describe('a malformed package', () => {
  it.each<[string, unknown, string | undefined]>([
    ['is no JSON', '{', undefined],
    ['is null', 'null', 'account'],
    ['names no account', { ...bodyOf(), account: 7 }, 'account'],
    ['names no order', bodyOf({ amazonOrderId: undefined }), 'amazonOrderId'],
    ['names an order twice', bodyOf({ commerceOrderNumber: '1' }), 'amazonOrderId'],
    ['has an order id of another pattern', bodyOf({ amazonOrderId: "x' OR 1=1" }), 'amazonOrderId'],
    ['has a Commerce number of another pattern', bodyOf({ commerceOrderNumber: "x' OR" }), 'commerceOrderNumber'],
    ['has no package', bodyOf({ package: undefined }), 'package'],
    ['has no package id', bodyOf({}, { id: '' }), 'package.id'],
    ['has no tracking number', bodyOf({}, { trackingNumber: ' ' }), 'package.trackingNumber'],
    ['has a tracking number with markup', bodyOf({}, { trackingNumber: '<b>1</b>' }), 'package.trackingNumber'],
    ['has a day for a moment', bodyOf({}, { shippedAt: '2026-03-10' }), 'package.shippedAt'],
    ['has no items', bodyOf({}, { items: [] }), 'package.items'],
    ['has an item without a name', bodyOf({}, { items: [{ quantity: 1 }] }), 'package.items[0]'],
    ['has a quantity in words', bodyOf({}, { items: [{ sku: 'MUG', quantity: '2' }] }), 'package.items[0].quantity'],
  ])('that %s is refused by the name of the field', async (_name, body, field) => {
    const { receive, orders } = webhookFixture();
    const answer = await receive(signed(body));
    expect(answer).toMatchObject({ status: 400, code: 'malformed', ...(field === undefined ? {} : { field }) });
    expect(orders.recorded).toEqual([]);
  });

  it('larger than 20 kB is not even read', async () => {
    const { receive } = webhookFixture();
    expect(await receive(signed(bodyOf({ padding: 'x'.repeat(20_000) })))).toMatchObject({ status: 413 });
  });

  it('with a field that we do not know is taken all the same', async () => {
    const { receive } = webhookFixture();
    expect((await receive(signed(bodyOf({ type: 'shipment.created' }, { weightGrams: 300 })))).status).toBe(202);
  });
});

describe('a package that cannot be taken', () => {
  it.each([
    ['of an order nobody knows', 404, 'unknown-order', { outcome: 'unknown' }],
    ['while no worker answers', 503, 'no-answer', { outcome: 'no-answer' }],
    ['of a cancelled order', 409, 'order-ended', { outcome: 'view', view: viewOf({ status: 'Cancelled' }) }],
    [
      'of an order that is only listed',
      409,
      'order-not-shippable',
      { outcome: 'view', view: viewOf({ status: 'ViewOnly' }) },
    ],
    [
      'of an order that Amazon ships',
      409,
      'order-not-shippable',
      { outcome: 'view', view: viewOf({ fulfilledBy: 'FBA' }) },
    ],
    ['of an order without known items', 409, 'order-not-read-yet', { outcome: 'view', view: viewOf({ lines: [] }) }],
  ] as const)('%s is refused with %d', async (_name, status, code, answer) => {
    const { receive, orders } = webhookFixture();
    orders.views.set(workflowId, answer);
    expect(await receive(signed(bodyOf()))).toMatchObject({ status, code });
    expect(orders.recorded).toEqual([]);
  });

  it.each([
    ['ended', 409],
    ['unknown', 404],
    ['no-answer', 503],
  ] as const)(
    'because the workflow is %s when it is to be recorded, is refused with %d',
    async (recordAnswer, status) => {
      const { receive, orders } = webhookFixture();
      orders.recordAnswer = recordAnswer;
      orders.lateAnswer = 'no-such-order';
      expect((await receive(signed(bodyOf()))).status).toBe(status);
    },
  );

  it('is judged afresh when it comes again', async () => {
    const { receive, orders } = webhookFixture();
    orders.recordAnswer = 'no-answer';
    expect((await receive(signed(bodyOf()))).status).toBe(503);
    orders.recordAnswer = 'recorded';
    expect((await receive(signed(bodyOf()))).status).toBe(202);
  });

  it('of a Commerce number that cannot be looked up now is refused with 503', async () => {
    const { receive, orders } = webhookFixture();
    orders.byCommerceNumber = () => Promise.reject(new Error('unavailable'));
    const body = bodyOf({ amazonOrderId: undefined, commerceOrderNumber: '000000123' });
    expect((await receive(signed(body))).status).toBe(503);
    orders.byCommerceNumber = async () => [];
    expect((await receive(signed(body))).status).toBe(404);
    orders.byCommerceNumber = async () => [{ workflowId }, { workflowId: 'amazon-order:SELLER1:222-0000001-0000000' }];
    expect(await receive(signed(body))).toMatchObject({ status: 422, field: 'commerceOrderNumber' });
  });

  it('gets its 2xx after the order has ended, when it was taken before', async () => {
    const { receive, orders } = webhookFixture();
    const known = viewedPackage({ id: 'P-1', trackingNumber: '1Z999', lines: { 'item-1': 2 } });
    orders.views.set(workflowId, { outcome: 'view', view: viewOf({ status: 'Complete', packages: [known] }) });
    expect((await receive(signed(bodyOf()))).status).toBe(200);
    expect(orders.recorded).toEqual([]);
  });
});
