import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createNotificationsClient } from '../../src/amazon/notifications-client.js';
import type { AmazonNotifications } from '../../src/amazon/port.js';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { usagePlans } from '../../src/amazon/usage-plans.js';
import type { QueueDescription } from '../../src/ingestion/notification-queue.js';
import { notificationStatus } from '../../src/ingestion/notification-status.js';
import { statementFor } from '../../src/ingestion/queue-policy.js';
import { setUpNotifications } from '../../src/ingestion/set-up-notifications.js';
import { openSqsQueue } from '../../src/ingestion/sqs-queue.js';
import { tryNotifications } from '../../src/ingestion/try-notifications.js';
import { marketplaceId } from '../domain/orders.js';
import { type AmazonAtHand, amazonAtHand, seller } from '../simulators/amazon/amazon-at-hand.js';
import { describeWithElasticMq } from '../support/elasticmq.js';
import { type ElasticMq, startElasticMq } from '../support/elasticmq-server.js';
import { newOrderRef } from '../support/order-inputs.js';
import { queuesOf } from '../support/queues.js';

let amazonSide: AmazonAtHand;
let amazon: AmazonNotifications;
beforeEach(async () => {
  amazonSide = await amazonAtHand();
  amazon = createNotificationsClient({
    endpoint: amazonSide.url,
    lwaEndpoint: `${amazonSide.url}/auth/o2/token`,
    credentials: seller,
    buckets: new TokenBuckets({ plans: { ...usagePlans, notifications: { ratePerSecond: 1, burst: 100 } } }),
    nowMs: Date.now,
    userAgent: 'Waybill/test',
  });
});
afterEach(() => amazonSide.close());

/** A queue at AWS, as far as it is looked at. */
const queueWith = (changes: Partial<QueueDescription> = {}, name = 'orders') => {
  const arn = `arn:aws:sqs:us-east-1:123456789012:${name}`;
  const described: QueueDescription = {
    arn,
    isFifo: false,
    policy: JSON.stringify({ Statement: [statementFor(arn)] }),
    waiting: 0,
    inFlight: 0,
    delayed: 0,
    ...changes,
  };
  return { describe: async () => described };
};
const noDeadLetters = () => {
  throw new Error('no dead letters are looked at');
};

describe('set-up of notifications', () => {
  it('makes destination and subscription, and changes nothing the second time', async () => {
    const first = await setUpNotifications({ amazon, queue: queueWith() }, false);
    expect(first).toMatchObject({ outcome: 'ready', isNew: true });
    expect(await setUpNotifications({ amazon, queue: queueWith() }, false)).toEqual({ ...first, isNew: false });
  });

  it('of a queue that lets Amazon in only in part says what is missing, with the statement to add, and makes nothing', async () => {
    const { policy: _, ...closed } = await queueWith().describe();
    const set = await setUpNotifications({ amazon, queue: { describe: async () => closed } }, false);
    expect(set).toEqual({
      outcome: 'not-permitted',
      missing: ['SQS:SendMessage', 'SQS:GetQueueAttributes'],
      statement: statementFor(closed.arn),
    });
    expect(await amazon.subscription()).toBeUndefined();
  });

  it('leaves a subscription that delivers elsewhere alone, unless it is told to replace it', async () => {
    await setUpNotifications({ amazon, queue: queueWith({}, 'old-system') }, false);
    expect(await setUpNotifications({ amazon, queue: queueWith() }, false)).toMatchObject({
      outcome: 'elsewhere',
      deliversTo: 'arn:aws:sqs:us-east-1:123456789012:old-system',
    });
    expect(await setUpNotifications({ amazon, queue: queueWith() }, true)).toMatchObject({
      outcome: 'ready',
      isNew: true,
    });
    const status = await notificationStatus({ amazon, queue: queueWith(), openQueue: noDeadLetters });
    expect(status.subscription).toMatchObject({ isHere: true });
  });

  it('tells of a key that Amazon must be allowed to use', async () => {
    expect(await setUpNotifications({ amazon, queue: queueWith({ keyId: 'alias/orders' }) }, false)).toMatchObject({
      outcome: 'ready',
      keyId: 'alias/orders',
    });
  });
});

