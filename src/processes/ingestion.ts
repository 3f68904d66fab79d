import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowIdConflictPolicy } from '@temporalio/client';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { heartbeatInterceptor } from '../../activities/heartbeat-interceptor.js';
import { createAmazonActivities } from '../../activities/index.js';
import type { AccountId } from '../domain/ids.js';
import { amazonTaskQueue, ingestionTaskQueue, ordersTaskQueue } from '../domain/task-queues.js';
import { holdAmazonGateway, type OpenGateway } from '../ingestion/amazon-gateway.js';
import { handOver } from '../ingestion/order-starter.js';
import { sweepAmazonPage } from '../ingestion/sweep-amazon-page.js';
import { type RunningWorker, runWorker } from '../temporal/running-worker.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';
import type { ConnectedAccount } from './connected-account.js';
import type { ProcessDeps, RunningProcess } from './process-deps.js';

/** Competes for the leases of all accounts; for each one it gets, it alone speaks to Amazon. */
export async function startIngestion(deps: ProcessDeps): Promise<RunningProcess> {
  const { temporal, accounts, events } = deps;
  const connection = await temporal.nativeConnection();
  const stopping = new AbortController();
  const workers: RunningWorker[] = [];
  for (const account of accounts.values()) {
    await startAccount(deps, account);
    workers.push(
      await runWorker({
        connection,
        namespace: temporal.namespace,
        taskQueue: ingestionTaskQueue(account.settings.id),
        activities: {
          holdAmazonGateway: holdAmazonGateway({ open: openGateway(deps), stopping: stopping.signal }),
        },
        interceptors: { activity: [heartbeatInterceptor, createFailureInterceptor(events)] },
      }),
    );
  }
  return {
    ended: Promise.all(workers.map(({ ended }) => ended)).then(() => undefined),
    isReady: () => workers.every((worker) => worker.isRunning()),
    stop: async () => {
      // First no new lease, then those that are held: given back, the next process need not wait until they run out.
      const stopped = workers.map((worker) => worker.stop());
      stopping.abort();
      await Promise.all(stopped);
    },
  };
}

/** Idempotent: the account's workflow lives on from one start of the process to the next. */
async function startAccount({ temporal }: ProcessDeps, { settings }: ConnectedAccount): Promise<void> {
  const { since } = settings.orders;
  await temporal.client.workflow.start('amazonAccount', {
    workflowId: accountWorkflowId(settings.id),
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue: ordersTaskQueue,
    args: [{ accountId: settings.id, sellerId: settings.amazon.sellerId, ...(since === undefined ? {} : { since }) }],
    staticSummary: `Ingestion of account ${settings.id}`,
  });
}

const openGateway =
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

function gatewayActivities({ temporal, events, nowMs }: ProcessDeps, account: ConnectedAccount) {
  const { settings, amazon, commerce, recentOrders, handedOver, buckets } = account;
  const remotes = { amazon, commerce, recentOrders, carriers: settings.shipping.carriers, skuMap: settings.skuMap };
  return {
    ...createAmazonActivities({
      remotesOf: (accountId) => (accountId === settings.id ? remotes : undefined),
      nowMs,
      sleep: (ms) => sleep(ms),
    }),
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
