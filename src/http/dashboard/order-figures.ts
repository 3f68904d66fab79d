import type { OrderRow } from '../order-index/order-row.js';
import { dayMs, dayOf, revenueByDay } from '../order-index/revenue-by-day.js';
import { type LeadMsOf, shipByStateOf } from '../order-index/ship-by-state.js';

/** What the strip above the list says of the orders in it. */
export type OrderFigures = {
  /** By the blocker's code, the most frequent first. */
  readonly blocked: readonly (readonly [code: string, orders: number])[];
  readonly late: number;
  readonly atRisk: number;
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

type Clock = { readonly nowMs: number; readonly leadMsOf: LeadMsOf };

export const chartDays = 30;
const weekDays = 7;

export function figuresOf(rows: Iterable<OrderRow>, { nowMs, leadMsOf }: Clock): OrderFigures {
  const blocked = new Map<string, number>();
  const recent: OrderRow[] = [];
  const firstDay = dayOf(nowMs) - chartDays + 1;
  let late = 0;
  let atRisk = 0;
  for (const row of rows) {
    if (row.blockedBy !== undefined && row.closedAtMs === undefined) {
      blocked.set(row.blockedBy, (blocked.get(row.blockedBy) ?? 0) + 1);
    }
    const due = shipByStateOf(row, { nowMs, leadMs: leadMsOf(row.account) });
    if (due === 'late') late += 1;
    if (due === 'at-risk') atRisk += 1;
    if (row.purchasedAtMs >= firstDay * dayMs) recent.push(row);
  }
  return {
    blocked: [...blocked].sort(([, one], [, other]) => other - one),
    late,
    atRisk,
    sales: salesOf(recent, firstDay),
  };
}

function salesOf(recent: readonly OrderRow[], firstDay: number): readonly CurrencySales[] {
  const byCurrency = new Map<string, Sales[]>();
  for (const { day, currency, orders, revenue } of revenueByDay(recent)) {
    const index = day - firstDay;
    if (index >= chartDays) continue; // bought tomorrow, by a clock that is wrong
    const days = byCurrency.get(currency) ?? Array.from({ length: chartDays }, () => none);
    days[index] = { orders, amountMinor: revenue.amountMinor };
    byCurrency.set(currency, days);
  }
  return [...byCurrency]
    .map(([currency, days]) => ({ currency, days, week: sumOf(days.slice(-weekDays)), month: sumOf(days) }))
    .sort((one, other) => other.month.orders - one.month.orders);
}

const none: Sales = { orders: 0, amountMinor: 0 };

const sumOf = (days: readonly Sales[]): Sales => ({
  orders: days.reduce((sum, { orders }) => sum + orders, 0),
  amountMinor: days.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
});
