import { describe, expect, it } from '@jest/globals';
import type { OrderRow } from '../../../src/http/order-index/order-row.js';
import { dayOf, revenueByDay } from '../../../src/http/order-index/revenue-by-day.js';
import { money } from '../../domain/orders.js';

const row = (total: string, changes: Partial<OrderRow> = {}, currency = 'USD') => ({
  status: 'Complete' as const,
  amazonStatus: 'Shipped' as const,
  purchasedAtMs: Date.parse('2026-03-10T12:00:00Z'),
  total: money(total, currency),
  ...changes,
});

describe('revenue', () => {
  it('is added up by day and currency, the latest day first', () => {
    const rows = [
      row('10.10'),
      row('0.20'),
      row('1200', {}, 'JPY'),
      row('5.00', { purchasedAtMs: Date.parse('2026-03-11T00:00:00Z') }),
    ];
    expect(revenueByDay(rows)).toEqual([
      { day: dayOf(Date.parse('2026-03-11')), currency: 'USD', orders: 1, revenue: money('5.00') },
      { day: dayOf(Date.parse('2026-03-10')), currency: 'JPY', orders: 1, revenue: money('1200', 'JPY') },
      { day: dayOf(Date.parse('2026-03-10')), currency: 'USD', orders: 2, revenue: money('10.30') },
    ]);
  });

  it.each([
    ['cancelled at Amazon, and not yet here', { status: 'AwaitingShipment', amazonStatus: 'Canceled' }],
    ['cancelled here', { status: 'Cancelled', amazonStatus: 'Unshipped' }],
    ['cancelled on both sides', { status: 'Cancelled', amazonStatus: 'Canceled' }],
    ['not paid yet', { status: 'Pending', amazonStatus: 'Pending' }],
    ['of a status that nobody knows', { status: 'Blocked', amazonStatus: 'Unrecognised' }],
  ] as const)('never counts an order that is %s', (_, changes) => {
    expect(revenueByDay([row('10.00'), row('99.00', changes)])).toMatchObject([{ orders: 1, revenue: money('10.00') }]);
  });

  it.each([
    ['only listed', { status: 'ViewOnly', amazonStatus: 'Shipped' }],
    ['blocked', { status: 'Blocked', amazonStatus: 'Unshipped' }],
    ['skipped', { status: 'Skipped', amazonStatus: 'Unshipped' }],
  ] as const)('counts an order that is %s here: it was sold', (_, changes) => {
    expect(revenueByDay([row('10.00', changes)])).toMatchObject([{ orders: 1, revenue: money('10.00') }]);
  });

  it('does not invent a total that Amazon has not told', () => {
    const { total: _total, ...untold } = row('1.00');
    expect(revenueByDay([untold])).toEqual([]);
  });
});
