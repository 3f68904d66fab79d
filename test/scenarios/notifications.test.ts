import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { describeWithElasticMq } from '../support/elasticmq.js';
import { type ElasticMq, startElasticMq } from '../support/elasticmq-server.js';
import { orderChangeBody } from '../support/order-change-body.js';
import { queuesOf, type TestQueue } from '../support/queues.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { sellerIdOf } from '../support/sample-accounts.js';
import { parcelOf } from '../support/shipping-system.js';
import { tellAtOnce } from '../support/tell-at-once.js';

const dayMs = 24 * 3_600_000;

/** Amazon's lists show nothing for a day: what happens here, happens by notification alone. */
describeWithElasticMq('orders that only notifications tell of', () => {
  let server: ElasticMq;
  let queues: ReturnType<typeof queuesOf>;
  let queue: TestQueue;
  let product: RunningProduct;
  const announced: object[] = [];
  beforeAll(async () => {
    server = await startElasticMq();
    queues = queuesOf(server);
    queue = await queues.open();
    product = await startProduct({
      accounts: [{ id: 'acme-us', notifications: queue.address }],
      amazonOptions: {
        indexLagMs: dayMs,
        eventAgeMs: 0,
        deliverNotification: (_, body) => {
          announced.push(body);
          void queue.send(body);
        },
      },
    });
  });
  afterAll(async () => {
    await product?.stop();
    queues?.close();
    await server?.stop();
  });
  const reads = async (id: string) =>
    (await product.amazon().ledger('getOrder')).filter(({ orderId }) => orderId === id).length;

  tellAtOnce({
    'an FBM order lives from Pending to Complete, with one read for its decisive transition and one to prove its package':
      async () => {
        const amazon = product.amazon();
        const id = await amazon.buy({ status: 'PENDING' });
        expect(await product.untilStatus(id, 'Pending')).toMatchObject({ items: [{ sku: 'MUG-BLUE', quantity: 1 }] });
        expect(await reads(id)).toBe(0);
        await amazon.moveTo(id, 'UNSHIPPED');
        await product.untilStatus(id, 'AwaitingShipment');
        expect(await reads(id)).toBe(1);
        await product.deliver({ amazonOrderId: id, package: parcelOf(id) });
        const done = await product.untilStatus(id, 'Complete');
        await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
        expect(done.packages).toHaveLength(1);
        expect(await reads(id)).toBe(2);
      },

    'an FBA order begins when Amazon has shipped it, and is complete at once': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy({ fulfilledBy: 'AMAZON', status: 'UNSHIPPED' });
      await amazon.ship(id, []);
      expect(await product.untilStatus(id, 'Complete')).toMatchObject({ fulfilledBy: 'FBA' });
      expect(await reads(id)).toBe(1);
      expect((await product.commerce.onlyOrderOf(id)).order).toMatchObject({ state: 'complete' });
    },

    'an order that Amazon cancels is cancelled in Commerce, without a read, and keeps its total': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy();
      await product.untilStatus(id, 'AwaitingShipment');
      await amazon.cancel(id, 'AMAZON');
      const { total } = await product.untilStatus(id, 'Cancelled');
      expect(total).toEqual({ amount: '27.05', currency: 'USD' });
      expect(await reads(id)).toBe(1);
      expect((await product.commerce.onlyOrderOf(id)).order.state).toMatch(/^(canceled|closed)$/);
    },

    'an order that is cancelled while it is Pending ends, and Commerce never hears of it': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy({ status: 'PENDING' });
      await product.untilStatus(id, 'Pending');
      await amazon.cancel(id);
      await product.untilStatus(id, 'Cancelled');
      expect(await reads(id)).toBe(0);
      expect(await product.commerce.ordersOf(id)).toEqual([]);
    },

    "a buyer's wish to cancel holds the order, and the operator sees it, without a read": async () => {
      const amazon = product.amazon();
      const id = await amazon.buy();
      await product.untilStatus(id, 'AwaitingShipment');
      await amazon.askToCancel(id);
      const held = await product.untilStatus(id, 'CancelRequested');
      expect(held).toMatchObject({
        note: 'The buyer asks to cancel this order: cancel it, or decline',
        total: { amount: '27.05' },
      });
      expect(await reads(id)).toBe(1);
    },

    'an order that is shipped in Seller Central is shipped in Commerce with its tracking': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy();
      await product.untilStatus(id, 'AwaitingShipment');
      await amazon.ship(id, [{ carrier: 'UPS', trackingNumber: `1Z${id}` }]);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
      expect(await reads(id)).toBe(2);
    },
  });

  it('everything told again, tenfold and shuffled, changes nothing and costs no read', async () => {
    await queue.untilEmpty();
    const before = await everything();
    const again = announced.flatMap((body) => Array.from({ length: 10 }, () => body));
    // As if Amazon had sent each of them anew: not even the number of the notification tells that it is old.
    const renamed = again.map((body, index) => ({
      ...body,
      NotificationMetadata: { NotificationId: `again-${index}`, PublishTime: new Date().toISOString() },
    }));
    await queue.send(...renamed.toSorted(() => Math.random() - 0.5));
    await queue.untilEmpty();
    expect(await everything()).toEqual(before);
  });

  async function everything() {
    const books = await product.commerce.orders();
    const calls = await product.amazon().ledger();
    const workflows: string[] = [];
    for await (const { workflowId } of product.client.workflow.list({
      query: "WorkflowId STARTS_WITH 'amazon-order:'",
    })) {
      workflows.push(workflowId);
    }
    return {
      books,
      reads: calls.filter(({ operation }) => operation === 'getOrder').length,
      workflows: workflows.length,
    };
  }

  it('a Pending order, told of two weeks late, is not begun when it was cancelled long ago', async () => {
    const amazon = product.amazon();
    const id = await amazon.buy({ status: 'CANCELLED' });
    await queue.untilEmpty();
    const twoWeeksAgo = new Date(Date.now() - 14 * dayMs).toISOString();
    const late = orderChangeBody({
      change: { AmazonOrderId: id, SellerId: sellerIdOf({ id: 'acme-us' }) },
      trigger: { TimeOfOrderChange: twoWeeksAgo },
      summary: { OrderStatus: 'Pending', PurchaseDate: new Date(Date.now() - dayMs / 2).toISOString() },
    });
    await queue.send(late);
    await queue.untilEmpty();
    expect(await reads(id)).toBe(1);
    const workflow = product.client.workflow.getHandle(`amazon-order:${sellerIdOf({ id: 'acme-us' })}:${id}`);
    await expect(workflow.describe()).rejects.toThrow();
  });

  it('nobody finds a buyer in the log', () => {
    expect(product.logText()).toContain('notification taken');
    for (const personal of ['Jane', 'Main St', '78701', 'k3v1@']) expect(product.logText()).not.toContain(personal);
  });
});
