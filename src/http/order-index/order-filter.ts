import type { FulfilledBy } from '../../domain/amazon-order.js';
import type { OrderStatus } from '../../domain/order-status.js';
import type { OrderRow } from './order-row.js';

/** What lists are filtered by. It runs on rows in memory, so free text here reaches no query language. */
export type OrderFilter = {
  readonly account?: string;
  readonly statuses?: readonly OrderStatus[];
  readonly fulfilledBy?: FulfilledBy;
  readonly purchasedFromMs?: number;
  /** Exclusive. */
  readonly purchasedBeforeMs?: number;
  /** Part of the Amazon or of the Commerce number. */
  readonly number?: string;
  readonly totalMin?: number;
  readonly totalMax?: number;
  readonly needsAttention?: true;
};

export type RowTest = (row: OrderRow) => boolean;

/** Orders without a total are in no range of totals. */
export function testOf(filter: OrderFilter): RowTest {
  const tests: RowTest[] = [];
  const { account, statuses, fulfilledBy, purchasedFromMs, purchasedBeforeMs, number, totalMin, totalMax } = filter;
  if (account !== undefined) tests.push((row) => row.account === account);
  if (statuses !== undefined) tests.push((row) => statuses.includes(row.status));
  if (fulfilledBy !== undefined) tests.push((row) => row.fulfilledBy === fulfilledBy);
  if (purchasedFromMs !== undefined) tests.push((row) => row.purchasedAtMs >= purchasedFromMs);
  if (purchasedBeforeMs !== undefined) tests.push((row) => row.purchasedAtMs < purchasedBeforeMs);
  if (totalMin !== undefined) tests.push((row) => row.totalUnits !== undefined && row.totalUnits >= totalMin);
  if (totalMax !== undefined) tests.push((row) => row.totalUnits !== undefined && row.totalUnits <= totalMax);
  if (filter.needsAttention !== undefined) tests.push((row) => row.needsAttention);
  if (number !== undefined) tests.push(numberTest(number));
  return (row) => tests.every((test) => test(row));
}

function numberTest(number: string): RowTest {
  const wanted = number.toLowerCase();
  return ({ amazonOrderId, commerceOrderNumber }) =>
    amazonOrderId.includes(wanted) || (commerceOrderNumber?.toLowerCase().includes(wanted) ?? false);
}
