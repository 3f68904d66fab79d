/** Guesses at a password are slowed down: so many different ones within the window, then nothing is checked until it is over. */
export const failuresMax = 10;
export const windowMs = 5 * 60_000;
/** Names that were never seen cannot fill our memory: the oldest entry makes room. */
const keptMax = 1000;

/** A guess is kept as its keyed digest. */
type Failures = { readonly sinceMs: number; readonly guesses: Set<string> };

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
    return kept.guesses.size >= failuresMax ? leftMs : 0;
  }

  /** The same wrong password once more teaches nobody anything: open pages repeat the one that a browser remembers. */
  isRepeated(key: string, guess: string): boolean {
    return this.#failures.get(key)?.guesses.has(guess) ?? false;
  }

  failed(key: string, guess: string): void {
    const kept = this.#failures.get(key);
    if (kept !== undefined) {
      kept.guesses.add(guess);
      return;
    }
    const [oldest] = this.#failures.keys();
    if (this.#failures.size >= keptMax && oldest !== undefined) this.#failures.delete(oldest);
    this.#failures.set(key, { sinceMs: this.#nowMs(), guesses: new Set([guess]) });
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
