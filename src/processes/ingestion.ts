import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { configured } from '../../workflows/account-messages.js';
import { ingestionTaskQueue, ordersTaskQueue } from '../domain/task-queues.js';
import { holdAmazonGateway } from '../ingestion/amazon-gateway.js';
import { tellRemovedAccounts } from '../ingestion/removed-accounts.js';
import { type RunningWorker, runningTogether, runWorker } from '../temporal/running-worker.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';
import { checkShop } from './account-gate.js';
import type { ConnectedAccount } from './connected-account.js';
import { openGateway } from './gateway.js';
import type { ProcessDeps, RunningProcess } from './process-deps.js';
import { repeat } from './repeat.js';

/** Competes for the leases of all accounts; for each one it gets, it alone speaks to Amazon. */
export async function startIngestion(deps: ProcessDeps): Promise<RunningProcess> {
  const { temporal, accounts, events, nowMs } = deps;
  const connection = await temporal.nativeConnection();
  const stopping = new AbortController();
  const workers: RunningWorker[] = [];
  for (const account of accounts.values()) {
    await startAccount(deps, account);
    void checkShop(account, events);
    workers.push(
      await runWorker({
        connection,
        ...temporal.workerDefaults,
        taskQueue: ingestionTaskQueue(account.settings.id),
        activities: {
          holdAmazonGateway: holdAmazonGateway({ open: openGateway(deps), stopping: stopping.signal }),
        },
        // No beats but those of the lease itself: others would be empty, and wipe out what its own carry.
        interceptors: { activity: [createFailureInterceptor(events)] },
      }),
    );
  }
  const watching = repeat({
    step: () => tellRemovedAccounts({ client: temporal.client, isConfigured: (id) => accounts.has(id), nowMs }),
    everyMs: 60_000,
    onFailure: (error) => events.partFaulted({ part: 'removed-accounts', error }),
  });
  const { ended, isRunning, stop } = runningTogether(workers);
  return {
    ended,
    isReady: isRunning,
    stop: async () => {
      // First no new lease, then those that are held: given back, the next process need not wait until they run out.
      await watching.stop();
      const stopped = stop();
      stopping.abort();
      await stopped;
    },
  };
}

/** The account's workflow lives on from one start of the process to the next; what changed in the settings, it is told. */
async function startAccount({ temporal }: ProcessDeps, { settings }: ConnectedAccount): Promise<void> {
  const { since, refunds } = settings.orders;
  await temporal.client.workflow.signalWithStart('amazonAccount', {
    workflowId: accountWorkflowId(settings.id),
    taskQueue: ordersTaskQueue,
    args: [{ accountId: settings.id, sellerId: settings.amazon.sellerId, ...(since === undefined ? {} : { since }) }],
    signal: configured,
    signalArgs: [{ refunds, ...(since === undefined ? {} : { since }) }],
    staticSummary: `Ingestion of account ${settings.id}`,
  });
}
