import { RemoteFailure } from '../domain/remote-failure.js';
import type { AmazonOperation } from './port.js';
import type { TokenBuckets } from './token-buckets.js';

type Deps = {
  readonly buckets: Pick<TokenBuckets, 'take'>;
  readonly operation: AmazonOperation;
  readonly nowMs: () => number;
};

type Waiting = { readonly dueAt: string; readonly resolve: () => void; readonly reject: (error: unknown) => void };

/** So long the next token may take for a wait to be worth it; whoever would wait longer comes back by itself. */
const patienceMaxMs = 10_000;
/**
 * Where calls of one operation wait for a token, the one that is due first before the others. Only for what runs a few at a
 * time and could do nothing else meanwhile: a thousand that were refused would all come back for the next token. No maximum
 * of its own: as many wait as the worker runs at once.
 */
export class TokenLine {
  readonly #deps: Deps;
  #waiting: readonly Waiting[] = [];
  #wakeUp: NodeJS.Timeout | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Comes back with one token taken. Throws `throttled` when the next one is too far away. */
  take(dueAt: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { dueAt, resolve, reject };
      this.#waiting = [...this.#waiting, waiting].toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
      this.#serve();
    });
  }

  #serve(): void {
    clearTimeout(this.#wakeUp);
    this.#wakeUp = undefined;
    for (;;) {
      const [first, ...others] = this.#waiting;
      if (first === undefined) return;
      const failure = this.#noToken();
      if (failure !== undefined) {
        this.#waitFor(failure);
        return;
      }
      this.#waiting = others;
      first.resolve();
    }
  }

  #waitFor(failure: RemoteFailure): void {
    const { fault } = failure;
    const waitMs = fault.kind === 'throttled' ? fault.retryAfterMs : patienceMaxMs + 1;
    if (waitMs <= patienceMaxMs) {
      this.#wakeUp = setTimeout(() => this.#serve(), Math.max(1, waitMs));
      return;
    }
    const left = this.#waiting;
    this.#waiting = [];
    for (const { reject } of left) reject(failure);
  }

  /** Takes a token, or says why there is none. */
  #noToken(): RemoteFailure | undefined {
    const { buckets, operation, nowMs } = this.#deps;
    try {
      buckets.take(operation, nowMs());
      return undefined;
    } catch (error) {
      if (error instanceof RemoteFailure) return error;
      throw error;
    }
  }
}
