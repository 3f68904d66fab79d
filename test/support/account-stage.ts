import type { WorkflowHandle } from '@temporalio/client';
import type { AccountActivities } from '../../activities/contract.js';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { amazonTaskQueue, commerceTaskQueue, ingestionTaskQueue } from '../../src/domain/task-queues.js';
import { runWorker } from '../../src/temporal/running-worker.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { account as accountQuery } from '../../workflows/account-messages.js';
import type { AccountState } from '../../workflows/account-state.js';
import { holdUntil, obligingAccountActivities } from './account-activities.js';
import { endStory } from './end-story.js';
import { newOrderRef } from './order-inputs.js';
import type { StageServer } from './stage-server.js';
import { until } from './until.js';

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

/** One account of its own with fake activities; its workflow is terminated when the story is told. */
export async function tellAccount<T>(
  { client, connection, namespace, bundlePath }: StageServer,
  told: AccountTold,
  tell: (running: RunningAccount) => Promise<T>,
): Promise<T> {
  const { accountId, sellerId } = newOrderRef();
  const { since, hasIngestion = true } = told;
  const taskQueue = `orders-${accountId}`;
  const calls: Call[] = [];
  const leases: (() => void)[] = [];
  const obliging = obligingAccountActivities(() => holdUntil(new Promise((resolve) => leases.push(resolve))));
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
    await endStory(handle);
    for (const giveUp of leases) giveUp();
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

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
