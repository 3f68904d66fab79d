import { Metrics } from '../../telemetry/metrics.js';
import type { OrderRow } from './order-row.js';
import { shipByStateOf, shipByStates } from './ship-by-state.js';

type Watched = {
  readonly rows: Iterable<OrderRow>;
  /** By account; orders of others are not counted. */
  readonly leadMs: ReadonlyMap<string, number>;
  readonly nowMs: number;
};

/** Counted anew at each reading: a deadline passes without anything happening to the order. */
export function shipByMetric({ rows, leadMs, nowMs }: Watched): string {
  const counts = new Map([...leadMs.keys()].map((account) => [account, { late: 0, 'at-risk': 0 }]));
  for (const row of rows) {
    const count = counts.get(row.account);
    const lead = leadMs.get(row.account);
    if (count === undefined || lead === undefined) continue;
    const state = shipByStateOf(row, { nowMs, leadMs: lead });
    if (state !== undefined) count[state] += 1;
  }
  const metrics = new Metrics();
  const gauge = metrics.gauge({
    name: 'waybill_orders_ship_by',
    help: 'Unshipped orders whose ship-by time is near or has passed',
    labels: ['account', 'state'],
  });
  for (const [account, count] of counts) {
    for (const state of shipByStates) gauge.set({ account, state }, count[state]);
  }
  return metrics.text();
}
