import { describe, expect, it } from '@jest/globals';
import type { OrderChange } from '../../src/ingestion/order-change-message.js';
import { planForRunning, planForUnknown } from '../../src/ingestion/order-change-plan.js';
import type { OrderView } from '../../workflows/messages.js';
import { itemId, money, parcel } from '../support/order-inputs.js';
import { orderChange, orderView } from './order-changes.js';

const rules = { import: true, since: '2026-01-01T00:00:00.000Z', amazonFulfilled: 'import' } as const;
const nowMs = Date.parse('2026-11-01T10:00:30.000Z');
const tracked = (quantity: number) => ({
  ...parcel('P1', quantity),
  inCommerce: 'recorded' as const,
  atAmazon: 'recorded' as const,
});

describe('a change of an order that Temporal does not know', () => {
  const cases: readonly (readonly [string, Partial<OrderChange>, object, object])[] = [
    ['awaits payment: starts, with what the message tells', { status: 'Pending' }, {}, { step: 'start' }],
    ['is not available yet: starts', { status: 'PendingAvailability' }, {}, { step: 'start' }],
    ['is paid: is read', {}, {}, { step: 'read' }],
    ['is partly shipped: is read', { status: 'PartiallyShipped' }, {}, { step: 'read' }],
    ['is shipped: is read', { status: 'Shipped' }, {}, { step: 'read' }],
    ['was shipped by Amazon: is read', { status: 'Shipped', fulfilledBy: 'FBA' }, {}, { step: 'read' }],
    [
      'is fulfilled by Amazon and not shipped: is left',
      { fulfilledBy: 'FBA' },
      {},
      { step: 'leave', because: 'amazon-has-not-shipped' },
    ],
    ['is cancelled: is left', { status: 'Canceled' }, {}, { step: 'leave', because: 'over-before-it-began' }],
    [
      'cannot be fulfilled: is left',
      { status: 'Unfulfillable' },
      {},
      { step: 'leave', because: 'over-before-it-began' },
    ],
    ['has a status that nobody knows: is read', { status: 'Unrecognised' }, {}, { step: 'read' }],
    [
      'was bought before the account was connected: is left',
      {},
      { since: '2026-11-01T09:30:00.000Z' },
      { step: 'leave', because: 'before-since' },
    ],
    ['is only to be listed: is left to the sweep', {}, { import: false }, { step: 'leave', because: 'only-listed' }],
    [
      'is shipped by Amazon and only to be listed: is left to the sweep',
      { status: 'Shipped', fulfilledBy: 'FBA' },
      { amazonFulfilled: 'ignore' },
      { step: 'leave', because: 'only-listed' },
    ],
  ];
  it.each(cases)('and that %s', (_, change, changedRules, plan) => {
    expect(planForUnknown(orderChange(change), { ...rules, ...changedRules }, nowMs)).toMatchObject(plan);
  });

  it('and that awaits payment since more than two minutes is read: a sweep may have passed its cancellation already', () => {
    const change = orderChange({ status: 'Pending', changedAt: '2026-11-01T09:58:00.000Z' });
    expect(planForUnknown(change, rules, nowMs)).toEqual({ step: 'read' });
  });

  it('and that does not say when it was bought is read', () => {
    const { purchasedAt: _, ...change } = orderChange({ status: 'Pending' });
    expect(planForUnknown(change, rules, nowMs)).toEqual({ step: 'read' });
  });

  it('and that was bought longer ago than Temporal remembers is read', () => {
    const change = orderChange({ status: 'Pending', purchasedAt: '2026-08-01T00:00:00.000Z' });
    expect(planForUnknown(change, rules, nowMs)).toEqual({ step: 'read' });
  });

  it('starts from a message of one line without lines: one of several would pass for all of them', () => {
    const plan = planForUnknown(orderChange({ status: 'Pending', level: 'line' }), rules, nowMs);
    expect(plan).toMatchObject({ step: 'start', sighting: { lines: [], packages: [] } });
    expect(plan).not.toHaveProperty('sighting.total');
  });
});

