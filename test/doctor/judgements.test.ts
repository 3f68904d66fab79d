import { describe, expect, it } from '@jest/globals';
import { judgeClientSecret } from '../../src/doctor/check-credentials.js';
import { judgeIntake } from '../../src/doctor/check-intake.js';
import { judgeNotifications } from '../../src/doctor/check-notifications.js';
import { judgeQuotas } from '../../src/doctor/check-quotas.js';
import { judgeNamespace, judgeQueue, queuesOf } from '../../src/doctor/check-temporal.js';
import type { NotificationStatus } from '../../src/ingestion/notification-status.js';
import type { AccountState } from '../../workflows/account-state.js';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const state: AccountState = {
  since: '2026-11-01T00:00:00.000Z',
  cursors: { FBM: '2026-11-21T11:55:00.000Z', FBA: '2026-11-21T11:55:00.000Z' },
  nextSweepAt: '2026-11-21T12:01:00.000Z',
  nextCallAt: '2026-11-21T12:01:00.000Z',
  lastSweepAt: '2026-11-21T11:58:00.000Z',
  rereads: [],
  finishedRereads: [],
  sweepPagesInARow: 0,
  reconciledAt: '2026-11-21T00:00:00.000Z',
  closedMarketplaces: {},
  waiting: { FBM: 0, FBA: 0 },
  clockSkewMs: 0,
  ordersSeen: 0,
  ordersHandedOver: 0,
  notTaken: [],
  changes: {},
  shipments: { cursor: '2026-11-21T11:59:00.000Z', awaitingTrack: [] },
};
const lease = { isHeld: true, holder: '12@waybill', heardAtMs: nowMs - 8_000 };
const levels = (findings: readonly { readonly code: string; readonly level: string }[]) =>
  Object.fromEntries(findings.map(({ code, level }) => [code, level]));

describe('the client secret', () => {
  it.each([
    [undefined, 'client-secret-date-unknown', 'ok'],
    ['2027-05-20T00:00:00.000Z', 'client-secret', 'ok'],
    ['2026-12-10T00:00:00.000Z', 'client-secret-expires', 'warning'],
    ['2026-11-20T00:00:00.000Z', 'client-secret-expired', 'fault'],
  ])('that expires at %p is %s', (expiresAt, code, level) => {
    expect(judgeClientSecret(expiresAt, nowMs)).toMatchObject({ code, level });
  });
});

describe('the intake', () => {
  it('that is fresh and whose lease is held is in order', () => {
    expect(levels(judgeIntake({ lease, state, nowMs }))).toEqual({
      'lease-held': 'ok',
      fresh: 'ok',
      'shipments-fresh': 'ok',
    });
  });

  it('of an account without a workflow, or whose workflow does not answer, is a fault', () => {
    expect(levels(judgeIntake({ lease: undefined, state: 'no-answer', nowMs }))).toEqual({
      'account-never-read': 'fault',
    });
    expect(levels(judgeIntake({ lease, state: 'no-answer', nowMs }))).toMatchObject({ 'account-no-answer': 'fault' });
  });

  it('whose lease holder has not been heard of has nobody who speaks to Amazon', () => {
    const silent = { ...lease, heardAtMs: nowMs - 60_000 };
    expect(levels(judgeIntake({ lease: silent, state, nowMs }))).toMatchObject({ 'lease-free': 'fault' });
  });

  it('that is paused, late, or refused in a marketplace says which and since when', () => {
    const since = '2026-11-21T10:00:00.000Z';
    const paused = { ...state, paused: { code: 'amazon-credentials' as const, since } };
    expect(levels(judgeIntake({ lease, state: paused, nowMs }))).toMatchObject({
      'paused-amazon-credentials': 'fault',
    });
    const late = { ...state, lastSweepAt: since };
    expect(levels(judgeIntake({ lease, state: late, nowMs }))).toMatchObject({ 'sweep-late': 'warning' });
    const closed = { ...state, closedMarketplaces: { ATVPDKIKX0DER: { since, retryAt: since } } };
    expect(levels(judgeIntake({ lease, state: closed, nowMs }))).toMatchObject({ 'marketplace-refused': 'fault' });
  });
});

it('quotas are told as their owner knows them: what is left, what comes back, and who says so', () => {
  const report = {
    at: '2026-11-21T12:00:00.000Z',
    rates: { getOrder: 2 },
    quotas: {
      getOrder: { ratePerSecond: 1.96, burst: 30, tokens: 12.4 },
      searchOrders: { ratePerSecond: 0.0055, burst: 20, tokens: 0.4 },
    },
    troubles: [],
  };
  expect(judgeQuotas(report).map(({ sentence }) => sentence)).toEqual([
    'getOrder: 12 of 30 calls left now, 7056 an hour come back (Amazon grants 2 a second)',
    'searchOrders: no call left now, 19.8 an hour come back (as documented)',
  ]);
  expect(judgeQuotas(undefined)).toEqual([]);
});

describe('Temporal', () => {
  it('that forgets too soon, or lacks search attributes, is told with the command that mends it', () => {
    const judged = judgeNamespace('shop', {
      retentionDays: 3,
      missingAttributes: [{ name: 'ShipBy', type: 'Datetime' }],
      attributesOfOtherType: [],
    });
    expect(levels(judged)).toEqual({ 'retention-short': 'warning', 'search-attributes-missing': 'fault' });
    expect(judged.map(({ remedy }) => remedy).join('\n')).toContain('--name ShipBy --type Datetime');
    const absent = { retentionDays: undefined, missingAttributes: [], attributesOfOtherType: [] };
    expect(levels(judgeNamespace('shop', absent))).toEqual({ 'namespace-missing': 'fault' });
  });

  it('has a queue for every part of an account, and one that nobody polls names the process to start', () => {
    const queues = queuesOf({ id: 'acme', sellerId: 'A2' });
    expect(queues.map(({ taskQueue }) => taskQueue)).toEqual(['commerce-acme', 'ingestion-acme', 'amazon-A2']);
    const judged = queues.map((queue) => judgeQueue(queue, []));
    expect(judged.map(({ remedy }) => /waybill (\w+)/.exec(remedy ?? '')?.[1])).toEqual([
      'worker',
      'ingestion',
      'ingestion',
    ]);
  });
});

describe('notifications', () => {
  const status: NotificationStatus = {
    queue: { arn: 'arn:aws:sqs:us-east-1:1:q', isFifo: false, waiting: 2, inFlight: 1, delayed: 0 },
    missingPermissions: [],
    subscription: { subscriptionId: 's', deliversTo: 'arn:aws:sqs:us-east-1:1:q', isHere: true },
  };

  it.each<[string, Partial<NotificationStatus>, Readonly<Record<string, string>>]>([
    ['that arrive are in order', {}, { subscribed: 'ok' }],
    ['to a FIFO queue', { queue: { ...status.queue, isFifo: true } }, { 'queue-fifo': 'fault' }],
    ['that the queue does not let in', { missingPermissions: ['SQS:SendMessage'] }, { 'queue-closed': 'fault' }],
    [
      'that are delivered elsewhere',
      { subscription: { subscriptionId: 's', deliversTo: 'arn:other', isHere: false } },
      { 'subscribed-elsewhere': 'fault' },
    ],
    ['that could not be taken', { deadLetters: { waiting: 3, maxReceiveCount: 10 } }, { 'dead-letters': 'warning' }],
  ])('%s', (_, changes, expected) => {
    expect(levels(judgeNotifications({ ...status, ...changes }))).toEqual(expected);
  });
});
