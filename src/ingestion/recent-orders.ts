import type { AmazonOrder } from '../domain/amazon-order.js';
import type { AmazonOrderId } from '../domain/ids.js';

const keptForMs = 60_000;
const keptMax = 5_000;

/**
 * What was just read from Amazon, with its personal data, for the first activity of the order's workflow: in this
 * process's memory alone, and for a minute. Whatever is not here any more is read again.
 */
export class RecentOrders {
  readonly #nowMs: () => number;
  readonly #kept = new Map<AmazonOrderId, { readonly order: AmazonOrder; readonly keptAtMs: number }>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  remember(order: AmazonOrder): void {
    this.#kept.delete(order.id);
    this.#kept.set(order.id, { order, keptAtMs: this.#nowMs() });
    this.#forgetOld();
  }

  recall(id: AmazonOrderId): AmazonOrder | undefined {
    this.#forgetOld();
    return this.#kept.get(id)?.order;
  }

  /** Oldest first: a Map keeps the order in which its entries were made. */
  #forgetOld(): void {
    const oldestMs = this.#nowMs() - keptForMs;
    for (const [id, { keptAtMs }] of this.#kept) {
      if (keptAtMs >= oldestMs && this.#kept.size <= keptMax) return;
      this.#kept.delete(id);
    }
  }
}
