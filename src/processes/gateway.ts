import { setTimeout as sleep } from 'node:timers/promises';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { heartbeatInterceptor } from '../../activities/heartbeat-interceptor.js';
import { heldBack } from '../../activities/held-back.js';
import { createAmazonActivities } from '../../activities/index.js';
import { allowancesLeft, resumeAllowances } from '../amazon/carried-allowances.js';
import type { AccountId, AmazonOrderId } from '../domain/ids.js';
import { amazonTaskQueue, confirmationTaskQueue } from '../domain/task-queues.js';
import type { OpenGateway, TakeOver } from '../ingestion/amazon-gateway.js';
import { blockedOrders } from '../ingestion/blocked-orders.js';
import { cancellationFeeds } from '../ingestion/cancellation-feeds.js';
import { knownOrder } from '../ingestion/known-order.js';
import { MarketplaceTrace } from '../ingestion/marketplace-trace.js';
import { handOver } from '../ingestion/order-starter.js';
import { reconcileAmazonPage } from '../ingestion/reconcile-amazon-page.js';
import { recoverAmazonOrder } from '../ingestion/recover-amazon-order.js';
import { sweepAmazonPage } from '../ingestion/sweep-amazon-page.js';
import { sweepAmazonRefunds } from '../ingestion/sweep-amazon-refunds.js';
import type { TakeDeps } from '../ingestion/taken-order.js';
import { wakeBlockedOrders } from '../ingestion/wake-blocked-orders.js';
import { wakeHeldOrders } from '../ingestion/wake-held-orders.js';
import { tellFacts } from '../late-facts/tell-facts.js';
import { watched } from '../telemetry/communication-log.js';
import { observeActivities } from '../telemetry/observe-activities.js';
import { runWorker } from '../temporal/running-worker.js';
import { startBlockerProbe } from './blocker-probing.js';
import type { ConnectedAccount } from './connected-account.js';
import { type Announcements, noAnnouncements, orderAnnouncements } from './order-announcements.js';
import type { ProcessDeps } from './process-deps.js';

/**
 * Each waits for its token where it runs. So few leave the backlog to Temporal, which gives out the most urgent first; and at
 * Amazon's two a second none waits longer than a process that stops gives it.
 */
const confirmationsAtOnce = 10;

/** Everything that speaks to Amazon for one seller runs behind these workers of one process. */
export const openGateway =
  (deps: ProcessDeps) =>
  async (accountId: AccountId, takeOver: TakeOver | undefined): Promise<OpenGateway> => {
    const { temporal, accounts, events, nowMs } = deps;
    const account = accounts.get(accountId);
    if (account === undefined) throw new Error('a lease was offered for an account that is not in the settings');
    if (takeOver !== undefined) {
      resumeAllowances(account.buckets, takeOver, nowMs());
      account.troubles.add(takeOver.troubles);
    }
    const report = () => ({
      at: new Date(nowMs()).toISOString(),
      rates: account.buckets.grantedRates(),
      quotas: account.buckets.states(nowMs()),
      troubles: account.troubles.list(),
    });
    const announcements = await orderAnnouncements(deps, account);
    const taking = takeDeps(deps, account, announcements);
    const { sellerId } = account.settings.amazon;
    const shared = {
      connection: await temporal.nativeConnection(),
      ...temporal.workerDefaults,
      activities: gatewayActivities(deps, account, taking),
      interceptors: { activity: [heartbeatInterceptor, createFailureInterceptor(watched(events, account.troubles))] },
    };
    const worker = await runWorker({ ...shared, taskQueue: amazonTaskQueue(sellerId) });
    const confirmations = await runWorker({
      ...shared,
      taskQueue: confirmationTaskQueue(sellerId),
      maxConcurrentActivityTaskExecutions: confirmationsAtOnce,
    }).catch(async (error: unknown) => {
      await worker.stop();
      throw error;
    });
    const probing = startBlockerProbe(deps, account);
    const close = () => {
      void announcements.stop();
      void probing.stop();
      void worker.stop();
      void confirmations.stop();
    };
    // One that ends by itself takes the other along: a lease without both is no lease.
    for (const { ended } of [worker, confirmations]) ended.then(close, close);
    announcements.start(taking);
    return {
      ended: Promise.all([worker.ended, confirmations.ended])
        .then(() => undefined)
        .finally(() => Promise.all([announcements.stop(), probing.stop()])),
      close,
      report,
      left: () => ({ ...report(), quotas: allowancesLeft(account.buckets, nowMs()) }),
    };
  };