describe('a change of an order whose workflow runs', () => {
  const pending = { status: 'Pending', amazonStatus: 'Pending' } as const;
  const cases: readonly (readonly [string, Partial<OrderChange>, Partial<OrderView>, object])[] = [
    ['that is paid now, is read: the decisive transition', {}, pending, { step: 'read' }],
    ['that shipped before its payment was heard of, is read', { status: 'Shipped' }, pending, { step: 'read' }],
    ['that is paid, told again, is no news', {}, {}, { step: 'leave', because: 'no-news' }],
    [
      'that is paid, called pending by a late message, is no news',
      { status: 'Pending' },
      {},
      { step: 'leave', because: 'no-news' },
    ],
    [
      'that has shipped, called unshipped by a late message, is no news',
      {},
      { amazonStatus: 'Shipped' },
      { step: 'leave', because: 'no-news' },
    ],
    [
      'that is cancelled, called unshipped by a late message, is no news',
      {},
      { amazonStatus: 'Canceled' },
      { step: 'leave', because: 'no-news' },
    ],
    ['that is cancelled now, is told', { status: 'Canceled' }, {}, { step: 'tell', sighting: { status: 'Canceled' } }],
    ['that is cancelled before it was paid, is told', { status: 'Canceled' }, pending, { step: 'tell' }],
    [
      'that is cancelled, told again, is no news',
      { status: 'Canceled' },
      { amazonStatus: 'Canceled' },
      { step: 'leave', because: 'no-news' },
    ],
    [
      'whose buyer wants to cancel, is told',
      { buyerRequestsCancel: true },
      {},
      { step: 'tell', sighting: { buyerRequestsCancel: true } },
    ],
    [
      'whose buyer wants to cancel, told again, is no news',
      { buyerRequestsCancel: true },
      { status: 'CancelRequested', buyerRequestsCancel: true },
      { step: 'leave', because: 'no-news' },
    ],
    [
      'whose buyer wants to cancel, told again after the operator declined, is no news',
      { buyerRequestsCancel: true },
      { buyerRequestsCancel: true },
      { step: 'leave', because: 'no-news' },
    ],
    [
      'that is shipped in packages of ours, needs nothing',
      { status: 'Shipped' },
      { packages: [tracked(2)] },
      { step: 'leave', because: 'shipped-by-us' },
    ],
    [
      'that somebody else shipped, is read: its packages are not in the message',
      { status: 'Shipped' },
      {},
      { step: 'read' },
    ],
    [
      'of which somebody else shipped the rest, is read',
      { status: 'Shipped' },
      { packages: [tracked(1)] },
      { step: 'read' },
    ],
    [
      'that only is listed, is told',
      { status: 'Shipped' },
      { status: 'ViewOnly' },
      { step: 'tell', sighting: { status: 'Shipped' } },
    ],
    ['whose tip changed, is read', { changeType: 'delivery-tip' }, {}, { step: 'read' }],
    [
      'whose tip changed before it was cancelled, is no news',
      { changeType: 'delivery-tip' },
      { amazonStatus: 'Canceled' },
      { step: 'leave', because: 'no-news' },
    ],
    [
      'with a status that nobody knows, is no news',
      { status: 'Unrecognised' },
      {},
      { step: 'leave', because: 'no-news' },
    ],
    [
      'that could not be read before, is read',
      {},
      { amazonStatus: 'Unrecognised', status: 'Blocked', lines: [] },
      { step: 'read' },
    ],
  ];
  it.each(cases)('%s', (_, change, view, plan) => {
    expect(planForRunning(orderChange(change), orderView(view))).toMatchObject(plan);
  });

  const half = [{ orderItemId: itemId('05015851154158'), quantity: 2, quantityShipped: 1 }];
  it.each([
    ['in a package of ours, needs nothing', [tracked(1)], half, { step: 'leave', because: 'shipped-by-us' }],
    ['by somebody else, is read', [], half, { step: 'read' }],
    [
      'in pieces that the message does not count, is read',
      [tracked(1)],
      half.map(({ quantityShipped: _, ...line }) => line),
      { step: 'read' },
    ],
  ])('that is partly shipped %s', (_, packages, lines, plan) => {
    expect(planForRunning(orderChange({ status: 'PartiallyShipped', lines }), orderView({ packages }))).toMatchObject(
      plan,
    );
  });

  it('never takes away what the workflow knows better: total, lines, dates', () => {
    const view = orderView({ total: money('55.58'), shipBy: '2026-11-04T00:00:00.000Z' });
    const change = orderChange({ status: 'Canceled', level: 'line', lines: [], shipBy: '2026-12-24T00:00:00.000Z' });
    const plan = planForRunning(change, view);
    expect(plan).toMatchObject({
      step: 'tell',
      sighting: { total: view.total, lines: view.lines, shipBy: view.shipBy, purchasedAt: view.purchasedAt },
    });
  });
});
