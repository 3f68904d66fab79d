import type { StateFile } from '../state-file.js';

/** Money that Amazon booked for a seller. Amounts are signed as the seller sees them: what goes back to a buyer is negative. */
export type TransactionRecord = {
  readonly transactionId: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly amazonOrderId: string;
  readonly refundId: string | undefined;
  readonly currency: string;
  readonly postedDate: string;
  readonly status: 'DEFERRED' | 'RELEASED' | 'DEFERRED_RELEASED';
  readonly items: readonly TransactionItem[];
};

export type TransactionItem = {
  readonly sku: string;
  readonly asin: string;
  readonly title: string;
  readonly quantity: number | undefined;
  /** Positive. */
  readonly product: string;
  readonly tax: string;
  readonly shipping: string;
  /** What Amazon gives the seller back of its own fees. */
  readonly feesReturned: string;
};

const collection = 'transactions';

/** In the order in which they were booked. No maximum: they are what a test or a demo made. */
export class Transactions {
  readonly #state: StateFile;
  readonly #all: TransactionRecord[] = [];

  constructor(state: StateFile) {
    this.#state = state;
    for (const value of state.read(collection).values()) this.#all.push(value as TransactionRecord); // our own file
  }

  add(transaction: TransactionRecord): void {
    this.#all.push(transaction);
    this.#state.put(collection, transaction.transactionId, transaction);
  }

  ofSeller(sellerId: string): readonly TransactionRecord[] {
    return this.#all.filter((each) => each.sellerId === sellerId);
  }
}
