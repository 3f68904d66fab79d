import { setTimeout as sleep } from 'node:timers/promises';
import { defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';

/** Timers keep their order, but not to the millisecond. */
const marginMs = 20;

/**
 * The SDK's own retries of a request, except that they come to an end: one that is due after its connection was closed
 * throws where nobody can catch it, and takes the process along.
 */
export function endableRetries() {
  const usual = defaultGrpcRetryOptions();
  let isEnding = false;
  let lastDueAtMs = 0;
  return {
    interceptor: makeGrpcRetryInterceptor({
      retryableDecider: (attempt, status) => !isEnding && usual.retryableDecider(attempt, status),
      delayFunction: (attempt, status) => {
        const delayMs = usual.delayFunction(attempt, status);
        lastDueAtMs = Math.max(lastDueAtMs, Date.now() + delayMs);
        return delayMs;
      },
    }),
    /** Comes back when no retry is due any more. */
    end: async (): Promise<void> => {
      isEnding = true;
      const waitMs = lastDueAtMs - Date.now();
      if (waitMs > -marginMs) await sleep(waitMs + marginMs);
    },
  };
}
