import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { AccountActivities } from '../activities/contract.js';
import { amazonTaskQueue, commerceTaskQueue, ingestionTaskQueue } from '../src/domain/task-queues.js';
import type { AccountInput } from './account-state.js';

/** A worker that is killed in the middle is missed after seconds: activities that take their time send heartbeats. */
const heartbeatTimeout = '15 seconds';
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

export const sweepActivities = ({ sellerId }: AccountInput) =>
  proxyActivities<AccountActivities>({
    taskQueue: amazonTaskQueue(sellerId),
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout,
    retry,
    summary: "Read a page of Amazon's changed orders",
  });

/** They run where the seller's quota is held, as every call to Amazon does. */
export const cancellationActivities = ({ sellerId }: AccountInput, summary: string) =>
  proxyActivities<AccountActivities>({
    taskQueue: amazonTaskQueue(sellerId),
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout,
    retry,
    summary,
  });

export const shipmentActivities = ({ accountId }: AccountInput) =>
  proxyActivities<AccountActivities>({
    taskQueue: commerceTaskQueue(accountId),
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout,
    retry,
    summary: 'Look for shipments made in Commerce',
  });

export const refundActivities = ({ sellerId }: AccountInput) =>
  proxyActivities<AccountActivities>({
    taskQueue: amazonTaskQueue(sellerId),
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout,
    retry,
    summary: 'Look for what Amazon paid back',
  });

/** A holder that is killed is missed after ten seconds; the next one then starts with empty buckets. */
export const leaseActivities = ({ accountId }: AccountInput) =>
  proxyActivities<AccountActivities>({
    taskQueue: ingestionTaskQueue(accountId),
    startToCloseTimeout: '3650 days',
    heartbeatTimeout: '10 seconds',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: { initialInterval: '1 second', backoffCoefficient: 1 },
    summary: 'Hold the seller’s quota',
  });
