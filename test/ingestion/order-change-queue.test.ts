import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { ServiceError } from '@temporalio/client';
import { parseAccountId, parseSellerId } from '../../src/domain/ids.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';
import type { OrderChange } from '../../src/ingestion/order-change-message.js';
import { OrderChangeQueue } from '../../src/ingestion/order-change-queue.js';
import { openSqsQueue, type SqsAddress } from '../../src/ingestion/sqs-queue.js';
import type { Taken } from '../../src/ingestion/take-order-change.js';
import { BusinessEvents } from '../../src/telemetry/events.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { Metrics } from '../../src/telemetry/metrics.js';
import { describeWithElasticMq } from '../support/elasticmq.js';
import { type ElasticMq, startElasticMq } from '../support/elasticmq-server.js';
import { orderChangeBody, orderChangeSeller } from '../support/order-change-body.js';
import { given } from '../support/order-inputs.js';
import { queuesOf } from '../support/queues.js';
import { until } from '../support/until.js';

const account = {
  accountId: given(parseAccountId('acme-us')),
  sellerId: given(parseSellerId(orderChangeSeller)),
};
const orderIds = (count: number) =>
  Array.from({ length: count }, (_, index) => `902-0000000-${String(index).padStart(7, '0')}`);
const bodyOf = (AmazonOrderId: string) => orderChangeBody({ change: { AmazonOrderId } });

