/** Guesses at a password are slowed down: so many failures within the window, then nothing is checked until it is over. */
export const failuresMax = 10;
export const windowMs = 5 * 60_000;
/** Names that were never seen cannot fill our memory: the oldest entry makes room. */
const keptMax = 1000;

type Failures = { readonly sinceMs: number; count: number };

/** By name and address together: an attacker elsewhere must not be able to lock an operator out. */
export class FailureLimit {
  readonly #nowMs: () => number;
  readonly #failures = new Map<string, Failures>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** How long to wait before the next try; 0: try. */
  waitMs(key: string): number {
    const kept = this.#failures.get(key);
    if (kept === undefined) return 0;
    const leftMs = kept.sinceMs + windowMs - this.#nowMs();
    if (leftMs <= 0) {
      this.#failures.delete(key);
      return 0;
    }
    return kept.count >= failuresMax ? leftMs : 0;
  }

  failed(key: string): void {
    const kept = this.#failures.get(key);
    if (kept !== undefined) {
      kept.count += 1;
      return;
    }
    const [oldest] = this.#failures.keys();
    if (this.#failures.size >= keptMax && oldest !== undefined) this.#failures.delete(oldest);
    this.#failures.set(key, { sinceMs: this.#nowMs(), count: 1 });
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