describe('the status of notifications', () => {
  it('without a subscription says so', async () => {
    const status = await notificationStatus({ amazon, queue: queueWith({ waiting: 3 }), openQueue: noDeadLetters });
    expect(status).toMatchObject({ missingPermissions: [], queue: { waiting: 3 } });
    expect(status.subscription).toBeUndefined();
  });

  it('counts the dead letters, or says that it cannot', async () => {
    const deadLetters = { arn: 'arn:aws:sqs:us-east-1:123456789012:dead', maxReceiveCount: 5 };
    const queue = queueWith({ deadLetters });
    const open = (describe: () => Promise<QueueDescription>) => () => ({ describe, close: () => undefined });
    const known = await notificationStatus({ amazon, queue, openQueue: open(queueWith({ waiting: 2 }).describe) });
    expect(known.deadLetters).toEqual({ waiting: 2, maxReceiveCount: 5 });
    const denied = () => Promise.reject(new Error('denied'));
    const unknown = await notificationStatus({ amazon, queue, openQueue: open(denied) });
    expect(unknown.deadLetters).toEqual({ waiting: 'unknown', maxReceiveCount: 5 });
  });
});

describeWithElasticMq('a real queue', () => {
  let server: ElasticMq;
  let queues: ReturnType<typeof queuesOf>;
  beforeAll(async () => {
    server = await startElasticMq();
    queues = queuesOf(server);
  });
  afterAll(async () => {
    queues?.close();
    await server?.stop();
  });

  it('that is FIFO is refused: Amazon delivers to standard queues only', async () => {
    const { address, arn } = await queues.openFifo();
    const queue = openSqsQueue(address);
    expect(await setUpNotifications({ amazon, queue }, false)).toEqual({ outcome: 'fifo', arn });
    queue.close();
  });

  it('without a policy is refused', async () => {
    const { address } = await queues.open();
    const queue = openSqsQueue(address);
    expect(await setUpNotifications({ amazon, queue }, false)).toMatchObject({ outcome: 'not-permitted' });
    queue.close();
  });

  it('with dead letters shows how many there are', async () => {
    const { queue: main, deadLetters } = await queues.openWithDeadLetters(3);
    await deadLetters.send('a dead letter');
    const queue = openSqsQueue(main.address);
    const status = await notificationStatus({ amazon, queue, openQueue: () => openSqsQueue(deadLetters.address) });
    expect(status.deadLetters).toEqual({ waiting: 1, maxReceiveCount: 3 });
    queue.close();
  });

  const trial = async (take?: 'listener') => {
    const opened = await queues.open();
    const queue = openSqsQueue(opened.address, { pollSeconds: 1 });
    const listener = openSqsQueue(opened.address, { pollSeconds: 1 });
    const { sellerId } = newOrderRef();
    const listening =
      take === undefined
        ? Promise.resolve()
        : listener.receive({ max: 1, hiddenSeconds: 60 }).then(async ([message]) => {
            if (message !== undefined) await listener.delete(message);
          });
    const deps = { queue, notificationId: 'trial-1', now: () => new Date(), wait: async () => undefined };
    const outcome = await tryNotifications(deps, { sellerId, marketplaceId: marketplaceId() });
    await listening;
    queue.close();
    listener.close();
    return { outcome, left: await opened.count() };
  };

  it('that somebody listens to shows it by a message that is taken', async () => {
    expect(await trial('listener')).toEqual({ outcome: 'taken', left: 0 });
  });

  it('that nobody listens to gives the message back to whoever tried, who deletes it', async () => {
    expect(await trial()).toEqual({ outcome: 'received-here', left: 0 });
  });
});
