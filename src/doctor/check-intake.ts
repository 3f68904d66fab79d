import type { AccountState } from '../../workflows/account-state.js';
import { remedyOf, sentenceOf } from '../domain/blocker.js';
import type { AccountLease } from '../temporal/account-lease.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok, warning, fault } = findingsAbout('intake');

/** The SDK sends a beat every eight seconds; the server gives the lease to somebody else after ten without one. */
const silentMs = 30_000;
/** Sweeps are due every three minutes at the default rate, and wait for their turn during a backlog. */
const staleSweepMs = 20 * 60_000;

type Known = {
  readonly lease: AccountLease | undefined;
  readonly state: AccountState | 'no-answer';
  readonly nowMs: number;
};

/** How the reading of an account goes, as its own workflow tells it. */
export function judgeIntake({ lease, state, nowMs }: Known): readonly Finding[] {
  if (lease === undefined) {
    return [
      fault({
        code: 'account-never-read',
        sentence: 'This account has no workflow: it was never read, or was closed',
        remedy: 'Start `waybill ingestion` with this account in its settings',
      }),
    ];
  }
  if (state === 'no-answer') {
    return [
      judgeLease(lease, nowMs),
      fault({
        code: 'account-no-answer',
        sentence: "The account's workflow does not answer",
        remedy: 'Start `waybill worker`; if one runs, look into its log',
      }),
    ];
  }
  return [judgeLease(lease, nowMs), judgeReading(state, nowMs), ...judgeRest(state)];
}

function judgeLease({ isHeld, holder = 'a process', heardAtMs }: AccountLease, nowMs: number): Finding {
  const isAlive = isHeld && heardAtMs !== undefined && nowMs - heardAtMs < silentMs;
  if (isAlive) return ok({ code: 'lease-held', sentence: `${holder} holds the seller's quota at Amazon` });
  return fault({
    code: 'lease-free',
    sentence: "No process holds the seller's quota: nothing is read from Amazon and nothing is told to it",
    remedy: 'Start `waybill ingestion`; after a crash the next process takes over within 20 seconds',
  });
}

function judgeReading({ paused, lastSweepAt, cursors, waiting }: AccountState, nowMs: number): Finding {
  if (paused !== undefined) {
    return fault({
      code: `paused-${paused.code}`,
      sentence: `Nothing is read from Amazon since ${paused.since}: ${sentenceOf(paused)}`,
      remedy: `${remedyOf(paused)}. It is tried every minute`,
    });
  }
  const readUpTo = cursors.FBM < cursors.FBA ? cursors.FBM : cursors.FBA;
  const behind = `read up to ${readUpTo}, ${waiting.FBM + waiting.FBA} announced orders wait for a read of their own`;
  if (lastSweepAt === undefined)
    return ok({ code: 'first-sweep', sentence: `The first sweep is under way: ${behind}` });
  if (nowMs - Date.parse(lastSweepAt) <= staleSweepMs)
    return ok({ code: 'fresh', sentence: `The last sweep ended at ${lastSweepAt}: ${behind}` });
  return warning({
    code: 'sweep-late',
    sentence: `The last sweep ended at ${lastSweepAt}: ${behind}`,
    remedy: 'A backlog catches up by itself; see `waybill orders freshness`. Ask Amazon for a higher rate if it stays',
  });
}

function judgeRest({ closedMarketplaces, notTaken, shipments }: AccountState): readonly Finding[] {
  return [
    ...Object.entries(closedMarketplaces).map(([id, { since }]) =>
      fault({
        code: 'marketplace-refused',
        sentence: `Amazon refuses searches in marketplace ${id}; it is read up to ${since}`,
        remedy: 'Authorise the application for this marketplace, or take it out of amazon.marketplaces',
      }),
    ),
    ...(notTaken.length === 0
      ? []
      : [
          fault({
            code: 'orders-not-taken',
            sentence: `Temporal refuses to take these orders: ${notTaken.join(', ')}`,
            remedy: 'Look at the log of `waybill ingestion`, then `waybill orders recover` each of them',
          }),
        ]),
    ...(shipments.paused === undefined
      ? [ok({ code: 'shipments-fresh', sentence: `Shipments made in Commerce are read up to ${shipments.cursor}` })]
      : [
          fault({
            code: `shipments-${shipments.paused.code}`,
            sentence: `Shipments made in Commerce are not read since ${shipments.paused.since}: ${sentenceOf(shipments.paused)}`,
            remedy: `${remedyOf(shipments.paused)}. It is tried every minute`,
          }),
        ]),
  ];
}
