import { ServiceError } from '@temporalio/client';
import { RemoteFailure } from '../domain/remote-failure.js';
import { isRefusedByTemporal } from '../temporal/refused-by-temporal.js';

/** `away`: somebody does not answer, and will again. `fault`: this message will fare no better the next time. */
export type Trouble = { readonly trouble: 'away' | 'fault'; readonly kind: string };

export function troubleOf(error: unknown): Trouble {
  if (error instanceof RemoteFailure) {
    const { kind } = error.fault;
    const isAway = kind === 'throttled' || kind === 'unavailable' || kind === 'unauthorised';
    return { trouble: isAway ? 'away' : 'fault', kind: `${error.remote}-${kind}` };
  }
  if (isRefusedByTemporal(error)) return { trouble: 'fault', kind: 'temporal-refused' };
  if (error instanceof ServiceError) return { trouble: 'away', kind: 'temporal-unavailable' };
  return { trouble: 'fault', kind: 'internal-fault' };
}
