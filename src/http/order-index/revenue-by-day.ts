import { isVerifiedStatus } from '../../domain/amazon-status.js';
import { addMoney, type Money, zeroMoney } from '../../domain/money.js';
import type { OrderRow } from './order-row.js';

/** Of one day (UTC, by purchase) in one currency: amounts of different currencies are never added. */
export type DayRevenue = {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly currency: string;
  readonly orders: number;
  readonly revenue: Money;
};

export const dayMs = 24 * 60 * 60 * 1000;
export const dayOf = (atMs: number): number => Math.floor(atMs / dayMs);

type Sold = Pick<OrderRow, 'status' | 'amazonStatus' | 'purchasedAtMs' | 'total'>;

/** What buyers have paid for, the latest day first. A cancelled order never counts, nor one that is not paid yet. */
export function revenueByDay(rows: Iterable<Sold>): readonly DayRevenue[] {
  const currencies = new Map<string, Map<number, DayRevenue>>();
  for (const row of rows) {
    if (!isSold(row) || row.total === undefined) continue;
    const { currency } = row.total;
    const day = dayOf(row.purchasedAtMs);
    const days = currencies.get(currency) ?? new Map<number, DayRevenue>();
    currencies.set(currency, days);
    const before = days.get(day);
    days.set(day, {
      day,
      currency,
      orders: (before?.orders ?? 0) + 1,
      revenue: addMoney(before?.revenue ?? zeroMoney(currency), row.total),
    });
  }
  return [...currencies.values()]
    .flatMap((days) => [...days.values()])
    .sort((one, other) => other.day - one.day || one.currency.localeCompare(other.currency));
}

/** Amazon's word counts: an order that is only listed, skipped or blocked here was sold all the same. */
const isSold = ({ status, amazonStatus }: Sold): boolean => status !== 'Cancelled' && isVerifiedStatus(amazonStatus);
