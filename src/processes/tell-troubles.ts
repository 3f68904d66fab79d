import type { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';
import type { CommunicationLog } from '../telemetry/communication-log.js';

/**
 * A sweep that comes back hands over what its process saw go wrong. While the shop is down none does, and just then people
 * look for it: so the failure that ends a sweep carries it, behind the blocker. To stand outside of what makes that failure.
 */
export const tellTroubles =
  (activity: string, log: Pick<CommunicationLog, 'drain'>) =>
  (context: Context): ActivityInterceptors => {
    const inbound: ActivityInboundCallsInterceptor = {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (context.info.activityType !== activity || !isLast(error)) throw error;
          const { type, message, nonRetryable, details } = error;
          throw ApplicationFailure.create({
            ...(typeof type === 'string' ? { type } : {}),
            message,
            nonRetryable: nonRetryable === true,
            details: [details?.[0], log.drain()],
          });
        }
      },
    };
    return { inbound };
  };

const isLast = (error: unknown): error is ApplicationFailure =>
  error instanceof ApplicationFailure && error.type === 'Blocked';
