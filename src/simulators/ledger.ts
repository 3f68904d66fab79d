import type { StateFile } from './state-file.js';

/**
 * Everything a simulator received and what it answered, so that a test can say "exactly one order was created" of the
 * remote's own books and not of the product's. Bounded: the oldest entries fall out.
 */
export type LedgerEntry = {
  /** Counts up over restarts. */
  readonly sequence: number;
  readonly at: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** The account that called, in the remote's own words (a seller id, an integration name). */
  readonly caller?: string | undefined;
  readonly orderId?: string | undefined;
  /** The status answered; `null` when the caller got no answer. What was *done* may differ: see `fault`. */
  readonly status: number | null;
  readonly requestId?: string | undefined;
  /** Body of a write as received. Never of a token request: it holds secrets. */
  readonly body?: unknown;
  /** Kind of the fault that was played on this call. */
  readonly fault?: string | undefined;
};

export type NewLedgerEntry = Omit<LedgerEntry, 'sequence'>;
export type LedgerFilter = { readonly operation?: string | undefined; readonly orderId?: string | undefined };

const collection = 'ledger';

export class Ledger {
  readonly #entries: Map<number, LedgerEntry>;
  readonly #state: StateFile | undefined;
  readonly #entriesMax: number;
  #lastSequence = 0;

  constructor({ state, entriesMax = 50_000 }: { state?: StateFile | undefined; entriesMax?: number } = {}) {
    this.#state = state;
    this.#entriesMax = entriesMax;
    this.#entries = new Map();
    for (const value of state?.read(collection).values() ?? []) {
      const entry = value as LedgerEntry; // our own file, written below
      this.#entries.set(entry.sequence, entry);
      this.#lastSequence = Math.max(this.#lastSequence, entry.sequence);
    }
  }

  write(entry: NewLedgerEntry): LedgerEntry {
    this.#lastSequence += 1;
    const written = { sequence: this.#lastSequence, ...entry };
    this.#entries.set(written.sequence, written);
    this.#state?.put(collection, String(written.sequence), written);
    if (this.#entries.size > this.#entriesMax) this.#dropOldest();
    return written;
  }

  list({ operation, orderId }: LedgerFilter = {}): readonly LedgerEntry[] {
    return [...this.#entries.values()].filter(
      (entry) =>
        (operation === undefined || entry.operation === operation) &&
        (orderId === undefined || entry.orderId === orderId),
    );
  }

  clear(): void {
    this.#entries.clear();
    this.#state?.clear(collection);
  }

  #dropOldest(): void {
    const oldest = this.#entries.keys().next().value;
    if (oldest === undefined) return;
    this.#entries.delete(oldest);
    this.#state?.remove(collection, String(oldest));
  }
}