describeWithElasticMq('the queue of notifications', () => {
  let server: ElasticMq;
  let queues: ReturnType<typeof queuesOf>;
  const listeners: OrderChangeQueue[] = [];
  beforeAll(async () => {
    server = await startElasticMq();
    queues = queuesOf(server);
  });
  afterEach(async () => {
    await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
  });
  afterAll(async () => {
    queues?.close();
    await server?.stop();
  });

  function listen(address: SqsAddress, take: (change: OrderChange) => Promise<Taken>) {
    const logged: string[] = [];
    const metrics = new Metrics();
    const logger = createLogger({ env: {}, level: 'debug', destination: { write: (line) => void logged.push(line) } });
    const listener = new OrderChangeQueue({
      account,
      queue: openSqsQueue(address, { pollSeconds: 1 }),
      take,
      waitingCount: () => 0,
      dropKnown: () => undefined,
      events: new BusinessEvents({ logger, metrics }),
      nowMs: Date.now,
    });
    listeners.push(listener);
    listener.start();
    const counted = (series: string): number => {
      const line = metrics
        .text()
        .split('\n')
        .find((each) => each.startsWith(`${series} `));
      return line === undefined ? 0 : Number(line.split(' ').at(-1));
    };
    return { listener, logged, counted };
  }
  const untilTrue = (isSo: () => boolean) => until(async () => isSo(), Boolean);

  it('keeps a message until its workflow was started or signalled, and then lets it go', async () => {
    const queue = await queues.open();
    let handOver = (_taken: Taken): void => undefined;
    let taking = 0;
    listen(queue.address, () => {
      taking += 1;
      return new Promise((resolve) => {
        handOver = resolve;
      });
    });
    await queue.send(orderChangeBody());
    await untilTrue(() => taking === 1);
    expect(await queue.count()).toBe(1);
    handOver({ taken: 'handed-over' });
    await queue.untilEmpty();
  });

  it('keeps a message while Temporal is away, and takes it when it is back', async () => {
    const queue = await queues.open();
    let isAway = true;
    const { counted } = listen(queue.address, async () => {
      if (isAway) throw new ServiceError('Failed to start Workflow');
      return { taken: 'handed-over' };
    });
    await queue.send(orderChangeBody());
    const retries = 'waybill_notification_retries_total{account="acme-us",kind="temporal-unavailable"}';
    await untilTrue(() => counted(retries) >= 2);
    expect(await queue.count()).toBe(1);
    isAway = false;
    await queue.untilEmpty();
  });

  it('gives back what it has in hand when its process stops, for the next one', async () => {
    const queue = await queues.open();
    let isTaking = false;
    const { listener } = listen(queue.address, async () => {
      isTaking = true;
      throw new ServiceError('Failed to start Workflow');
    });
    await queue.send(orderChangeBody());
    await untilTrue(() => isTaking);
    await listener.stop();
    const taken: string[] = [];
    listen(queue.address, async ({ amazonOrderId }) => {
      taken.push(amazonOrderId);
      return { taken: 'handed-over' };
    });
    await queue.untilEmpty();
    expect(taken).toHaveLength(1);
  });

  it('takes one order after the other although messages come tenfold and shuffled', async () => {
    const queue = await queues.open();
    const bodies = orderIds(8).map(bodyOf);
    const tenfold = bodies
      .flatMap((body) => Array.from({ length: 10 }, () => body))
      .toSorted(() => Math.random() - 0.5);
    const taken: string[] = [];
    const { counted } = listen(queue.address, async ({ amazonOrderId }) => {
      taken.push(amazonOrderId);
      return { taken: 'handed-over' };
    });
    await queue.send(...tenfold);
    await queue.untilEmpty();
    expect([...new Set(taken)].toSorted()).toEqual(orderIds(8));
    const handed = counted('waybill_notifications_total{account="acme-us",outcome="handed-over"}');
    const repeated = counted('waybill_notifications_total{account="acme-us",outcome="repeated"}');
    // How many of them were under way at the same time is chance; none is lost, and each is counted.
    expect(handed).toBe(taken.length);
    expect(handed + repeated).toBe(80);
  });

  const hostile = ['no JSON', '{}', orderChangeBody({ change: { AmazonOrderId: 'Jane Doe, 1 Main St' } })];

  it('deletes what nobody can read when it has no dead letters, counts it, and goes on', async () => {
    const queue = await queues.open();
    const taken: string[] = [];
    const { counted, logged } = listen(queue.address, async ({ amazonOrderId }) => {
      taken.push(amazonOrderId);
      return { taken: 'handed-over' };
    });
    await queue.send(...hostile, ...orderIds(3).map(bodyOf));
    await queue.untilEmpty();
    expect(taken.toSorted()).toEqual(orderIds(3));
    expect(counted('waybill_notifications_set_aside_total{account="acme-us"}')).toBe(3);
    expect(logged.join()).toContain('Payload.OrderChangeNotification.AmazonOrderId');
    expect(logged.join()).not.toContain('Jane Doe');
    expect(logged.join()).not.toContain('48110');
  });

  it('leaves what nobody can read to the dead letters, where it has them', async () => {
    const { queue, deadLetters } = await queues.openWithDeadLetters(1);
    const { counted } = listen(queue.address, async () => ({ taken: 'handed-over' }));
    await queue.send('no JSON', orderChangeBody());
    await until(deadLetters.count, (moved) => moved === 1);
    await queue.untilEmpty();
    expect(counted('waybill_notifications_set_aside_total{account="acme-us"}')).toBe(1);
  });

  it("leaves another seller's order alone: two sellers on one queue are a slip of the settings", async () => {
    const { queue } = await queues.openWithDeadLetters(5);
    const taken: string[] = [];
    const { counted } = listen(queue.address, async ({ amazonOrderId }) => {
      taken.push(amazonOrderId);
      return { taken: 'handed-over' };
    });
    await queue.send(orderChangeBody({ change: { SellerId: 'A2OTHER' } }));
    await untilTrue(() => counted('waybill_notifications_set_aside_total{account="acme-us"}') === 1);
    expect(taken).toEqual([]);
    expect(await queue.count()).toBe(1);
  });

  it('sets aside a message that our own fault keeps from being taken, and goes on with the others', async () => {
    const queue = await queues.open();
    const [sick = '', ...others] = orderIds(4);
    const taken: string[] = [];
    const { counted } = listen(queue.address, async ({ amazonOrderId }) => {
      if (amazonOrderId === sick) throw new TypeError('a fault of ours');
      taken.push(amazonOrderId);
      return { taken: 'handed-over' };
    });
    await queue.send(bodyOf(sick), ...others.map(bodyOf));
    await queue.untilEmpty();
    expect(taken.toSorted()).toEqual(others);
    expect(counted('waybill_notification_retries_total{account="acme-us",kind="internal-fault"}')).toBe(3);
    expect(counted('waybill_notifications_set_aside_total{account="acme-us"}')).toBe(1);
  });

  it('never holds more than twenty beside those that wait for a read', async () => {
    const queue = await queues.open();
    let underWay = 0;
    let mostUnderWay = 0;
    let isAway = true;
    const { counted } = listen(queue.address, async () => {
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      await until(
        async () => isAway,
        (isStillAway) => !isStillAway,
      );
      underWay -= 1;
      return { taken: 'handed-over' };
    });
    await queue.send(...orderIds(60).map(bodyOf));
    await untilTrue(() => underWay >= 20);
    await queue.peek(); // a round trip more, for whoever would take too much
    expect(mostUnderWay).toBeLessThan(30);
    isAway = false;
    await queue.untilEmpty();
    expect(counted('waybill_notifications_total{account="acme-us",outcome="handed-over"}')).toBe(60);
  });

  it('waits with a message for a shop that is away', async () => {
    const queue = await queues.open();
    const away = new RemoteFailure({
      remote: 'commerce',
      operation: 'findOrders',
      fault: { kind: 'unavailable', isOutcomeKnown: true },
    });
    const { counted } = listen(queue.address, async () => {
      throw away;
    });
    await queue.send(orderChangeBody());
    const retries = 'waybill_notification_retries_total{account="acme-us",kind="commerce-unavailable"}';
    await untilTrue(() => counted(retries) >= 3);
    expect(await queue.count()).toBe(1);
  });

  it('that is gone with its server, and then is missing, is listened to as soon as it is there again', async () => {
    const own = await startElasticMq();
    const before = queuesOf(own);
    const { address } = await before.open('orders');
    const taken: string[] = [];
    const { counted } = listen(address, async ({ amazonOrderId }) => {
      taken.push(amazonOrderId);
      return { taken: 'handed-over' };
    });
    await own.stop();
    before.close();
    const failures = (kind: string) =>
      counted(`waybill_notification_queue_failures_total{account="acme-us",operation="receive",kind="${kind}"}`);
    await untilTrue(() => failures('unreachable') > 0);
    const again = await startElasticMq({ port: own.port });
    const after = queuesOf(again);
    try {
      await untilTrue(() => failures('missing') > 0);
      const queue = await after.open('orders');
      await queue.send(orderChangeBody());
      await queue.untilEmpty();
      expect(taken).toHaveLength(1);
    } finally {
      after.close();
      await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
      await again.stop();
    }
  });
});
