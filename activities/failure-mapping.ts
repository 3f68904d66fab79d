import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { assertNever } from '../src/domain/assert-never.js';
import type { Blocker } from '../src/domain/blocker.js';
import { heldBlocker } from '../src/domain/held-blocker.js';
import { RemoteFailure } from '../src/domain/remote-failure.js';

/** So many attempts (about a minute) are the engine's own business; then people are told, and the workflow tries on. */
const silentAttemptsMax = 5;
const throttledAttemptsMax = 20;
/**
 * A request that nobody waits for any more may still be carried out, and a repeat too: a second shipment, a second credit
 * memo. Only after this wait is looked for what it did.
 */
const stillArrivingMs = 60_000;

/** The one place where kinds of trouble become Temporal failures. Messages hold names and numbers only. */
export function toTemporalFailure(error: unknown, attempt: number): unknown {
  if (!(error instanceof RemoteFailure)) return faultOfOurs(error, attempt);
  const { remote, fault, message } = error;
  switch (fault.kind) {
    case 'throttled':
      if (attempt >= throttledAttemptsMax) return blocked(message, { code: `${remote}-busy` });
      return ApplicationFailure.create({
        type: 'Throttled',
        message,
        nextRetryDelay: Math.max(1, Math.ceil(fault.retryAfterMs)),
        category: 'BENIGN',
      });
    case 'unavailable':
    case 'malformed-answer':
      if (attempt >= silentAttemptsMax) return blocked(message, { code: `${remote}-unavailable` });
      return ApplicationFailure.create({
        type: 'Unavailable',
        message,
        ...('mayStillArrive' in fault ? { nextRetryDelay: stillArrivingMs } : {}),
      });
    case 'unauthorised':
      return blocked(message, {
        code: `${remote}-${fault.because}`,
        // Roles are given for operations: another one that is let through proves nothing for this one.
        ...(remote === 'amazon' && fault.because === 'permission' ? { subject: error.operation } : {}),
      });
    case 'rejected':
      return blocked(message, { code: `${remote}-refused`, subject: fault.code });
    case 'held':
      return blocked(message, heldBlocker(fault.because));
    case 'not-found':
      return blocked(message, { code: `${remote}-refused`, subject: 'not found' });
    default:
      return assertNever(fault);
  }
}

const blocked = (message: string, blocker: Blocker): ApplicationFailure =>
  ApplicationFailure.create({ type: 'Blocked', message, nonRetryable: true, details: [blocker] });

/** Not the remote's trouble but ours. The message of an unknown error may hold anything, so only its kind is kept. */
function faultOfOurs(error: unknown, attempt: number): unknown {
  if (error instanceof ApplicationFailure) return error;
  const name = kindOf(error);
  if (error instanceof CancelledFailure) return error;
  const message = `a fault of Waybill's own (${name})`;
  if (attempt >= silentAttemptsMax) return blocked(message, { code: 'internal-fault', subject: name });
  return ApplicationFailure.create({ type: 'InternalFault', message });
}

/** The name of its class, which is written in code; the field `name` is data, and may hold anything too. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.constructor.name : typeof error);
