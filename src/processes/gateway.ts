import { setTimeout as sleep } from 'node:timers/promises';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { heartbeatInterceptor } from '../../activities/heartbeat-interceptor.js';
import { createAmazonActivities } from '../../activities/index.js';
import type { AccountId } from '../domain/ids.js';
import { amazonTaskQueue } from '../domain/task-queues.js';
import type { OpenGateway } from '../ingestion/amazon-gateway.js';
import { handOver } from '../ingestion/order-starter.js';
import { sweepAmazonPage } from '../ingestion/sweep-amazon-page.js';
import { observeActivities } from '../telemetry/observe-activities.js';
import { runWorker } from '../temporal/running-worker.js';
import type { ConnectedAccount } from './connected-account.js';
import type { ProcessDeps } from './process-deps.js';

/** Everything that speaks to Amazon for one seller runs behind this one worker. */
export const openGateway =
  (deps: ProcessDeps) =>
  async (accountId: AccountId, { isTakeOver }: { readonly isTakeOver: boolean }): Promise<OpenGateway> => {
    const { temporal, accounts, events, nowMs } = deps;
    const account = accounts.get(accountId);
    if (account === undefined) throw new Error('a lease was offered for an account that is not in the settings');
    if (isTakeOver) account.buckets.startEmpty(nowMs());
    const worker = await runWorker({
      connection: await temporal.nativeConnection(),
      namespace: temporal.namespace,
      taskQueue: amazonTaskQueue(account.settings.amazon.sellerId),
      activities: gatewayActivities(deps, account),
      interceptors: { activity: [heartbeatInterceptor, createFailureInterceptor(events)] },
    });
    return { ended: worker.ended, close: () => void worker.stop() };
  };

/** What the seller's queue offers: the sweep's pages, and every step of an order that needs Amazon. */
export function gatewayActivities({ temporal, events, nowMs }: ProcessDeps, account: ConnectedAccount) {
  const { settings, amazon, commerce, recentOrders, handedOver, buckets } = account;
  const remotes = { amazon, commerce, recentOrders, carriers: settings.shipping.carriers, skuMap: settings.skuMap };
  return {
    ...observeActivities(
      createAmazonActivities({
        remotesOf: (accountId) => (accountId === settings.id ? remotes : undefined),
        nowMs,
        sleep: (ms) => sleep(ms),
      }),
      events,
    ),
    sweepAmazonPage: sweepAmazonPage({
      account: {
        accountId: settings.id,
        sellerId: settings.amazon.sellerId,
        marketplaces: settings.amazon.marketplaces,
        orders: settings.orders,
        amazon,
        recentOrders,
        handedOver,
        searchAllowance: () => buckets.state('searchOrders', nowMs()),
      },
      handOver: (sighted, rules) => handOver({ client: temporal.client, now: () => new Date(nowMs()) }, sighted, rules),
      events,
    }),
  };
}
