import type { OrderRow } from './order-row.js';
import { comparePlaces, type OrderSort, placeOf, type SortPlace } from './order-sort.js';

/** The rows in one order, kept so while single rows come, change and go: a full sort for every change would be felt. */
export class SortedRows {
  readonly #sort: OrderSort;
  readonly #rows: OrderRow[];

  constructor(sort: OrderSort, rows: Iterable<OrderRow>) {
    this.#sort = sort;
    // Each place is worked out once, and not in each of a million comparisons: whoever sorts first waits for this.
    this.#rows = Array.from(rows, (row) => ({ row, place: placeOf(row, sort) }))
      .sort((one, other) => this.#compare(one.place, other.place))
      .map(({ row }) => row);
  }

  get rows(): readonly OrderRow[] {
    return this.#rows;
  }

  add(row: OrderRow): void {
    this.#rows.splice(this.indexAfter(placeOf(row, this.#sort)), 0, row);
  }

  remove(row: OrderRow): void {
    const index = this.indexAfter(placeOf(row, this.#sort)) - 1;
    if (this.#rows[index]?.workflowId === row.workflowId) this.#rows.splice(index, 1);
  }

  /** Where the rows after this place begin; the place itself need not exist any more. */
  indexAfter(place: SortPlace): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row !== undefined && this.#compare(placeOf(row, this.#sort), place) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(one: SortPlace, other: SortPlace): number {
    return comparePlaces(one, other, this.#sort.isDescending);
  }
}
