import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, seller } from '../amazon/amazon-at-hand.js';
import { callOf, describeAgainstModels, type SandboxCase } from './amazon-models.js';

/** The published sandbox cases: they fit the models (which tries the checker on real data), and the simulator replays them. */
const marketplaces = ['ATVPDKIKX0DER', 'A1VC38T7YXB528', 'A1F83G8C2ARO7P', 'A2Q3Y263D00KWC', 'A33AVAJ2PDY3EV'];
/** The examples are of 2024 and 2025: within the two years that searchOrders looks back. */
const nowMs = Date.parse('2025-12-01T12:00:00Z');

describeAgainstModels('the published sandbox cases of Amazon', (models) => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand({
      nowMs: () => nowMs,
      sellers: [{ ...seller, marketplaces }],
      cancelOrderEnabled: true,
    });
  });
  afterEach(() => amazon.close());

  const simulated = [
    'confirmShipment',
    'getOrderRegulatedInfo',
    'createFeed',
    'createFeedDocument',
    'getFeed',
    'getFeedDocument',
  ];
  const named = (file: string, only?: readonly string[]): readonly (readonly [string, SandboxCase])[] =>
    models
      .sandboxCases(file)
      .filter((each) => only === undefined || only.includes(each.op))
      .map((each, index) => [`${each.op} ${each.status} #${index + 1}`, each]);
  const orders = named('orders_2026-01-01.json');
  const others = [...named('ordersV0.json', simulated), ...named('feeds_2021-06-30.json', simulated)];
  const notifications = named('notifications.json');

  it.each([...orders, ...others, ...notifications])('%s: request and answer fit the model', (_name, each) => {
    const { path, query, body } = callOf(each);
    const { method, status, response } = each;
    // An answer without content is written `{}` or null in the cases.
    const answer = { method, path, status, body: status === 204 || response === null ? undefined : response };
    expect(models.answerViolations(answer)).toEqual([]);
    const isComplete = Object.keys(each.request.parameters).length > 0;
    if (status < 300 && isComplete) expect(models.requestViolations({ method, path, query, body })).toEqual([]);
  });

  it.each([...orders, ...others].filter(([, each]) => each.status >= 400))(
    '%s: the simulator refuses it in the same words',
    async (_name, each) => {
      await amazon.order(confirmedInSandbox);
      const { path, query, body } = callOf(each);
      const reply = await amazon.call(each.method, path, { query, body });
      expect(reply.status).toBe(each.status);
      expect(reply.body).toMatchObject(each.response);
    },
  );

  it.each(orders.filter(([, each]) => each.status === 200))(
    '%s: the simulator shows that order, laid over its own, with every member',
    async (_name, each) => {
      const shown = each.op === 'getOrder' ? [each.response.order] : each.response.orders;
      for (const order of shown) await amazon.order(seedOf(order));
      const { path, query } = callOf(each);
      const { paginationToken: _theirs, ...ours } = query;
      const { status, body } = await amazon.call(each.method, path, { query: ours });
      expect(status).toBe(200);
      expect(models.answerViolations({ method: each.method, path, status, body })).toEqual([]);
      expect(each.op === 'getOrder' ? [body.order] : body.orders).toMatchObject(shown);
    },
  );

  it('confirmShipment 204: the simulator takes the published request', async () => {
    await amazon.order(confirmedInSandbox);
    const published = models
      .sandboxCases('ordersV0.json')
      .find((each) => each.op === 'confirmShipment' && each.status === 204);
    if (published === undefined) throw new Error('the case is gone');
    const { path, body } = callOf(published);
    expect((await amazon.call('POST', path, { body })).status).toBe(204);
  });

  it.each(named('orders_2026-01-01.cancelOrder.UNPUBLISHED.json'))(
    '%s: the simulator, switched on, does the same',
    async (_name, each) => {
      await amazon.order(confirmedInSandbox);
      const { path, body } = callOf(each);
      const reply = await amazon.call('PUT', path, { body });
      expect(reply.status).toBe(each.status);
      expect(reply.body).toMatchObject(each.response);
    },
  );
});

const confirmedInSandbox = {
  amazonOrderId: '902-1106328-1059050',
  items: [{ sku: 'A', title: 'A', quantity: 1, unitPrice: '10.00', orderItemId: '79039765272157' }],
};

type WireItem = {
  readonly orderItemId: string;
  readonly quantityOrdered: number;
  readonly product: {
    readonly sellerSku: string;
    readonly title: string;
    readonly price: { readonly unitPrice: { readonly amount: string; readonly currencyCode: string } };
  };
};
type WireOrder = {
  readonly orderId: string;
  readonly createdTime: string;
  readonly lastUpdatedTime: string;
  readonly salesChannel: { readonly marketplaceId: string };
  readonly fulfillment: { readonly fulfillmentStatus: string; readonly fulfilledBy: string };
  readonly orderItems: readonly WireItem[];
};

function seedOf(order: WireOrder) {
  return {
    amazonOrderId: order.orderId,
    marketplaceId: order.salesChannel.marketplaceId,
    fulfilledBy: order.fulfillment.fulfilledBy,
    status: order.fulfillment.fulfillmentStatus,
    purchasedAt: order.createdTime,
    lastUpdatedAt: order.lastUpdatedTime,
    currency: order.orderItems[0]?.product.price.unitPrice.currencyCode,
    items: order.orderItems.map((item) => ({
      orderItemId: item.orderItemId,
      sku: item.product.sellerSku,
      title: item.product.title,
      quantity: item.quantityOrdered,
      unitPrice: item.product.price.unitPrice.amount,
    })),
    raw: order,
  };
}
