import { isFinalOrderStatus } from '../../domain/order-status.js';
import { Metrics } from '../../telemetry/metrics.js';
import type { OrderRow } from './order-row.js';

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
    if (count === undefined || lead === undefined || row.shipByMs === undefined || !isToShip(row)) continue;
    if (row.shipByMs <= nowMs) count.late += 1;
    else if (row.shipByMs - lead <= nowMs) count['at-risk'] += 1;
  }
  const metrics = new Metrics();
  const gauge = metrics.gauge({
    name: 'waybill_orders_ship_by',
    help: 'Unshipped orders whose ship-by time is near or has passed',
    labels: ['account', 'state'],
  });
  for (const [account, count] of counts) {
    for (const state of ['late', 'at-risk'] as const) gauge.set({ account, state }, count[state]);
  }
  return metrics.text();
}

/** Amazon's own word decides: what it shows as shipped is in time, whatever is still to be done in Commerce. */
const isToShip = ({ fulfilledBy, status, amazonStatus, closedAtMs }: OrderRow): boolean =>
  fulfilledBy === 'FBM' &&
  closedAtMs === undefined &&
  !isFinalOrderStatus(status) &&
  (amazonStatus === 'Unshipped' || amazonStatus === 'PartiallyShipped');
