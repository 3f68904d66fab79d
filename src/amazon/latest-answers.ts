import type { AmazonOperation } from './port.js';

type Seen = { readonly operation: AmazonOperation; readonly status: number };

/**
 * How each operation fared when it was last called. Whoever waits for Amazon to let the account in again learns it from
 * the calls that are made anyway.
 */
export class LatestAnswers {
  readonly #nowMs: () => number;
  readonly #latest = new Map<AmazonOperation, { readonly isGranted: boolean; readonly atMs: number }>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  note({ operation, status }: Seen): void {
    this.#latest.set(operation, { isGranted: isGranted(status), atMs: this.#nowMs() });
  }

  /** Operations that were called after that time and that Amazon let through, the last time at least. */
  grantedAfter(timeMs: number): ReadonlySet<AmazonOperation> {
    const granted = [...this.#latest].filter(([, { isGranted: is, atMs }]) => is && atMs > timeMs);
    return new Set(granted.map(([operation]) => operation));
  }
}

const refusedToAll = [401, 403, 429];

/** Amazon judged the request itself, whatever it thought of it. 0 is no answer. */
const isGranted = (status: number): boolean => status >= 200 && status < 500 && !refusedToAll.includes(status);
