import { CancelledFailure } from '@temporalio/common';
import { RemoteFailure } from '../src/domain/remote-failure.js';
import { kindOf, toTemporalFailure } from './failure-mapping.js';
import { failuresBecome } from './failures-become.js';

export type FailureObserver = {
  remoteFailed(seen: {
    readonly remote: string;
    readonly operation: string;
    readonly kind: string;
    readonly failure: RemoteFailure;
  }): void;
  activityFaulted(fault: { readonly activity: string; readonly name: string; readonly stack: string }): void;
};

/** Activities throw what happened; here, and only here, it becomes something that Temporal and workflows understand. */
export const createFailureInterceptor = (observer: FailureObserver) =>
  failuresBecome((error, { attempt, activityType }) => {
    if (error instanceof RemoteFailure) {
      const { remote, operation, fault } = error;
      observer.remoteFailed({ remote, operation, kind: fault.kind, failure: error });
    } else if (error instanceof Error && !isCancellation(error)) {
      observer.activityFaulted({ activity: activityType, name: kindOf(error), stack: placesOf(error) });
    }
    return toTemporalFailure(error, attempt);
  });

/** A lease that is given back, a worker that stops: nobody's fault. */
const isCancellation = (error: Error): boolean => error instanceof CancelledFailure || error.name === 'AbortError';

/** Where it happened, without the message that the stack begins with: it may hold anything, even lines like these. */
function placesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  if (at < 0) return '';
  return stack
    .slice(at + message.length)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
}
