import { isNewsOf, type OrderRow } from './order-row.js';
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
  #generation = 0;
  #isTruncated = false;

  constructor({ rowsMax }: { readonly rowsMax: number }) {
    this.#rowsMax = rowsMax;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Some orders found no room: the page says so. */
  get isTruncated(): boolean {
    return this.#isTruncated;
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
    if (rows.length > bulkRows) this.#sorted.clear();
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
    for (const { row } of [...this.#held.values()]) {
      if (row.closedAtMs !== undefined && row.closedAtMs < beforeMs) this.#drop(row);
    }
  }

  #takeOne(row: OrderRow): void {
    const held = this.#held.get(row.workflowId);
    if (held !== undefined) {
      const isNews = isNewsOf(row, held.row);
      this.#held.set(row.workflowId, { row: isNews ? row : held.row, generation: this.#generation });
      if (isNews) for (const sorted of this.#sorted.values()) replace(sorted, held.row, row);
      return;
    }
    if (this.#held.size >= this.#rowsMax && !this.#makeRoomFor(row)) return;
    this.#held.set(row.workflowId, { row, generation: this.#generation });
    for (const sorted of this.#sorted.values()) sorted.add(row);
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
    this.#held.delete(row.workflowId);
    for (const sorted of this.#sorted.values()) sorted.remove(row);
  }
}

function replace(sorted: SortedRows, old: OrderRow, row: OrderRow): void {
  sorted.remove(old);
  sorted.add(row);
}
