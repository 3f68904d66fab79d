import type { Context } from '@temporalio/activity';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';
import { RemoteFailure } from '../src/domain/remote-failure.js';
import { toTemporalFailure } from './failure-mapping.js';

export type FailureObserver = {
  remoteFailed(failure: { readonly remote: string; readonly operation: string; readonly kind: string }): void;
  activityFaulted(fault: { readonly activity: string; readonly name: string; readonly stack: string }): void;
};

/** Activities throw what happened; here, and only here, it becomes something that Temporal and workflows understand. */
export const createFailureInterceptor =
  (observer: FailureObserver) =>
  (context: Context): ActivityInterceptors => {
    const inbound: ActivityInboundCallsInterceptor = {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          const { attempt, activityType } = context.info;
          if (error instanceof RemoteFailure) {
            observer.remoteFailed({ remote: error.remote, operation: error.operation, kind: error.fault.kind });
          } else if (error instanceof Error) {
            observer.activityFaulted({ activity: activityType, name: error.name, stack: placesOf(error) });
          }
          throw toTemporalFailure(error, attempt);
        }
      },
    };
    return { inbound };
  };

/** Where it happened, without the message: that may hold anything. */
const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
