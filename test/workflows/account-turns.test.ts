import { describe, expect, it } from '@jest/globals';
import type { AccountState } from '../../workflows/account-state.js';
import {
  closedNow,
  dailyReread,
  leftBehind,
  newReread,
  nextTurn,
  nextWindow,
  overlapOwed,
  owedToClosed,
  pinned,
  readUpTo,
  reopened,
} from '../../workflows/account-turns.js';
import { marketplaceId } from '../domain/orders.js';
import { page } from '../support/account-activities.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();

const state = (changes: Partial<AccountState> = {}): AccountState => ({
  since: at(-10_000),
  cursors: { FBM: at(-20), FBA: at(-20) },
  nextSweepAt: at(-1),
  nextCallAt: at(-1),
  rereads: [],
  finishedRereads: [],
  sweepPagesInARow: 0,
  reconciledAt: at(-60),
  closedMarketplaces: {},
  waiting: { FBM: 0, FBA: 0 },
  clockSkewMs: 0,
  ordersSeen: 0,
  ordersHandedOver: 0,
  notTaken: [],
  changes: {},
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
    ['the sweep, after a page of such a period', state({ rereads: [reread] }), { kind: 'sweep' }],
    [
      'the period, after a page of a sweep',
      state({ window, rereads: [reread], sweepPagesInARow: 1 }),
      { kind: 'reread', reread },
    ],
    [
      'the sweep, five times of six, when there is much to read and nobody waits for the period',
      state({ rereads: [{ ...reread, why: 'overlap' }], sweepPagesInARow: 5, lastWindow: { pages: 2, orders: 150 } }),
      { kind: 'sweep' },
    ],
    [
      'the period, the sixth time',
      state({ rereads: [{ ...reread, why: 'overlap' }], sweepPagesInARow: 6, lastWindow: { pages: 2, orders: 150 } }),
      { kind: 'reread', reread: { ...reread, why: 'overlap' } },
    ],
  ] as const)('%s', (_, given, expected) => {
    expect(nextTurn(given, now)).toEqual(expected);
  });
});

describe('a window', () => {
  it('begins ten minutes before the cursor and ends three minutes ago', () => {
    expect(nextWindow(state(), now)).toMatchObject({ after: at(-30), before: at(-3), pages: 0, orders: 0 });
  });

  it('follows the last one without overlap while half a page or more is read', () => {
    expect(nextWindow(state({ lastWindow: { pages: 1, orders: 49 } }), now).after).toBe(at(-30));
    expect(nextWindow(state({ lastWindow: { pages: 1, orders: 50 } }), now).after).toBe(at(-20));
    expect(nextWindow(state({ lastWindow: { pages: 3, orders: 210 } }), now).after).toBe(at(-20));
  });

  it("ends in Amazon's time when our clock is off", () => {
    expect(nextWindow(state({ clockSkewMs: -5 * 60_000 }), now).before).toBe(at(-8));
  });

  it('never ends before it begins, however young the cursor is', () => {
    const { after, before } = nextWindow(state({ cursors: { FBM: at(60), FBA: at(60) } }), now);
    expect(Date.parse(after)).toBeLessThan(Date.parse(before));
  });

  it('goes on from the kind that was read further', () => {
    expect(nextWindow(state({ cursors: { FBM: at(-100), FBA: at(-20) } }), now).after).toBe(at(-30));
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
      { waiting: { FBM: 500, FBA: 0 }, lastWindow: { fulfilledBy: 'FBA' as const, pages: 1, orders: 99 } },
      'FBM',
    ],
    [
      'the kind that is not announced again, as long as it fills its pages',
      { waiting: { FBM: 500, FBA: 0 }, lastWindow: { fulfilledBy: 'FBA' as const, pages: 1, orders: 100 } },
      'FBA',
    ],
  ])('covers %s', (_, changes, expected) => {
    expect(nextWindow(state(changes), now).fulfilledBy).toBe(expected);
  });
});

