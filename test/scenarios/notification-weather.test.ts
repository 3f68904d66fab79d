import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parseAmazonOrderId } from '../../src/domain/ids.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { recoverOrder } from '../../workflows/account-messages.js';
import { describeWithElasticMq } from '../support/elasticmq.js';
import { type ElasticMq, startElasticMq } from '../support/elasticmq-server.js';
import { given } from '../support/order-inputs.js';
import { queuesOf, type TestQueue } from '../support/queues.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { sellerIdOf } from '../support/sample-accounts.js';
import { mug } from '../support/simulated-amazon.js';
import { until } from '../support/until.js';

const dayMs = 24 * 3_600_000;
const ago = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
const weathers = ['lost', 'tenfold', 'late'] as const;
type Weather = (typeof weathers)[number];
const accountIn = (weather: Weather) => ({ id: `acme-${weather}`, orders: { since: ago(200) } });

/** Three sellers to whom the same happens; what Amazon tells of it reaches each in another way. */
describeWithElasticMq('the same orders, whatever becomes of their notifications', () => {
  let server: ElasticMq;
  let queues: ReturnType<typeof queuesOf>;
  const queueOf = new Map<Weather, TestQueue>();
  let product: RunningProduct;
  let backlog: readonly object[] = [];
  const heldBack: object[] = [];
  const ends = new Map<Weather, Readonly<Record<string, unknown>>>();

  const inWeather = (weather: Weather): TestQueue => {
    const queue = queueOf.get(weather);
    if (queue === undefined) throw new Error('no queue');
    return queue;
  };

  /** Each ten times, none in its place: half of what is on its way arrives, drawn at random, whenever something happens. */
  function shuffle(body: object): void {
    const ten = Array.from({ length: 10 }, (_, copy) => sentAnew(body, `copy-${copy}`));
    const onItsWay = [...backlog, ...ten].toSorted(() => Math.random() - 0.5);
    backlog = onItsWay.slice(onItsWay.length / 2);
    void inWeather('tenfold').send(...onItsWay.slice(0, onItsWay.length / 2));
  }

  beforeAll(async () => {
    server = await startElasticMq();
    queues = queuesOf(server);
    for (const weather of weathers) queueOf.set(weather, await queues.open());
    const [lost, tenfold, late] = weathers.map((weather) => ({
      ...accountIn(weather),
      notifications: inWeather(weather).address,
    }));
    if (lost === undefined || tenfold === undefined || late === undefined) throw new Error('three weathers');
    product = await startProduct({
      accounts: [lost, tenfold, late],
      amazonOptions: {
        deliverNotification: (sellerId, body) => {
          if (sellerId === sellerIdOf(tenfold)) shuffle(body);
          if (sellerId === sellerIdOf(late)) heldBack.push(body);
        },
      },
    });
    await Promise.all(weathers.map(async (weather) => ends.set(weather, await live(weather))));
  });
  afterAll(async () => {
    await product?.stop();
    queues?.close();
    await server?.stop();
  });

  /** What happens to one seller's orders; answers how each of them ended. */
  async function live(weather: Weather): Promise<Readonly<Record<string, unknown>>> {
    const account = accountIn(weather);
    const amazon = product.amazon(account);
    const bought = { purchasedAt: ago(15) };
    const stories: Readonly<Record<string, () => Promise<string>>> = {
      'paid and shipped': async () => {
        const id = await amazon.buy({ ...bought, status: 'PENDING' });
        await product.untilStatus(id, 'Pending');
        await amazon.moveTo(id, 'UNSHIPPED');
        await product.untilStatus(id, 'AwaitingShipment');
        const parcel = { id: 'P1', trackingNumber: '1ZPAID', items: [{ sku: mug.sku, quantity: 1 }] };
        await product.deliver({ account: account.id, amazonOrderId: id, package: parcel });
        await product.untilStatus(id, 'Complete');
        return id;
      },
      'cancelled while Pending': async () => {
        const id = await amazon.buy({ ...bought, status: 'PENDING' });
        await product.untilStatus(id, 'Pending');
        await amazon.cancel(id);
        await product.untilStatus(id, 'Cancelled');
        return id;
      },
      'cancelled after it was imported': async () => {
        const id = await amazon.buy(bought);
        await product.untilStatus(id, 'AwaitingShipment');
        await amazon.cancel(id, 'AMAZON');
        await product.untilStatus(id, 'Cancelled');
        return id;
      },
      'shipped by Amazon': async () => {
        const id = await amazon.buy({ ...bought, fulfilledBy: 'AMAZON', status: 'UNSHIPPED' });
        await amazon.ship(id, []);
        await product.untilStatus(id, 'Complete');
        return id;
      },
      'shipped in Seller Central': async () => {
        const id = await amazon.buy(bought);
        await product.untilStatus(id, 'AwaitingShipment');
        await amazon.ship(id, [{ carrier: 'UPS', trackingNumber: '1ZCENTRAL' }]);
        await product.untilStatus(id, 'Complete');
        return id;
      },
      'wished away by its buyer': async () => {
        const id = await amazon.buy(bought);
        await product.untilStatus(id, 'AwaitingShipment');
        await amazon.askToCancel(id);
        await product.untilStatus(id, 'CancelRequested');
        return id;
      },
      'waiting to be shipped': async () => {
        const id = await amazon.buy(bought);
        await product.untilStatus(id, 'AwaitingShipment');
        return id;
      },
    };
    const ids = await Promise.all(Object.entries(stories).map(async ([name, tell]) => [name, await tell()] as const));
    await arriveAtLast(weather);
    return Object.fromEntries(await Promise.all(ids.map(async ([name, id]) => [name, await endOf(weather, id)])));
  }

  async function arriveAtLast(weather: Weather): Promise<void> {
    if (weather === 'tenfold') await inWeather(weather).send(...backlog);
    if (weather === 'late') await inWeather(weather).send(...heldBack.map((body) => toldOf(body, ago(14))));
    await inWeather(weather).untilEmpty();
  }

  /** By both sides' books and by Temporal; without what is drawn anew for every order. */
  async function endOf(weather: Weather, id: string): Promise<object> {
    const workflowId = `amazon-order:${sellerIdOf(accountIn(weather))}:${id}`;
    const { status, searchAttributes } = await product.client.workflow.getHandle(workflowId).describe();
    const { OrderStatus, AmazonStatus, NeedsAttention, FulfilledBy } = searchAttributes;
    const books = await product.commerce.ordersOf(id);
    return {
      workflow: { status: status.name, OrderStatus, AmazonStatus, NeedsAttention, FulfilledBy },
      commerce: books.map(({ order, shipments, invoices, creditmemos }) => ({
        state: order.state,
        status: order.status,
        total: order.grand_total,
        pieces: order.items.map(({ sku, qty_ordered }) => [sku, qty_ordered]),
        tracks: shipments.flatMap(({ tracks }) => tracks.map(({ track_number }) => track_number)),
        invoices: invoices.length,
        creditmemos: creditmemos.length,
      })),
    };
  }

  it('end the same when all are lost, when each comes ten times and shuffled, and when all come two weeks late', () => {
    expect(heldBack.length).toBeGreaterThan(7);
    expect(ends.get('lost')).toMatchObject({
      'paid and shipped': { workflow: { status: 'COMPLETED' }, commerce: [{ state: 'complete', tracks: ['1ZPAID'] }] },
      'cancelled while Pending': { commerce: [] },
      'waiting to be shipped': { workflow: { status: 'RUNNING' } },
    });
    expect(ends.get('tenfold')).toEqual(ends.get('lost'));
    expect(ends.get('late')).toEqual(ends.get('lost'));
  });

  it('are no more than there were bought', async () => {
    const books = await product.commerce.orders();
    const numbers = books.map(({ order }) => order.ext_order_id);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(weathers.length * 6);
  });

  it('and one that Temporal has forgotten since is not begun again by what is told of it, nor by an operator', async () => {
    const account = accountIn('late');
    const id = await product.amazon(account).buy({ purchasedAt: ago(100) });
    await product.untilStatus(id, 'AwaitingShipment');
    const parcel = { id: 'P1', trackingNumber: '1ZOLD', items: [{ sku: mug.sku, quantity: 1 }] };
    await product.deliver({ account: account.id, amazonOrderId: id, package: parcel });
    await product.untilStatus(id, 'Complete');
    const workflowId = `amazon-order:${sellerIdOf(account)}:${id}`;
    const { workflow, connection, options } = product.client;
    const isKnown = () =>
      workflow
        .getHandle(workflowId)
        .describe()
        .then(() => true)
        .catch(() => false);
    // As the end of the retention does.
    const { namespace } = options;
    await connection.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
    await until(isKnown, (known) => !known);

    const told = heldBack.filter((body) => numberIn(body) === id).map((body) => toldOf(body, new Date().toISOString()));
    expect(told.length).toBeGreaterThan(1);
    await inWeather('late').send(...told);
    await inWeather('late').untilEmpty();
    const answer = await workflow
      .getHandle(accountWorkflowId(account.id))
      .executeUpdate(recoverOrder, { args: [{ amazonOrderId: given(parseAmazonOrderId(id)) }] });
    expect(answer).toEqual({ outcome: 'recovered', result: 'ended' });
    expect(await isKnown()).toBe(false);
    expect(await product.commerce.ordersOf(id)).toHaveLength(1);
  });
});

const numberIn = (body: object): unknown => Object(Object(Object(body).Payload).OrderChangeNotification).AmazonOrderId;

const sentAnew = (body: object, name: string): object => ({
  ...body,
  NotificationMetadata: { NotificationId: `${name}-${Math.random()}`, PublishTime: new Date().toISOString() },
});

/** All of its times but that of the purchase. */
function toldOf(body: object, at: string): object {
  const { Payload } = Object(body);
  const { OrderChangeNotification: told } = Object(Payload);
  return {
    ...body,
    EventTime: at,
    Payload: {
      OrderChangeNotification: {
        ...told,
        OrderChangeTrigger: { ...Object(told).OrderChangeTrigger, TimeOfOrderChange: at },
      },
    },
  };
}
