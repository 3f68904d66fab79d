import { describe, expect, it } from '@jest/globals';
import {
  catchingUp,
  percentRead,
  placeAfter,
  progressText,
  type ReadPeriod,
} from '../../src/domain/reading-progress.js';

const begun: ReadPeriod = { after: '2026-05-01T00:00:00.000Z', before: '2026-05-05T00:00:00.000Z', orders: 0 };
const second = '2026-05-02T00:00:00.000Z';
const none = { orders: 0, isAscending: true };
const fourth = '2026-05-04T00:00:00.000Z';
const page = { orders: 100, isAscending: true, newestOrderAt: second };
function read(from: ReadPeriod, ...pages: readonly (typeof page)[]): ReadPeriod {
  let period = from;
  for (const next of pages) period = { ...period, ...placeAfter(period, next), orders: period.orders + next.orders };
  return period;
}

describe('how far a period is read', () => {
  it.each([
    ['before its first page', begun, 0],
    ['after a page in the order of the changes', read(begun, page), 25],
    ['after two of them', read(begun, page, { ...page, newestOrderAt: fourth }), 75],
    ['after a page without orders', { ...read(begun, page), ...placeAfter(read(begun, page), none) }, 25],
    ['at its end, which only finishing is', read(begun, { ...page, newestOrderAt: begun.before }), 99],
    [
      'when an order changed again behind its end',
      read(begun, page, { ...page, newestOrderAt: '2026-05-06T00:00:00Z' }),
      25,
    ],
    ['after a page that is not in order', read(begun, { ...page, isAscending: false }), undefined],
    ['after pages that go back', read(begun, { ...page, newestOrderAt: fourth }, page), undefined],
    ['for good, once a page was not in order', read(begun, { ...page, isAscending: false }, page), undefined],
    ['when its orders have no times', { ...begun, orders: 7 }, undefined],
  ])('%s', (_name, period, percent) => {
    expect(percentRead(period)).toBe(percent);
  });

  it('is told in words, and what nobody knows is said so', () => {
    expect(progressText(read(begun, page))).toBe('25 %, 100 orders so far');
    expect(progressText({ ...begun, isOutOfOrder: true, orders: 3 })).toBe(
      '3 orders so far; how much is left, Amazon does not tell',
    );
  });
});

describe('sweeps that have fallen behind', () => {
  const nowMs = Date.parse(begun.before);
  const state = (to: string) => ({ cursors: { FBM: to, FBA: to }, backlog: { since: begun.after, orders: 700 } });

  it('are as far as both kinds are read, up to now', () => {
    const { cursors, ...rest } = state(second);
    const behind = catchingUp({ ...rest, cursors: { ...cursors, FBM: fourth } }, nowMs);
    expect(behind).toEqual({ after: begun.after, before: begun.before, orders: 700, reachedTo: second });
  });

  it('have nothing to catch up with when nothing is left over, or only minutes are', () => {
    expect(catchingUp({ cursors: { FBM: second, FBA: second } }, nowMs)).toBeUndefined();
    expect(catchingUp(state('2026-05-04T23:45:00.000Z'), nowMs)).toBeUndefined();
  });

  it('cannot say how far they are inside a window that is followed by its token', () => {
    const behind = catchingUp({ ...state(begun.after), window: { pageToken: 'two' } }, nowMs);
    expect(behind && percentRead(behind)).toBeUndefined();
    expect(behind).toMatchObject({ orders: 700 });
  });
});
