import { isToShip } from '../order-index/order-filter.js';
import type { OrderRow } from '../order-index/order-row.js';
import { soonMs } from '../orders-page/moments.js';

/** What the strip above the list says of the orders in it. */
export type OrderFigures = {
  /** By the blocker's code, the most frequent first. */
  readonly blocked: readonly (readonly [code: string, orders: number])[];
  readonly late: number;
  readonly soon: number;
  readonly sales: readonly CurrencySales[];
};

export type CurrencySales = {
  readonly currency: string;
  readonly week: Sales;
  readonly month: Sales;
  /** One for each of the last 30 days, the oldest first; a day is a day in UTC. */
  readonly days: readonly Sales[];
};
/** Amounts in the currency's smallest unit: sums of decimals would drift. */
export type Sales = { readonly orders: number; readonly amountMinor: number };

export const chartDays = 30;
const weekDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

export function figuresOf(rows: Iterable<OrderRow>, nowMs: number): OrderFigures {
  const blocked = new Map<string, number>();
  const byCurrency = new Map<string, { orders: number; amountMinor: number }[]>();
  const today = Math.floor(nowMs / dayMs);
  let late = 0;
  let soon = 0;
  for (const row of rows) {
    if (row.blockedBy !== undefined && row.closedAtMs === undefined) {
      blocked.set(row.blockedBy, (blocked.get(row.blockedBy) ?? 0) + 1);
    }
    if (row.shipByMs !== undefined && row.shipByMs < nowMs + soonMs && isToShip(row)) {
      if (row.shipByMs < nowMs) late += 1;
      else soon += 1;
    }
    const day = chartDays - 1 - (today - Math.floor(row.purchasedAtMs / dayMs));
    if (row.total === undefined || day < 0 || day >= chartDays || !isSale(row)) continue;
    const days =
      byCurrency.get(row.total.currency) ?? Array.from({ length: chartDays }, () => ({ orders: 0, amountMinor: 0 }));
    byCurrency.set(row.total.currency, days);
    const sold = days[day];
    if (sold === undefined) continue;
    sold.orders += 1;
    sold.amountMinor += row.total.amountMinor;
  }
  return {
    blocked: [...blocked].sort(([, one], [, other]) => other - one),
    late,
    soon,
    sales: [...byCurrency]
      .map(([currency, days]) => ({ currency, days, week: sumOf(days.slice(-weekDays)), month: sumOf(days) }))
      .sort((one, other) => other.month.orders - one.month.orders),
  };
}

/** Nobody has paid for a Pending order yet, and a cancelled one earns nothing, whichever side cancelled it. */
const isSale = ({ status, amazonStatus }: OrderRow): boolean =>
  status !== 'Cancelled' && status !== 'Pending' && amazonStatus !== 'Canceled' && amazonStatus !== 'Pending';

const sumOf = (days: readonly Sales[]): Sales => ({
  orders: days.reduce((sum, { orders }) => sum + orders, 0),
  amountMinor: days.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
});
