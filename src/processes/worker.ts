import type { WorkerOptions } from '@temporalio/worker';
import { createFailureInterceptor } from '../../activities/failure-interceptor.js';
import { heartbeatInterceptor } from '../../activities/heartbeat-interceptor.js';
import { heldBack } from '../../activities/held-back.js';
import { createCommerceActivities } from '../../activities/index.js';
import { commerceTaskQueue, ordersTaskQueue } from '../domain/task-queues.js';
import { signalShipped } from '../shipping/signal-shipped.js';
import { signalTrackMissing } from '../shipping/signal-track-missing.js';
import { sweepCommerceShipments } from '../shipping/sweep-commerce-shipments.js';
import { watched } from '../telemetry/communication-log.js';
import { observeActivities } from '../telemetry/observe-activities.js';
import { type RunningWorker, runningTogether, runWorker } from '../temporal/running-worker.js';
import { checkShop } from './account-gate.js';
import type { ConnectedAccount } from './connected-account.js';
import type { ProcessDeps, RunningProcess } from './process-deps.js';
import { tellTroubles } from './tell-troubles.js';

type Deps = ProcessDeps & {
  readonly workflowBundlePath: string;
  /** Names this build to Temporal's Worker Versioning; absent: unversioned, as a single installation needs no more. */
  readonly buildId?: string;
};

/** Runs the workflows of all accounts, and every account's Commerce activities on a queue of its own. */
export async function startWorker(deps: Deps): Promise<RunningProcess> {
  const { temporal, accounts, workflowBundlePath } = deps;
  const connection = await temporal.nativeConnection();
  const workers: RunningWorker[] = [
    await runWorker({
      connection,
      ...temporal.workerDefaults,
      taskQueue: ordersTaskQueue,
      workflowBundle: { codePath: workflowBundlePath },
      ...versioned(deps.buildId),
    }),
  ];
  for (const account of accounts.values()) {
    void checkShop(account, deps.events);
    workers.push(
      await runWorker({
        connection,
        ...temporal.workerDefaults,
        taskQueue: commerceTaskQueue(account.settings.id),
        activities: commerceActivities(deps, account),
        interceptors: {
          activity: [
            heartbeatInterceptor,
            tellTroubles('sweepCommerceShipments', account.troubles),
            createFailureInterceptor(watched(deps.events, account.troubles)),
          ],
        },
      }),
    );
  }
  const { ended, isRunning, stop } = runningTogether(workers);
  return { ended, isReady: isRunning, stop };
}

/**
 * Orders live for days and accounts for years: they move on to the newest build as soon as it is made current, and the
 * replay tests see to it that it understands their histories.
 */
export const versioned = (buildId: string | undefined): Pick<WorkerOptions, 'workerDeploymentOptions'> =>
  buildId === undefined
    ? {}
    : {
        workerDeploymentOptions: {
          version: { deploymentName: 'waybill', buildId },
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'AUTO_UPGRADE',
        },
      };

function commerceActivities({ temporal, accounts, events, nowMs }: Deps, account: ConnectedAccount) {
  const { settings, commerce } = account;
  const activities = createCommerceActivities({
    commerceOf: (accountId) => {
      const known = accounts.get(accountId);
      return known === undefined ? undefined : { commerce: known.commerce, carriers: known.settings.shipping.carriers };
    },
  });
  return {
    ...observeActivities(heldBack(activities, account.gate), events),
    sweepCommerceShipments: sweepCommerceShipments({
      commerce,
      signalShipped: signalShipped({ client: temporal.client, sellerId: settings.amazon.sellerId }),
      signalTrackMissing: signalTrackMissing({ client: temporal.client, sellerId: settings.amazon.sellerId }),
      nowMs,
      nextSweepAfterMs: settings.shipping.sweepIntervalMs,
      troubles: () => account.troubles.drain(),
    }),
  };
}
