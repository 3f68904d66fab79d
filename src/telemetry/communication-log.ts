import { type CommunicationTrouble, mergeTroubles, troubleOf } from '../domain/communication-trouble.js';
import type { RemoteFailure } from '../domain/remote-failure.js';

/** Of one account, what this process saw go wrong between it and the remotes. Bounded; gone with the process. */
export class CommunicationLog {
  readonly #nowMs: () => number;
  #troubles: readonly CommunicationTrouble[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  note(failure: RemoteFailure): void {
    const trouble = troubleOf(failure, new Date(this.#nowMs()).toISOString());
    if (trouble !== undefined) this.add([trouble]);
  }

  add(troubles: readonly CommunicationTrouble[]): void {
    this.#troubles = mergeTroubles(this.#troubles, troubles);
  }

  list(): readonly CommunicationTrouble[] {
    return this.#troubles;
  }

  /** For whoever keeps them from now on. */
  drain(): readonly CommunicationTrouble[] {
    const drained = this.#troubles;
    this.#troubles = [];
    return drained;
  }
}

type FailureObserver = {
  remoteFailed(seen: { readonly remote: string; readonly operation: string; readonly kind: string }): void;
  activityFaulted(fault: { readonly activity: string; readonly name: string; readonly stack: string }): void;
};

/** Tells the hub of events as before, and keeps what it was about. */
export const watched = (events: FailureObserver, log: CommunicationLog) => ({
  remoteFailed(seen: Parameters<FailureObserver['remoteFailed']>[0] & { readonly failure: RemoteFailure }): void {
    events.remoteFailed(seen);
    log.note(seen.failure);
  },
  activityFaulted: (fault: Parameters<FailureObserver['activityFaulted']>[0]) => events.activityFaulted(fault),
});
