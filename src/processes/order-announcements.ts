import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueSeen } from '../../activities/contract.js';
import type { FulfilledBy } from '../domain/amazon-order.js';
import { accountSince } from '../ingestion/account-since.js';
import { AnnouncedOrders } from '../ingestion/announced-orders.js';
import { OrderChangeQueue } from '../ingestion/order-change-queue.js';
import { orderWorkflows } from '../ingestion/order-workflows.js';
import { takeOrderChange } from '../ingestion/take-order-change.js';
import type { TakeDeps } from '../ingestion/taken-order.js';
import type { ConnectedAccount } from './connected-account.js';
import type { ProcessDeps } from './process-deps.js';

export type Announcements = {
  /** Orders that wait for a read of their own. */
  readonly waiting: () => Readonly<Record<FulfilledBy, number>>;
  readonly queue: () => QueueSeen | undefined;
  readonly start: (taking: TakeDeps) => void;
  readonly stop: () => Promise<void>;
};

export const noAnnouncements: Announcements = {
  waiting: () => ({ FBM: 0, FBA: 0 }),
  queue: () => undefined,
  start: () => undefined,
  stop: async () => undefined,
};

/** Amazon's notifications for one seller, if its settings name a queue; listened to where the seller's quota is held. */
export async function orderAnnouncements(deps: ProcessDeps, account: ConnectedAccount): Promise<Announcements> {
  const { settings, amazon } = account;
  const { notifications } = settings.amazon;
  if (notifications === undefined) return noAnnouncements;
  // AWS's client takes a fifth of a second to load: only those pay for it who have a queue.
  const { openSqsQueue } = await import('../ingestion/sqs-queue.js');
  const { temporal, events, nowMs } = deps;
  const { client } = temporal;
  const announced = new AnnouncedOrders({
    amazon,
    nowMs,
    othersFirstMs: () => account.readBacks.announcedWaitMs(),
    onChange: () => queue?.noteRoom(),
    onFailure: (failure) => {
      events.remoteFailed({ remote: failure.remote, operation: failure.operation, kind: failure.fault.kind });
      account.troubles.note(failure);
    },
  });
  account.announced.count = () => announced.count;
  const since = accountSince({ client, accountId: settings.id });
  const workflows = orderWorkflows(client);
  let queue: OrderChangeQueue | undefined;
  return {
    waiting: () => announced.waiting(),
    queue: () => queue?.seen(),
    start: (taking) => {
      queue = new OrderChangeQueue({
        account: { accountId: settings.id, sellerId: settings.amazon.sellerId },
        queue: openSqsQueue(notifications),
        take: (change) =>
          takeOrderChange(
            {
              ...taking,
              since,
              workflows,
              announced,
              wait: (ms) => sleep(ms),
            },
            change,
          ),
        waitingCount: () => announced.count,
        dropKnown: () => announced.dropKnown(),
        events,
        nowMs,
      });
      queue.start();
    },
    stop: async () => {
      const stopped = queue?.stop();
      announced.close();
      await stopped;
    },
  };
}
