import type { ReadPage } from '../activities/contract.js';
import type { FulfilledBy } from '../src/domain/amazon-order.js';
import { type MarketplaceId, parseMarketplaceId } from '../src/domain/ids.js';
import type { AccountState, Pinned, Reread, SweepWindow } from './account-state.js';

/** Late listings and our own lateness: a window begins this long before the last one ended. */
const overlapMs = 10 * 60_000;
/** Amazon shows a change after two minutes at the earliest; the third minute is for clocks. */
const newestAgeMs = 3 * 60_000;
/** So many announced orders are forty seconds of getOrder's default rate: more is a backlog. */
export const backlogMin = 20;
const sweepPagesWhenBusy = 6;
/** What Amazon puts on a page. */
const pageSizeMax = 100;
const reconcileEveryMs = 24 * 3_600_000;
const reconciledPeriodMs = 3 * 24 * 3_600_000;

const iso = (ms: number): string => new Date(ms).toISOString();

export type Turn =
  | { readonly kind: 'sweep' }
  | { readonly kind: 'reread'; readonly reread: Reread }
  | { readonly kind: 'wait'; readonly ms: number };

/** Sweeps go first; what is read once more takes turns with them, or, while there is much news to read, one in several. */
export function nextTurn(state: AccountState, nowMs: number): Turn {
  const untilCallMs = Date.parse(state.nextCallAt) - nowMs;
  if (untilCallMs > 0) return { kind: 'wait', ms: untilCallMs };
  const [reread] = state.rereads;
  const untilSweepMs = state.window === undefined ? Date.parse(state.nextSweepAt) - nowMs : 0;
  if (untilSweepMs > 0) return reread === undefined ? { kind: 'wait', ms: untilSweepMs } : { kind: 'reread', reread };
  if (reread === undefined) return { kind: 'sweep' };
  // Somebody waits for what an operator asked for.
  const pagesBefore = reread.why !== 'operator' && isBusy(state) ? sweepPagesWhenBusy : 1;
  return state.sweepPagesInARow >= pagesBefore ? { kind: 'reread', reread } : { kind: 'sweep' };
}

/**
 * Both ends are pinned: they stay the same for every page, and Amazon's page tokens are bound to them. An overlap is free
 * while everything fits on a page; when there is much to read it would halve what is read, and is made up for later.
 */
export function nextWindow(state: AccountState, nowMs: number): SweepWindow {
  const newestMs = Date.parse(newestReadable(state, nowMs));
  const fulfilledBy = nextKind(state);
  const fromMs = fulfilledBy === undefined ? readUpToMs(state) : Date.parse(state.cursors[fulfilledBy]);
  const beganMs = isBusy(state) ? fromMs : fromMs - overlapMs;
  return {
    after: iso(Math.min(beganMs, newestMs - 1_000)),
    before: iso(newestMs),
    pages: 0,
    orders: 0,
    ...(fulfilledBy === undefined ? {} : { fulfilledBy }),
  };
}

/**
 * A full page that came in the order of the changes ends its window where it ends itself: the next window goes on there, up
 * to what Amazon shows by then. Followed by its token, a window ends in a page that is not full, and in a backlog each page
 * is worth a hundred orders. Whatever order Amazon answers in, undefined is always right.
 */
export function readUpTo(window: SweepWindow, page: ReadPage): string | undefined {
  const { newestOrderAt, orders, isAscending } = page;
  const isFirstPage = window.pages === 0 && window.pageToken === undefined;
  // Beyond the window's end it is no place on the list: that order changed again after the list was made.
  const isFurther = newestOrderAt !== undefined && newestOrderAt > window.after && newestOrderAt <= window.before;
  return isFirstPage && isAscending && isFurther && orders >= pageSizeMax ? newestOrderAt : undefined;
}

/** What was read last filled half a page or more. */
export const isBusy = ({ lastWindow }: AccountState): boolean =>
  lastWindow !== undefined && (lastWindow.pages > 1 || lastWindow.orders >= pageSizeMax / 2);

/** The kind that was read furthest: what the other one is behind is read once more, beside the sweeps. */
const readUpToMs = ({ cursors }: AccountState): number => Math.max(Date.parse(cursors.FBM), Date.parse(cursors.FBA));

/**
 * Periods that sweeps have left out and go on without: an overlap, a kind that was announced while the other one was
 * read, the time that a marketplace was closed. They are read once more as soon as there is allowance for it.
 */
