import type { FulfilledBy } from '../../domain/amazon-order.js';
import type { AmazonOrderId } from '../../domain/ids.js';
import type { OrderStatus } from '../../domain/order-status.js';
import type { OrderRow } from './order-row.js';
import { type LeadMsOf, type ShipByState, shipByStateOf } from './ship-by-state.js';

/** What lists are filtered by. It runs on rows in memory, so free text here reaches no query language. */
export type OrderFilter = {
  readonly account?: string;
  readonly statuses?: readonly OrderStatus[];
  readonly fulfilledBy?: FulfilledBy;
  readonly marketplace?: string;
  /** Of what is blocked now: nobody waits for an order that has ended. */
  readonly blockedBy?: string;
  /** Of a search elsewhere: these orders and no others. */
  readonly among?: ReadonlySet<AmazonOrderId>;
  /** Orders that still have to leave, and are late or near it. */
  readonly due?: { readonly state: ShipByState; readonly nowMs: number; readonly leadMsOf: LeadMsOf };
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
  const { marketplace, blockedBy, among, due } = filter;
  const { account, statuses, fulfilledBy, purchasedFromMs, purchasedBeforeMs, number, totalMin, totalMax } = filter;
  if (account !== undefined) tests.push((row) => row.account === account);
  if (statuses !== undefined) tests.push((row) => statuses.includes(row.status));
  if (fulfilledBy !== undefined) tests.push((row) => row.fulfilledBy === fulfilledBy);
  if (marketplace !== undefined) tests.push((row) => row.marketplace === marketplace);
  if (blockedBy !== undefined) tests.push((row) => row.blockedBy === blockedBy && row.closedAtMs === undefined);
  if (among !== undefined) tests.push((row) => among.has(row.amazonOrderId));
  if (due !== undefined) {
    const { state, nowMs, leadMsOf } = due;
    tests.push((row) => shipByStateOf(row, { nowMs, leadMs: leadMsOf(row.account) }) === state);
  }
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
