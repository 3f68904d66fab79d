import type { AmazonOrderId } from '../../domain/ids.js';
import { isNewsOf, isSameRow, type OrderRow } from './order-row.js';
import { nameOfSort, type OrderSort } from './order-sort.js';
import { SortedRows } from './sorted-rows.js';

/** From here on dropping the sorted copies and sorting once on demand is cheaper than mending them row by row. */
const bulkRows = 200;

type Held = { readonly row: OrderRow; readonly generation: number };

/** The rows in memory. At most `rowsMax`: an open order takes the place of the closed one that was bought longest ago. */
export class OrderRows {
  readonly #rowsMax: number;
  readonly #held = new Map<string, Held>();
  readonly #sorted = new Map<string, SortedRows>();
  readonly #byAmazonId = new Map<AmazonOrderId, string>();
  #generation = 0;
  #version = 0;
  #isTruncated = false;

  constructor({ rowsMax }: { readonly rowsMax: number }) {
    this.#rowsMax = rowsMax;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Another number whenever something is different: who has seen this one has seen everything. */
  get version(): number {
    return this.#version;
  }

  /** Some orders found no room: the page says so. */
  get isTruncated(): boolean {
    return this.#isTruncated;
  }

  byAmazonId(id: AmazonOrderId): OrderRow | undefined {
    return this.#held.get(this.#byAmazonId.get(id) ?? '')?.row;
  }

  *all(): Generator<OrderRow> {
    for (const { row } of this.#held.values()) yield row;
  }

  sortedBy(sort: OrderSort): SortedRows {
    const name = nameOfSort(sort);
    const sorted = this.#sorted.get(name) ?? new SortedRows(sort, this.all());
    this.#sorted.set(name, sorted);
    return sorted;
  }

  take(rows: readonly OrderRow[]): void {
    // The hourly full load brings mostly what is held already, and that moves nothing.
    if (rows.length > bulkRows && rows.filter((row) => this.#isNews(row)).length > bulkRows) this.#sorted.clear();
    for (const row of rows) this.#takeOne(row);
  }

  /** Begins a full load: what it does not bring again is gone from Temporal, and `dropUnseen` forgets it. */
  beginGeneration(): void {
    this.#generation += 1;
    this.#isTruncated = false;
  }

  dropUnseen(): void {
    for (const { row, generation } of [...this.#held.values()]) {
      if (generation < this.#generation) this.#drop(row);
    }
  }

  dropClosedBefore(beforeMs: number): void {
    // A map may be walked while entries leave it; every second, a copy of it would be felt.
    for (const { row } of this.#held.values()) {
      if (row.closedAtMs !== undefined && row.closedAtMs < beforeMs) this.#drop(row);
    }
  }

  #takeOne(row: OrderRow): void {
    const held = this.#held.get(row.workflowId);
    if (held !== undefined) {
      const isNews = this.#isNews(row);
      if (isNews) this.#version += 1;
      this.#held.set(row.workflowId, { row: isNews ? row : held.row, generation: this.#generation });
      if (isNews) for (const sorted of this.#sorted.values()) replace(sorted, held.row, row);
      return;
    }
    if (this.#held.size >= this.#rowsMax && !this.#makeRoomFor(row)) return;
    this.#version += 1;
    this.#held.set(row.workflowId, { row, generation: this.#generation });
    this.#byAmazonId.set(row.amazonOrderId, row.workflowId);
    for (const sorted of this.#sorted.values()) sorted.add(row);
  }

  #isNews(row: OrderRow): boolean {
    const held = this.#held.get(row.workflowId)?.row;
    return held === undefined || (isNewsOf(row, held) && !isSameRow(row, held));
  }

  #makeRoomFor(row: OrderRow): boolean {
    this.#isTruncated = true;
    if (row.closedAtMs !== undefined) return false;
    let oldest: OrderRow | undefined;
    for (const each of this.all()) {
      if (each.closedAtMs === undefined) continue;
      if (oldest === undefined || each.purchasedAtMs < oldest.purchasedAtMs) oldest = each;
    }
    if (oldest === undefined) return false;
    this.#drop(oldest);
    return true;
  }

  #drop(row: OrderRow): void {
    this.#version += 1;
    this.#held.delete(row.workflowId);
    if (this.#byAmazonId.get(row.amazonOrderId) === row.workflowId) this.#byAmazonId.delete(row.amazonOrderId);
    for (const sorted of this.#sorted.values()) sorted.remove(row);
  }
}

function replace(sorted: SortedRows, old: OrderRow, row: OrderRow): void {
  sorted.remove(old);
  sorted.add(row);
}
