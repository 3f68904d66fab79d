import { expect, it } from '@jest/globals';
import type { OrderRow } from '../../../src/http/order-index/order-row.js';
import { shipByMetric } from '../../../src/http/order-index/ship-by-metric.js';
import { orderRow } from './order-row-builder.js';

const nowMs = Date.parse('2026-01-02T12:00:00Z');
const row = (shipBy: string, wish: Partial<OrderRow> = {}): OrderRow => ({
  ...orderRow(1),
  account: 'acme-us',
  status: 'AwaitingShipment',
  amazonStatus: 'Unshipped',
  fulfilledBy: 'FBM',
  shipByMs: Date.parse(shipBy),
  ...wish,
});

it('orders that have to ship are counted as at risk, and as late, by their account', () => {
  const rows = [
    row('2026-01-02T11:59:59Z'),
    row('2026-01-02T11:00:00Z', { status: 'Blocked' }),
    row('2026-01-02T11:00:00Z', { amazonStatus: 'Shipped' }),
    row('2026-01-02T11:00:00Z', { status: 'Complete', closedAtMs: nowMs }),
    row('2026-01-02T11:00:00Z', { fulfilledBy: 'FBA' }),
    row('2026-01-02T11:00:00Z', { account: 'gone' }),
    row('2026-01-02T15:00:00Z', { status: 'PartiallyShipped', amazonStatus: 'PartiallyShipped' }),
    row('2026-01-02T17:00:00Z'),
  ];
  const text = shipByMetric({ rows, leadMs: new Map([['acme-us', 4 * 3_600_000]]), nowMs });
  expect(text).toContain('waybill_orders_ship_by{account="acme-us",state="late"} 2\n');
  expect(text).toContain('waybill_orders_ship_by{account="acme-us",state="at-risk"} 1\n');
  expect(text).not.toContain('gone');
});