export function leftBehind(state: AccountState): readonly Reread[] {
  if (nextKind(state) !== undefined) return [];
  const before = iso(readUpToMs(state));
  const owed = (why: Reread['why'], since: string) =>
    newReread({ id: `${why} ${since} ${before}`, why, after: iso(Date.parse(since) - overlapMs), before });
  const oldest = iso(Math.min(Date.parse(state.cursors.FBM), Date.parse(state.cursors.FBA)));
  return [
    ...(state.notOverlappedSince === undefined || isBusy(state) ? [] : [owed('overlap', state.notOverlappedSince)]),
    ...(oldest === before ? [] : [owed('backlog', oldest)]),
  ];
}

/**
 * Since when windows follow each other without overlap. While a backlog keeps `leftBehind` from reading it once more, it
 * stays owed, however little there is to read.
 */
export function overlapOwed(state: AccountState, { after }: Pick<SweepWindow, 'after'>): string | undefined {
  if (isBusy(state)) return state.notOverlappedSince ?? after;
  return nextKind(state) === undefined ? undefined : state.notOverlappedSince;
}

/** Amazon binds a page token to the marketplaces too: those that were left out of the first page stay out to the last. */
export function pinned<Period extends Pinned>(state: AccountState, period: Period, nowMs: number): Period {
  return period.pageToken === undefined ? { ...period, without: closedNow(state, nowMs) } : period;
}

/** What this window did not leave out, Amazon has just let us read. */
export const reopened = ({ closedMarketplaces }: AccountState, { without = [] }: Pinned) =>
  Object.entries(closedMarketplaces).filter(([id]) => !without.some((left) => left === id));

/** A period that was read without a marketplace is read once more for it, when it is open again. */
export function owedToClosed(state: AccountState, { after, before, without = [] }: Reread): AccountState {
  const { closedMarketplaces, rereads } = state;
  const isClosed = (id: string) => closedMarketplaces[id] !== undefined;
  const earlier = without.flatMap((id) => {
    const closed = closedMarketplaces[id];
    return closed === undefined || closed.since <= after ? [] : [[id, { ...closed, since: after }] as const];
  });
  const id = `marketplace ${after} ${before}`;
  const isOwed = !without.every(isClosed) && !rereads.some((known) => known.id === id);
  return {
    ...state,
    closedMarketplaces: { ...closedMarketplaces, ...Object.fromEntries(earlier) },
    rereads: isOwed ? [...rereads, newReread({ id, why: 'marketplace', after, before })] : rereads,
  };
}

/**
 * When more announced orders wait than getOrder can serve, the two routes must read different orders, or their quotas do
 * not add up: searches then read the kind that was not announced, and what they have to spare goes to the other one,
 * from its oldest end, while getOrder takes the newest.
 */
export function nextKind({ waiting, lastWindow }: AccountState): FulfilledBy | undefined {
  if (Math.max(waiting.FBM, waiting.FBA) < backlogMin) return undefined;
  const announced = waiting.FBM >= waiting.FBA ? 'FBM' : 'FBA';
  const other = announced === 'FBM' ? 'FBA' : 'FBM';
  const hadRoom = lastWindow?.pages === 1 && lastWindow.orders < pageSizeMax;
  return lastWindow?.fulfilledBy === other && hadRoom ? announced : other;
}

/** Left out of searches until they are tried again. */
export const closedNow = ({ closedMarketplaces }: AccountState, nowMs: number): readonly MarketplaceId[] =>
  Object.entries(closedMarketplaces)
    .filter(([, { retryAt }]) => Date.parse(retryAt) > nowMs)
    .flatMap(([id]) => parseMarketplaceId(id) ?? []);

/** Once a day the last days are compared with the workflows: the list may have shown an order too late for its window. */
export function dailyReread(state: AccountState, nowMs: number): Reread | undefined {
  const { reconciledAt, rereads } = state;
  if (nowMs - Date.parse(reconciledAt) < reconcileEveryMs || rereads.some(({ why }) => why === 'daily'))
    return undefined;
  const before = newestReadable(state, nowMs);
  const after = iso(Date.parse(before) - reconciledPeriodMs);
  return newReread({ id: `daily ${iso(nowMs)}`, why: 'daily', after, before });
}

export const newReread = (period: Pick<Reread, 'id' | 'why' | 'after' | 'before'>): Reread => ({
  ...period,
  orders: 0,
  missing: 0,
  differing: 0,
});

/** As far as Amazon shows changes. */
export const newestReadable = ({ clockSkewMs }: AccountState, nowMs: number): string =>
  iso(nowMs + clockSkewMs - newestAgeMs);
