import { isVerifiedStatus } from '../../domain/amazon-status.js';
import { addMoney, type Money, zeroMoney } from '../../domain/money.js';
import type { OrderRow } from './order-row.js';

/** Of one day (UTC, by purchase) in one currency: amounts of different currencies are never added. */
export type DayRevenue = {
  readonly day: string;
  readonly currency: string;
  readonly orders: number;
  readonly revenue: Money;
};

type Sold = Pick<OrderRow, 'status' | 'amazonStatus' | 'purchasedAtMs' | 'total'>;

/** What buyers have paid for, the latest day first. A cancelled order never counts, nor one that is not paid yet. */
export function revenueByDay(rows: readonly Sold[]): readonly DayRevenue[] {
  const days = new Map<string, DayRevenue>();
  for (const row of rows) {
    if (!isSold(row) || row.total === undefined) continue;
    const { currency } = row.total;
    const day = new Date(row.purchasedAtMs).toISOString().slice(0, 10);
    const key = `${day} ${currency}`;
    const before = days.get(key) ?? { day, currency, orders: 0, revenue: zeroMoney(currency) };
    days.set(key, { ...before, orders: before.orders + 1, revenue: addMoney(before.revenue, row.total) });
  }
  return [...days.values()].toSorted(
    (one, other) => other.day.localeCompare(one.day) || one.currency.localeCompare(other.currency),
  );
}

/** Amazon's word counts: an order that is only listed, skipped or blocked here was sold all the same. */
const isSold = ({ status, amazonStatus }: Sold): boolean => status !== 'Cancelled' && isVerifiedStatus(amazonStatus);
