import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { Activities, OrderRef } from '../activities/contract.js';
import { type Blocker, parseBlockerCode } from '../src/domain/blocker.js';
import { amazonTaskQueue, commerceTaskQueue, confirmationTaskQueue } from '../src/domain/task-queues.js';

/** Attempts are bounded by the activities themselves: what lasts longer than a minute comes back as a blocker that people see. */
export const repeatableRetry = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '1 minute',
} as const;
/**
 * Longer than any number of requests that time out one after the other. A worker that died is missed sooner: activities
 * that take their time send heartbeats.
 */
const limits = { startToCloseTimeout: '5 minutes', heartbeatTimeout: '15 seconds', retry: repeatableRetry } as const;

type Named = { readonly summary: string };

/** Amazon's activities run in the one process that holds the seller's quota, and has the orders it just read in memory. */
export const amazonActivities = (order: OrderRef, { summary }: Named) =>
  proxyActivities<Activities>({ taskQueue: amazonTaskQueue(order.sellerId), ...limits, summary });

/** In a backlog of confirmations, those go first whose ship-by time is near: late tracking costs the seller's account. */
export const confirmationActivities = (order: OrderRef, { summary, priorityKey }: Named & { priorityKey: number }) =>
  proxyActivities<Activities>({
    taskQueue: confirmationTaskQueue(order.sellerId),
    ...limits,
    summary,
    priority: { priorityKey },
  });

/**
 * When the worker of a request dies, nothing tells whether the remote got it, so the engine must not start another attempt
 * by itself. The two names are the server's own.
 */
export const unrepeatableRetry = {
  ...repeatableRetry,
  nonRetryableErrorTypes: ['TemporalTimeout:StartToClose', 'TemporalTimeout:Heartbeat'],
};

/** For a request that must not be sent a second time in ignorance. */
export const unrepeatableActivities = (order: OrderRef, { summary }: Named) =>
  proxyActivities<Activities>({
    taskQueue: amazonTaskQueue(order.sellerId),
    ...limits,
    retry: unrepeatableRetry,
    summary,
  });

export const commerceActivities = (order: OrderRef, { summary }: Named) =>
  proxyActivities<Activities>({ taskQueue: commerceTaskQueue(order.accountId), ...limits, summary });

export const isTimeout = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;

/** An activity that gave up says which blocker it met; anything else is a fault of ours, and is shown as one. */
export function blockerFrom(error: unknown): Blocker {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  const { cause } = error;
  if (cause instanceof ApplicationFailure && cause.type === 'Blocked') {
    const code = parseBlockerCode(detailOf(cause, 'code'));
    const subject = detailOf(cause, 'subject');
    if (code !== undefined) return { code, ...(typeof subject === 'string' ? { subject } : {}) };
  }
  return { code: 'internal-fault', subject: error.activityType };
}

function detailOf({ details }: ApplicationFailure, name: keyof Blocker): unknown {
  const [blocker] = details ?? [];
  return typeof blocker === 'object' && blocker !== null ? Object.getOwnPropertyDescriptor(blocker, name)?.value : null;
}
