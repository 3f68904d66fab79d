import { ActivityFailure, ApplicationFailure, proxyActivities, TimeoutFailure } from '@temporalio/workflow';
import type { Activities, OrderRef } from '../activities/contract.js';
import { type Blocker, parseBlockerCode } from '../src/domain/blocker.js';
import { amazonTaskQueue, commerceTaskQueue } from '../src/domain/task-queues.js';

/** Attempts are bounded by the activities themselves: what lasts longer than a minute comes back as a blocker that people see. */
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;
/**
 * Longer than any number of requests that time out one after the other. A worker that died is missed sooner: activities
 * that take their time send heartbeats.
 */
const limits = { startToCloseTimeout: '5 minutes', heartbeatTimeout: '15 seconds', retry } as const;

type Named = { readonly summary: string };

/** Amazon's activities run in the one process that holds the seller's quota, and has the orders it just read in memory. */
export const amazonActivities = (order: OrderRef, { summary }: Named) =>
  proxyActivities<Activities>({ taskQueue: amazonTaskQueue(order.sellerId), ...limits, summary });

/**
 * For a request that must not be sent a second time in ignorance: when its worker dies, nothing tells whether Commerce
 * got it, so the engine must not start another attempt by itself.
 */
export const unrepeatableActivities = (order: OrderRef, { summary }: Named) =>
  proxyActivities<Activities>({
    taskQueue: amazonTaskQueue(order.sellerId),
    ...limits,
    retry: { ...retry, nonRetryableErrorTypes: ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'] },
    summary,
  });

export const commerceActivities = (order: OrderRef, { summary }: Named) =>
  proxyActivities<Activities>({ taskQueue: commerceTaskQueue(order.accountId), ...limits, summary });

export const isTimeout = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;

/** An activity that gave up says which blocker it met; anything else is a fault of ours, and is shown as one. */
export function blockerFrom(error: unknown): Blocker {
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  if (cause instanceof ApplicationFailure && cause.type === 'Blocked') {
    const [details] = cause.details ?? [];
    const code = parseBlockerCode((details as { readonly code?: unknown } | undefined)?.code);
    if (code !== undefined) return { code };
  }
  return { code: 'internal-fault', subject: error.activityType };
}