/** What the seller's queue offers: the sweep's pages, and every step of an order that needs Amazon. */
export function gatewayActivities(deps: ProcessDeps, account: ConnectedAccount, taking = takeDeps(deps, account)) {
  const { events, nowMs } = deps;
  const { settings, amazon, commerce, recentOrders, readBacks } = account;
  const remotes = {
    ...{ amazon, commerce, recentOrders, readBacks },
    cancellations: amazon.cancellations,
    cancelBy: settings.amazon.cancelBy,
    carriers: settings.shipping.carriers,
    skuMap: settings.skuMap,
    storeViews: settings.commerce,
  };
  return {
    ...observeActivities(
      heldBack(
        createAmazonActivities({
          remotesOf: (accountId) => (accountId === settings.id ? remotes : undefined),
          nowMs,
          sleep: (ms) => sleep(ms),
        }),
        account.gate,
      ),
      events,
    ),
    ...ingestionActivities(deps, account, taking),
  };
}

function ingestionActivities({ temporal, events }: ProcessDeps, account: ConnectedAccount, taking: TakeDeps) {
  const { settings, amazon } = account;
  const { client } = temporal;
  const { sellerId } = settings.amazon;
  return {
    sweepAmazonPage: sweepAmazonPage({ ...taking, events }),
    reconcileAmazonPage: reconcileAmazonPage({
      ...taking,
      events,
      known: (amazonOrderId) => knownOrder(client, { sellerId, amazonOrderId }),
    }),
    recoverAmazonOrder: recoverAmazonOrder(taking),
    wakeHeldOrders: wakeHeldOrders({ ordersOf: (accountId) => blockedOrders({ client, accountId }) }),
    wakeBlockedOrders: wakeBlockedOrders({ client }),
    ...cancellationFeeds({
      client,
      sellerId,
      cancellations: amazon.cancellations,
      nextFeedAfterMs: settings.amazon.cancelFeedIntervalMs,
    }),
    sweepAmazonRefunds: sweepAmazonRefunds({
      amazon,
      tellRefund: (amazonOrderId, refund) =>
        tellFacts({ client }, { sellerId, amazonOrderId }, [{ kind: 'refund', refund }]),
      nextSweepAfterMs: settings.orders.refundSweepMs,
    }),
  };
}

function takeDeps(
  { temporal, events, nowMs }: ProcessDeps,
  { settings, amazon, commerce, recentOrders, handedOver, buckets }: ConnectedAccount,
  { waiting, queue }: Pick<Announcements, 'waiting' | 'queue'> = noAnnouncements,
): TakeDeps {
  const { client } = temporal;
  const { sellerId, marketplaces } = settings.amazon;
  const now = () => new Date(nowMs());
  const isInCommerce = async (id: AmazonOrderId) => (await commerce.orders.findByAmazonId(id)).length > 0;
  return {
    account: {
      accountId: settings.id,
      sellerId,
      marketplaces,
      orders: {
        ...settings.orders,
        resendWaitMs: settings.commerce.minimumResendWaitMs,
        atRiskLeadMs: settings.shipping.atRiskLeadMs,
        storeViews: settings.commerce,
      },
      amazon,
      marketplaceTrace: new MarketplaceTrace(),
      recentOrders,
      handedOver,
      searchAllowance: () => buckets.state('searchOrders', nowMs()),
      waiting,
      queue,
    },
    handOver: (sighted, rules) => handOver({ client, now, isInCommerce }, sighted, rules),
    events,
    nowMs,
  };
}
