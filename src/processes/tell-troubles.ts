import { ApplicationFailure } from '@temporalio/common';
import { failuresBecome } from '../../activities/failures-become.js';
import type { CommunicationLog } from '../telemetry/communication-log.js';

/**
 * A sweep that comes back hands over what its process saw go wrong. While the shop is down none does, and just then people
 * look for it: so the failure that ends a sweep carries it, behind the blocker. To stand outside of what makes that failure.
 */
export const tellTroubles = (activity: string, log: Pick<CommunicationLog, 'drain'>) =>
  failuresBecome((error, { activityType }) => {
    if (activityType !== activity || !isLast(error)) return error;
    const { type, message, nonRetryable, details } = error;
    return ApplicationFailure.create({
      ...(typeof type === 'string' ? { type } : {}),
      message,
      nonRetryable: nonRetryable === true,
      details: [details?.[0], log.drain()],
    });
  });

const isLast = (error: unknown): error is ApplicationFailure =>
  error instanceof ApplicationFailure && error.type === 'Blocked';
