import { setTimeout as waitMs } from 'node:timers/promises';

type Deps = {
  /** Between the starts of two calls. */
  readonly spacingMs: number;
  /** Callers beyond this are refused instead of piling up. */
  readonly waitingMax: number;
  readonly nowMs?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
};

/** One call at a time may start every so often, first come first served: a namespace allows ten visibility calls a second. */
export class CallSpacing {
  readonly #deps: Required<Deps>;
  #nextAtMs = 0;
  #waitingCount = 0;

  constructor(deps: Deps) {
    this.#deps = { nowMs: Date.now, wait: async (ms) => void (await waitMs(ms)), ...deps };
  }

  async turn(): Promise<void> {
    const { spacingMs, waitingMax, nowMs, wait } = this.#deps;
    if (this.#waitingCount >= waitingMax) throw new Error(`more than ${waitingMax} visibility calls are waiting`);
    const atMs = Math.max(nowMs(), this.#nextAtMs);
    this.#nextAtMs = atMs + spacingMs;
    this.#waitingCount += 1;
    try {
      if (atMs > nowMs()) await wait(atMs - nowMs());
    } finally {
      this.#waitingCount -= 1;
    }
  }
}