describe('a page that is not the last', () => {
  const begun = { after: at(-30), before: at(-3), pages: 0, orders: 0 };
  const full = page({ orders: 100, nextPageToken: 'two', newestOrderAt: at(-20) });

  it.each([
    ['ends its window where it ends, when it is full and in order', begun, full, at(-20)],
    ['is followed by its token, when it is not in order', begun, { ...full, isAscending: false }, undefined],
    [
      'is followed by its token, when an order on it changed after the list was made',
      begun,
      { ...full, newestOrderAt: at(-1) },
      undefined,
    ],
    ['is followed by its token, when it is not full', begun, { ...full, orders: 99 }, undefined],
    [
      'is followed by its token, when a hundred orders changed in the moment that the window begins',
      begun,
      { ...full, newestOrderAt: at(-30) },
      undefined,
    ],
    ['is followed by its token, when it is not the first of its window', window, full, undefined],
  ] as const)('%s', (_, given, read, expected) => {
    expect(readUpTo(given, read)).toBe(expected);
  });
});

describe('what sweeps have left out', () => {
  it('is nothing in quiet times', () => {
    expect(leftBehind(state())).toEqual([]);
  });

  it('waits while there is much to read, or more is announced than getOrder can serve', () => {
    const owing = { notOverlappedSince: at(-90), cursors: { FBM: at(-80), FBA: at(-20) } };
    expect(leftBehind(state({ notOverlappedSince: at(-90), lastWindow: { pages: 2, orders: 150 } }))).toEqual([]);
    expect(leftBehind(state({ ...owing, waiting: { FBM: 21, FBA: 0 } }))).toEqual([]);
  });

  it('is the kind that was announced, as soon as sweeps go on without it, however much there is to read', () => {
    const owing = { cursors: { FBM: at(-80), FBA: at(-20) }, lastWindow: { pages: 2, orders: 150 } };
    expect(leftBehind(state(owing))).toMatchObject([{ why: 'backlog', after: at(-90), before: at(-20) }]);
  });

  it('is read once more afterwards: the overlap, and the kind that was announced', () => {
    const owing = { notOverlappedSince: at(-90), cursors: { FBM: at(-80), FBA: at(-20) } };
    expect(leftBehind(state(owing))).toMatchObject([
      { why: 'overlap', after: at(-100), before: at(-20) },
      { why: 'backlog', after: at(-90), before: at(-20) },
    ]);
  });
});

describe('the overlap', () => {
  const owing = state({ notOverlappedSince: at(-90) });
  const busy = { pages: 2, orders: 150 };

  it.each([
    ['is owed from the first window that does without', state({ lastWindow: busy }), at(-30)],
    ['is owed from where it was owed already', { ...owing, lastWindow: busy }, at(-90)],
    ['is owed no more, once it is on the list of what is read again', owing, undefined],
    [
      'stays owed while a backlog keeps it from that list, however little there is to read',
      { ...owing, waiting: { FBM: 25, FBA: 0 }, lastWindow: { pages: 1, orders: 3 } },
      at(-90),
    ],
  ] as const)('%s', (_, given, expected) => {
    expect(overlapOwed(given, window)).toBe(expected);
  });
});

describe('a closed marketplace', () => {
  const canada = marketplaceId('A2EUQ1WTGCTBG2');
  const closed = state({ closedMarketplaces: { [canada]: { since: at(-300), retryAt: at(-5) } } });

  it('stays out of a period to its last page, since page tokens are bound to that', () => {
    const first = pinned(state({ closedMarketplaces: { [canada]: { since: at(-300), retryAt: at(5) } } }), reread, now);
    expect(first.without).toEqual([canada]);
    expect(pinned(closed, { ...first, pageToken: 'two' }, now).without).toEqual([canada]);
    expect(pinned(closed, first, now).without).toEqual([]);
  });

  it('is open again when a window was read with it, and not when one without it ends after its time', () => {
    expect(reopened(closed, { ...window, without: [canada] })).toEqual([]);
    expect(reopened(closed, { ...window, without: [] })).toHaveLength(1);
  });

  it('is owed what was read once more without it', () => {
    const read = { ...reread, without: [canada] };
    expect(owedToClosed(closed, read).closedMarketplaces[canada]).toEqual({ since: at(-500), retryAt: at(-5) });
    expect(owedToClosed(closed, read).rereads).toEqual([]);
    expect(owedToClosed(state(), read).rereads).toMatchObject([
      { why: 'marketplace', after: at(-500), before: at(-400) },
    ]);
    expect(owedToClosed(closed, reread)).toEqual(closed);
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
