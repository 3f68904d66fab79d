import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { ConfirmRequest } from '../../activities/contract.js';
import { confirmationTaskQueue } from '../../src/domain/task-queues.js';
import { type RunningWorker, runWorker } from '../../src/temporal/running-worker.js';
import { newOrderRef, parcel } from '../support/order-inputs.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { temporalServerForTests } from '../support/temporal-server.js';
import { until } from '../support/until.js';
import { confirmInBacklog } from './confirmation-backlog-workflows.js';

/** `TASK_QUEUE_TYPE_ACTIVITY` of Temporal's API. */
const activityQueue = 2;
const perStep = 40;

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});
const stopping = (worker: RunningWorker): void => void closing.push(() => worker.stop());

it('of a backlog of confirmations the server gives out the most urgent first for the most part, whoever asked first', async () => {
  quietRuntime();
  const server = await temporalServerForTests();
  const { client, nativeConnection, close } = await server.connect();
  closing.push(close);
  const shared = { connection: await nativeConnection(), namespace: server.namespace };
  const order = newOrderRef();
  const nowMs = Date.parse('2026-11-02T08:00:00Z');
  const inHours = (hours: number) => new Date(nowMs + hours * 3_600_000).toISOString();
  const request = (id: string, shipBy: string): ConfirmRequest => ({
    order,
    package: parcel(id, 1),
    purchasedAt: '2026-11-01T09:00:00Z',
    shipBy,
  });
  // Asked in the wrong order: whoever gives them out as they came fails.
  const hoursLeft = [72, 40, 20, 2];
  const backlog = hoursLeft.flatMap((hours) =>
    Array.from({ length: perStep }, (_, index) => request(`in-${hours}-hours-${index}`, inHours(hours))),
  );
  const taskQueue = server.newTaskQueue('backlog');
  const logger = new DefaultLogger('ERROR', () => undefined);
  const workflowsPath = join(__dirname, 'confirmation-backlog-workflows.ts');
  stopping(
    await runWorker({ ...shared, taskQueue, workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }) }),
  );
  const args: [readonly ConfirmRequest[], number] = [backlog, nowMs];
  const handle = await client.workflow.start(confirmInBacklog, { taskQueue, workflowId: taskQueue, args });
  const confirmations = confirmationTaskQueue(order.sellerId);
  const backlogCount = async () => {
    const { stats } = await client.workflowService.describeTaskQueue({
      namespace: server.namespace,
      taskQueue: { name: confirmations },
      taskQueueType: activityQueue,
      reportStats: true,
    });
    return Number(stats?.approximateBacklogCount ?? 0);
  };
  await until(backlogCount, (count) => count === backlog.length);

  const confirmed: string[] = [];
  stopping(
    await runWorker({
      ...shared,
      taskQueue: confirmations,
      maxConcurrentActivityTaskExecutions: 1,
      activities: {
        confirmAmazonShipment: async ({ package: { id } }: ConfirmRequest) => void confirmed.push(id),
      },
    }),
  );
  await handle.result();
  expect(confirmed).toHaveLength(backlog.length);
  const urgentOf = (ids: readonly string[], steps: readonly number[]) =>
    ids.filter((id) => steps.some((hours) => id.startsWith(`in-${hours}-`))).length;
  // By chance it would be a quarter of the first step and half of the first two; in the order of asking, none.
  expect(urgentOf(confirmed.slice(0, perStep), [2])).toBeGreaterThan(perStep / 2);
  expect(urgentOf(confirmed.slice(0, 2 * perStep), [2, 20])).toBeGreaterThan(1.4 * perStep);
});
