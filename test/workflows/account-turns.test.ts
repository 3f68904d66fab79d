import { describe, expect, it } from '@jest/globals';
import type { AccountState } from '../../workflows/account-state.js';
import { closedNow, dailyReread, newReread, nextTurn, nextWindow } from '../../workflows/account-turns.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();

const state = (changes: Partial<AccountState> = {}): AccountState => ({
  since: at(-10_000),
  cursors: { FBM: at(-20), FBA: at(-20) },
  nextSweepAt: at(-1),
  nextCallAt: at(-1),
  rereads: [],
  finishedRereads: [],
  lastTurn: 'reread',
  reconciledAt: at(-60),
  closedMarketplaces: {},
  waiting: { FBM: 0, FBA: 0 },
  clockSkewMs: 0,
  ordersSeen: 0,
  ordersHandedOver: 0,
  notTaken: [],
  shipments: { cursor: at(-20), awaitingTrack: [] },
  ...changes,
});
const reread = newReread({ id: 'r', why: 'operator', after: at(-500), before: at(-400) });
const window = { after: at(-30), before: at(-3), pages: 1, orders: 100, pageToken: 't' };

describe('whose turn it is', () => {
  it.each([
    ['a sweep that is due', state(), { kind: 'sweep' }],
    ['nothing, until the next sweep is due', state({ nextSweepAt: at(2) }), { kind: 'wait', ms: 120_000 }],
    [
      'nothing, until Amazon grants a call, whatever is due',
      state({ nextCallAt: at(3), rereads: [reread] }),
      { kind: 'wait', ms: 180_000 },
    ],
    [
      'the next page of an open window, although no sweep is due',
      state({ window, nextSweepAt: at(2) }),
      { kind: 'sweep' },
    ],
    [
      'a period to read once more, while no sweep is due',
      state({ nextSweepAt: at(2), rereads: [reread] }),
      { kind: 'reread', reread },
    ],
    ['the sweep, after a page of such a period', state({ rereads: [reread], lastTurn: 'reread' }), { kind: 'sweep' }],
    [
      'the period, after a page of a sweep',
      state({ window, rereads: [reread], lastTurn: 'sweep' }),
      { kind: 'reread', reread },
    ],
  ])('%s', (_, given, expected) => {
    expect(nextTurn(given, now)).toEqual(expected);
  });
});

describe('a window', () => {
  it('begins ten minutes before the cursor and ends three minutes ago', () => {
    expect(nextWindow(state(), now)).toMatchObject({ after: at(-30), before: at(-3), pages: 0, orders: 0 });
  });

  it('follows the last one without overlap while there is more than fits on a page', () => {
    const behind = state({ lastWindow: { hadRoom: false }, notOverlappedSince: at(-90) });
    expect(nextWindow(behind, now).after).toBe(at(-20));
  });

  it('catches up the overlap of a backlog when that is over', () => {
    const caughtUp = state({ lastWindow: { hadRoom: true }, notOverlappedSince: at(-90) });
    expect(nextWindow(caughtUp, now).after).toBe(at(-100));
  });

  it("ends in Amazon's time when our clock is off", () => {
    expect(nextWindow(state({ clockSkewMs: -5 * 60_000 }), now).before).toBe(at(-8));
  });

  it('never ends before it begins, however young the cursor is', () => {
    const { after, before } = nextWindow(state({ cursors: { FBM: at(60), FBA: at(60) } }), now);
    expect(Date.parse(after)).toBeLessThan(Date.parse(before));
  });

  it('reaches back to the kind that was read less far', () => {
    expect(nextWindow(state({ cursors: { FBM: at(-100), FBA: at(-20) } }), now).after).toBe(at(-110));
  });

  it('reaches back to where a marketplace was closed, when that is tried again', () => {
    const closedMarketplaces = { A1AAAAAAAAAAAA: { since: at(-300), retryAt: at(-1) } };
    expect(nextWindow(state({ closedMarketplaces }), now).after).toBe(at(-310));
  });

  it.each([
    ['both kinds, while getOrder serves what is announced', {}, undefined],
    [
      'the kind that is not announced, when more is announced than getOrder can serve',
      { waiting: { FBM: 500, FBA: 0 } },
      'FBA',
    ],
    ['the other way round, when it is FBA that is announced', { waiting: { FBM: 10, FBA: 500 } }, 'FBM'],
    [
      'the announced kind from its oldest end, with what the other one left over',
      { waiting: { FBM: 500, FBA: 0 }, lastWindow: { fulfilledBy: 'FBA' as const, hadRoom: true } },
      'FBM',
    ],
    [
      'the kind that is not announced again, as long as it fills its pages',
      { waiting: { FBM: 500, FBA: 0 }, lastWindow: { fulfilledBy: 'FBA' as const, hadRoom: false } },
      'FBA',
    ],
  ])('covers %s', (_, changes, expected) => {
    expect(nextWindow(state(changes), now).fulfilledBy).toBe(expected);
  });
});

it('a closed marketplace is left out until it is tried again', () => {
  const closedMarketplaces = {
    A1AAAAAAAAAAAA: { since: at(-300), retryAt: at(5) },
    A2AAAAAAAAAAAA: { since: at(-300), retryAt: at(-5) },
  };
  expect(closedNow(state({ closedMarketplaces }), now)).toEqual(['A1AAAAAAAAAAAA']);
});

describe('the daily comparison', () => {
  it('covers three days, a day after the last one', () => {
    const due = dailyReread(state({ reconciledAt: at(-24 * 60) }), now);
    expect(due).toMatchObject({ why: 'daily', after: at(-3 - 3 * 24 * 60), before: at(-3) });
  });

  it('is not begun twice', () => {
    const begun = dailyReread(state({ reconciledAt: at(-24 * 60) }), now);
    expect(begun).toBeDefined();
    if (begun === undefined) return;
    expect(dailyReread(state({ reconciledAt: at(-24 * 60), rereads: [begun] }), now)).toBeUndefined();
    expect(dailyReread(state(), now)).toBeUndefined();
  });
});
