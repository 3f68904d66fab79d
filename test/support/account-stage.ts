import { Context } from '@temporalio/activity';
import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { AccountActivities, ReadPage } from '../../activities/contract.js';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import type { GatewayReport } from '../../src/domain/gateway-report.js';
import { amazonTaskQueue, commerceTaskQueue, ingestionTaskQueue } from '../../src/domain/task-queues.js';
import { runWorker } from '../../src/temporal/running-worker.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { account as accountQuery } from '../../workflows/account-messages.js';
import type { AccountState } from '../../workflows/account-state.js';
import { newOrderRef } from './order-inputs.js';
import { until } from './until.js';

export const page = (changes: Partial<ReadPage> = {}): ReadPage => ({
  outcome: 'page',
  orders: 0,
  handedOver: 0,
  missing: 0,
  differing: 0,
  notTaken: [],
  isAscending: true,
  nextCallAfterMs: 0,
  nextSweepAfterMs: 3_600_000,
  clockSkewMs: 0,
  waiting: { FBM: 0, FBA: 0 },
  ...changes,
});

type Call = { readonly activity: keyof AccountActivities; readonly argument: unknown };

export type RunningAccount = {
  readonly handle: WorkflowHandle;
  readonly calls: readonly Call[];
  readonly argumentsOf: <Name extends keyof AccountActivities>(
    activity: Name,
  ) => readonly Parameters<AccountActivities[Name]>[0][];
  readonly state: () => Promise<AccountState>;
  readonly until: (isReached: (state: AccountState) => boolean) => Promise<AccountState>;
};

export type AccountTold = {
  readonly since?: string;
  /** The lease is held until it is given up here, or the story is told. */
  readonly activities?: Partial<AccountActivities>;
  /** Without: nobody asks for the lease, and nothing that runs keeps a clock from jumping. */
  readonly hasIngestion?: boolean;
};

export type AccountServer = {
  readonly client: Client;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly bundlePath: string;
};

/** One account of its own with fake activities; its workflow is terminated when the story is told. */
export async function tellAccount<T>(
  { client, connection, namespace, bundlePath }: AccountServer,
  told: AccountTold,
  tell: (running: RunningAccount) => Promise<T>,
): Promise<T> {
  const { accountId, sellerId } = newOrderRef();
  const { since, hasIngestion = true } = told;
  const taskQueue = `orders-${accountId}`;
  const calls: Call[] = [];
  const leases: (() => void)[] = [];
  const obliging: AccountActivities = {
    holdAmazonGateway: () => hold(new Promise((resolve) => leases.push(resolve))),
    sweepAmazonPage: async () => page(),
    reconcileAmazonPage: async () => page(),
    recoverAmazonOrder: async () => ({ outcome: 'unknown-at-amazon' }),
    wakeHeldOrders: async () => ({ woken: 0 }),
    wakeBlockedOrders: async () => ({ woken: 0 }),
    uploadCancellations: async () => ({ outcome: 'uploaded', feedDocumentId: 'document-1' }),
    createCancellationFeed: async () => ({ outcome: 'created', feedId: '50001', nextFeedAfterMs: 300_000 }),
    settleCancellationFeed: async ({ lines }) => ({
      outcome: 'settled',
      accepted: lines.length,
      refused: 0,
      failed: 0,
    }),
    sweepAmazonRefunds: async () => ({
      outcome: 'page',
      refunds: 0,
      told: 0,
      unreadable: 0,
      nextSweepAfterMs: 900_000,
    }),
    sweepCommerceShipments: async ({ awaitingTrack }) => ({
      outcome: 'swept',
      signalled: 0,
      sweptTo: new Date().toISOString(),
      awaitingTrack,
      nextSweepAfterMs: 3_600_000,
    }),
  };
  const activities = recorded({ ...obliging, ...told.activities }, calls);
  const interceptors = {
    activity: [createFailureInterceptor({ remoteFailed: () => undefined, activityFaulted: () => undefined })],
  };
  const queues = [
    amazonTaskQueue(sellerId),
    commerceTaskQueue(accountId),
    ...(hasIngestion ? [ingestionTaskQueue(accountId)] : []),
  ];
  const workers = await Promise.all([
    runWorker({ connection, namespace, taskQueue, workflowBundle: { codePath: bundlePath } }),
    ...queues.map((queue) =>
      runWorker({
        connection,
        namespace,
        taskQueue: queue,
        activities,
        interceptors,
        // A cancellation travels with the answer to a heartbeat.
        maxHeartbeatThrottleInterval: '100 ms',
      }),
    ),
  ]);
  const handle = await client.workflow.start('amazonAccount', {
    workflowId: accountWorkflowId(accountId),
    taskQueue,
    args: [{ accountId, sellerId, ...(since === undefined ? {} : { since }) }],
  });
  const state = () => handle.query(accountQuery);
  try {
    return await tell({
      handle,
      calls,
      argumentsOf: (activity) =>
        calls.filter((call) => call.activity === activity).map(({ argument }) => argument as never),
      state,
      until: (isReached) => until(state, isReached),
    });
  } finally {
    await handle.terminate('the story is told').catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error; // it was closed
    });
    for (const giveUp of leases) giveUp();
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

/** As the real holder does: alive for as long as its heartbeats reach Temporal. */
async function hold(isGivenUp: Promise<void>): Promise<GatewayReport> {
  const context = Context.current();
  const beats = setInterval(() => context.heartbeat(), 100);
  try {
    await Promise.race([isGivenUp, context.cancelled]);
  } finally {
    clearInterval(beats);
  }
  return nothingLeft;
}

const nothingLeft: GatewayReport = { at: new Date(0).toISOString(), rates: {}, quotas: {}, troubles: [] };

function recorded(activities: AccountActivities, calls: Call[]): object {
  return Object.fromEntries(
    Object.entries(activities).map(([name, run]) => [
      name,
      (argument: never) => {
        calls.push({ activity: name as keyof AccountActivities, argument });
        return run(argument);
      },
    ]),
  );
}
