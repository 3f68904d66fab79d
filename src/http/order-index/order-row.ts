import type { FulfilledBy } from '../../domain/amazon-order.js';
import type { AmazonStatus } from '../../domain/amazon-status.js';
import type { AmazonOrderId, CommerceOrderNumber } from '../../domain/ids.js';
import type { Money } from '../../domain/money.js';
import type { OrderStatus } from '../../domain/order-status.js';

/** How a workflow ended when it did not end its story: the order is nobody's any more, so the list must say it. */
export const abnormalEnds = ['failed', 'terminated', 'cancelled', 'timed-out'] as const;
export type AbnormalEnd = (typeof abnormalEnds)[number];

/** One order as lists show it: search attributes and memo of its workflow, nothing personal. Times are numbers to keep rows small. */
export type OrderRow = {
  readonly workflowId: string;
  /** Of the run that this row tells of: a continued order has several. */
  readonly startedAtMs: number;
  readonly closedAtMs?: number;
  readonly changedAtMs?: number;
  readonly abnormalEnd?: AbnormalEnd;
  readonly account: string;
  readonly marketplace?: string;
  readonly amazonOrderId: AmazonOrderId;
  readonly status: OrderStatus;
  readonly amazonStatus: AmazonStatus;
  readonly fulfilledBy: FulfilledBy;
  readonly purchasedAtMs: number;
  readonly shipByMs?: number;
  readonly deliverByMs?: number;
  readonly total?: Money;
  /** The total as a plain number of the currency's units: what ranges and sorts compare. */
  readonly totalUnits?: number;
  readonly commerceOrderNumber?: CommerceOrderNumber;
  readonly blockedBy?: string;
  readonly needsAttention: boolean;
  readonly note?: string;
};

/** The same to everybody who reads lists: overlapping queries bring most rows again and again. */
export function isSameRow(one: OrderRow, other: OrderRow): boolean {
  const { total: oneTotal, ...oneRest } = one;
  const { total: otherTotal, ...otherRest } = other;
  if (oneTotal?.amountMinor !== otherTotal?.amountMinor || oneTotal?.currency !== otherTotal?.currency) return false;
  const entries = Object.entries(oneRest);
  const values = new Map<string, unknown>(Object.entries(otherRest));
  return entries.length === values.size && entries.every(([key, value]) => values.get(key) === value);
}

/**
 * Pages of different queries cross each other, and each may be older than what is held already. A later run beats an
 * earlier one; within a run the end is the last word, and before it the later change.
 */
export function isNewsOf(row: OrderRow, held: OrderRow): boolean {
  if (row.startedAtMs !== held.startedAtMs) return row.startedAtMs > held.startedAtMs;
  if (held.closedAtMs !== undefined) return row.closedAtMs !== undefined;
  if (row.closedAtMs !== undefined) return true;
  return (row.changedAtMs ?? 0) >= (held.changedAtMs ?? 0);
}
