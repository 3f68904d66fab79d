import type { AmazonOrderId } from '../domain/ids.js';

const keptMax = 50_000;

/**
 * Windows of sweeps overlap, so most orders are seen several times. Telling a workflow again would be harmless, but
 * costs an action each time: what this process has handed over in this revision is not handed over again.
 */
export class RecentlyHandedOver {
  readonly #revisions = new Map<AmazonOrderId, string>();

  has(id: AmazonOrderId, lastUpdatedAt: string): boolean {
    return this.#revisions.get(id) === lastUpdatedAt;
  }

  /** What was handed over was written at this moment or after it. */
  isAsNewAs(id: AmazonOrderId, changedAt: string): boolean {
    const lastUpdatedAt = this.#revisions.get(id);
    return lastUpdatedAt !== undefined && lastUpdatedAt >= changedAt;
  }

  add(id: AmazonOrderId, lastUpdatedAt: string): void {
    this.#revisions.delete(id);
    this.#revisions.set(id, lastUpdatedAt);
    const [oldest] = this.#revisions.keys();
    if (this.#revisions.size > keptMax && oldest !== undefined) this.#revisions.delete(oldest);
  }
}
