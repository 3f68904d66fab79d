import { setTimeout as sleep } from 'node:timers/promises';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { heartbeatInterceptor } from '../../activities/heartbeat-interceptor.js';
import { createAmazonActivities } from '../../activities/index.js';
import type { AccountId } from '../domain/ids.js';
import { amazonTaskQueue } from '../domain/task-queues.js';
import type { OpenGateway, TakeOver } from '../ingestion/amazon-gateway.js';
import { handOver } from '../ingestion/order-starter.js';
import { knownOrder, reconcileAmazonPage } from '../ingestion/reconcile-amazon-page.js';
import { recoverAmazonOrder } from '../ingestion/recover-amazon-order.js';
import { sweepAmazonPage } from '../ingestion/sweep-amazon-page.js';
import type { TakeDeps } from '../ingestion/taken-order.js';
import { wakeBlockedOrders } from '../ingestion/wake-blocked-orders.js';
import { watched } from '../telemetry/communication-log.js';
import { observeActivities } from '../telemetry/observe-activities.js';
import { runWorker } from '../temporal/running-worker.js';
import type { ConnectedAccount } from './connected-account.js';
import { orderAnnouncements } from './order-announcements.js';
import type { ProcessDeps } from './process-deps.js';

/** Everything that speaks to Amazon for one seller runs behind this one worker. */
export const openGateway =
  (deps: ProcessDeps) =>
  async (accountId: AccountId, takeOver: TakeOver | undefined): Promise<OpenGateway> => {
    const { temporal, accounts, events, nowMs } = deps;
    const account = accounts.get(accountId);
    if (account === undefined) throw new Error('a lease was offered for an account that is not in the settings');
    if (takeOver !== undefined) {
      account.buckets.startEmpty(nowMs(), takeOver.rates);
      account.troubles.add(takeOver.troubles);
    }
    const announcements = await orderAnnouncements(deps, account);
    const taking = takeDeps(deps, account, announcements.waiting);
    const worker = await runWorker({
      connection: await temporal.nativeConnection(),
      namespace: temporal.namespace,
      taskQueue: amazonTaskQueue(account.settings.amazon.sellerId),
      activities: gatewayActivities(deps, account, taking),
      interceptors: { activity: [heartbeatInterceptor, createFailureInterceptor(watched(events, account.troubles))] },
    });
    announcements.start(taking);
    return {
      ended: worker.ended.finally(() => announcements.stop()),
      close: () => {
        void announcements.stop();
        void worker.stop();
      },
      report: () => ({
        at: new Date(nowMs()).toISOString(),
        rates: account.buckets.grantedRates(),
        quotas: account.buckets.states(nowMs()),
        troubles: account.troubles.list(),
      }),
    };
  };

/** What the seller's queue offers: the sweep's pages, and every step of an order that needs Amazon. */
export function gatewayActivities(deps: ProcessDeps, account: ConnectedAccount, taking = takeDeps(deps, account)) {
  const { events, nowMs } = deps;
  const { settings, amazon, commerce, recentOrders } = account;
  const remotes = {
    ...{ amazon, commerce, recentOrders },
    carriers: settings.shipping.carriers,
    skuMap: settings.skuMap,
    storeViews: settings.commerce,
  };
  return {
    ...observeActivities(
      createAmazonActivities({
        remotesOf: (accountId) => (accountId === settings.id ? remotes : undefined),
        nowMs,
        sleep: (ms) => sleep(ms),
      }),
      events,
    ),
    ...ingestionActivities(deps, account, taking),
  };
}

function ingestionActivities({ temporal, events }: ProcessDeps, { settings }: ConnectedAccount, taking: TakeDeps) {
  const { client } = temporal;
  const { sellerId } = settings.amazon;
  return {
    sweepAmazonPage: sweepAmazonPage({ ...taking, events }),
    reconcileAmazonPage: reconcileAmazonPage({ ...taking, events, known: knownOrder({ client, sellerId }) }),
    recoverAmazonOrder: recoverAmazonOrder(taking),
    wakeBlockedOrders: wakeBlockedOrders({ client }),
  };
}

function takeDeps(
  { temporal, events, nowMs }: ProcessDeps,
  { settings, amazon, recentOrders, handedOver, buckets }: ConnectedAccount,
  waiting: TakeDeps['account']['waiting'] = () => ({ FBM: 0, FBA: 0 }),
): TakeDeps {
  const { client } = temporal;
  const { sellerId, marketplaces } = settings.amazon;
  return {
    account: {
      accountId: settings.id,
      sellerId,
      marketplaces,
      orders: {
        ...settings.orders,
        resendWaitMs: settings.commerce.minimumResendWaitMs,
        storeViews: settings.commerce,
      },
      amazon,
      recentOrders,
      handedOver,
      searchAllowance: () => buckets.state('searchOrders', nowMs()),
      waiting,
    },
    handOver: (sighted, rules) => handOver({ client, now: () => new Date(nowMs()) }, sighted, rules),
    events,
    nowMs,
  };
}
