import type { AccountId } from '../domain/ids.js';
import type { BusinessEvents } from '../telemetry/events.js';
import type { TemporalConnection } from '../temporal/connection.js';
import type { ConnectedAccount } from './connected-account.js';

/** What every process is composed from. */
export type ProcessDeps = {
  readonly temporal: TemporalConnection;
  readonly accounts: ReadonlyMap<AccountId, ConnectedAccount>;
  readonly events: BusinessEvents;
  readonly nowMs: () => number;
};

export type RunningProcess = {
  /** Rejects when a part fails by itself. */
  readonly ended: Promise<void>;
  readonly isReady: () => boolean;
  readonly stop: () => Promise<void>;
};
