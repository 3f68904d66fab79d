import type { OrderStatus } from '../../domain/order-status.js';
import { type OrderFilter, testOf } from './order-filter.js';
import type { OrderRow } from './order-row.js';
import type { OrderRows } from './order-rows.js';
import { type OrderSort, placeOf, type SortPlace } from './order-sort.js';

export type OrderSearch = {
  readonly filter: OrderFilter;
  readonly sort: OrderSort;
  readonly after?: SortPlace;
  readonly limit: number;
};

/** `next` is the place after which the next page begins; absent on the last one. */
export type FoundOrders = { readonly rows: readonly OrderRow[]; readonly next?: SortPlace };

export type OrderCounts = {
  readonly matching: number;
  /** Under all of the filter but its statuses and attention: the numbers on the cards that choose those. */
  readonly byStatus: ReadonlyMap<OrderStatus, number>;
  readonly needsAttention: number;
};

type Searched = { readonly rows: OrderRows; readonly isListed: (row: OrderRow) => boolean };

export function searchOrders({ rows, isListed }: Searched, { filter, sort, after, limit }: OrderSearch): FoundOrders {
  const sorted = rows.sortedBy(sort);
  const matches = testOf(filter);
  const found: OrderRow[] = [];
  for (let index = after === undefined ? 0 : sorted.indexAfter(after); index < sorted.rows.length; index += 1) {
    const row = sorted.rows[index];
    if (row === undefined || !isListed(row) || !matches(row)) continue;
    const last = found.at(-1);
    if (found.length === limit && last !== undefined) return { rows: found, next: placeOf(last, sort) };
    found.push(row);
  }
  return { rows: found };
}

export function countOrders({ rows, isListed }: Searched, filter: OrderFilter): OrderCounts {
  const { statuses: _statuses, needsAttention: _needsAttention, ...others } = filter;
  const isCounted = testOf(others);
  const matches = testOf(filter);
  const byStatus = new Map<OrderStatus, number>();
  let needsAttention = 0;
  let matching = 0;
  for (const row of rows.all()) {
    if (!isListed(row) || !isCounted(row)) continue;
    byStatus.set(row.status, (byStatus.get(row.status) ?? 0) + 1);
    if (row.needsAttention) needsAttention += 1;
    if (matches(row)) matching += 1;
  }
  return { matching, byStatus, needsAttention };
}
