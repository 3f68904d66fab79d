import { describe, expect, it } from '@jest/globals';
import type { OrderRow } from '../../../src/http/order-index/order-row.js';
import { shipByStateOf } from '../../../src/http/order-index/ship-by-state.js';
import { hourMs, orderRow, startOfDayMs } from './order-row-builder.js';

const clock = { nowMs: startOfDayMs, leadMs: 4 * hourMs };

describe('an order that has to leave', () => {
  it.each<[string, number, 'late' | 'at-risk' | undefined]>([
    ['is in time before its lead begins', 4 * hourMs + 1, undefined],
    ['is at risk from then on', 4 * hourMs, 'at-risk'],
    ['is at risk to the last moment', 1, 'at-risk'],
    ['is late at its ship-by time', 0, 'late'],
    ['stays late', -9 * hourMs, 'late'],
  ])('%s', (_name, fromNowMs, state) => {
    expect(shipByStateOf(orderRow(1, { shipByMs: startOfDayMs + fromNowMs }), clock)).toBe(state);
  });
});

describe('nothing is due of an order', () => {
  it.each<[string, Partial<OrderRow>]>([
    ['without a ship-by time', {}],
    ['whose ship-by time cannot be read', { shipByMs: Number.NaN }],
    ['that Amazon ships', { shipByMs: 0, fulfilledBy: 'FBA' }],
    [
      'that Amazon shows as shipped, though Commerce blocks it',
      { shipByMs: 0, amazonStatus: 'Shipped', status: 'Blocked' },
    ],
    ['that Amazon shows as cancelled', { shipByMs: 0, amazonStatus: 'Canceled' }],
    ['that nobody has paid', { shipByMs: 0, amazonStatus: 'Pending', status: 'Pending' }],
    ['that is only listed', { shipByMs: 0, status: 'ViewOnly' }],
    ['that was skipped', { shipByMs: 0, status: 'Skipped' }],
    ['whose workflow was killed', { shipByMs: 0, abnormalEnd: 'terminated', closedAtMs: 1 }],
  ])('%s', (_name, wish) => {
    expect(shipByStateOf({ ...orderRow(1), ...wish }, clock)).toBeUndefined();
  });
});
