/** A period that is being read, page by page. */
export type ReadPeriod = {
  readonly after: string;
  readonly before: string;
  readonly orders: number;
  /** The newest change that was read, as long as every page came in the order of the changes. */
  readonly reachedTo?: string;
  /** A page came in another order, which Amazon may do: how much is left cannot be told any more. */
  readonly isOutOfOrder?: true;
};

/** Why a period is read once more. */
export type RereadReason = 'operator' | 'daily' | 'overlap' | 'backlog' | 'marketplace';

type Page = { readonly orders: number; readonly isAscending: boolean; readonly newestOrderAt?: string };
type Place = Pick<ReadPeriod, 'reachedTo' | 'isOutOfOrder'>;

/** Where one page more leaves a period. Amazon tells no total: the times of the changes are the only place there is. */
export function placeAfter({ before, reachedTo, isOutOfOrder }: ReadPeriod, page: Page): Place {
  if (isOutOfOrder === true) return { isOutOfOrder };
  const { newestOrderAt } = page;
  const kept: Place = reachedTo === undefined ? {} : { reachedTo };
  if (page.orders === 0 || newestOrderAt === undefined) return kept;
  const newestMs = Date.parse(newestOrderAt);
  if (!page.isAscending || (reachedTo !== undefined && newestMs < Date.parse(reachedTo))) return { isOutOfOrder: true };
  // An order that changed again after the list was made stands beyond its end, and is no place on it.
  return newestMs > Date.parse(before) ? kept : { reachedTo: newestOrderAt };
}

/** In whole per cents of the period's time; undefined when nobody can know. What is not finished is never 100. */
export function percentRead({ after, before, orders, reachedTo, isOutOfOrder }: ReadPeriod): number | undefined {
  if (isOutOfOrder === true || (reachedTo === undefined && orders > 0)) return undefined;
  if (reachedTo === undefined) return 0;
  const beganMs = Date.parse(after);
  const percent = Math.floor((100 * (Date.parse(reachedTo) - beganMs)) / (Date.parse(before) - beganMs));
  return Number.isFinite(percent) ? Math.min(99, Math.max(0, percent)) : undefined;
}

export const progressText = (period: ReadPeriod): string => {
  const percent = percentRead(period);
  const orders = `${period.orders} orders so far`;
  return percent === undefined ? `${orders}; how much is left, Amazon does not tell` : `${percent} %, ${orders}`;
};

/** Sweeps that have fallen behind: more has changed than fits on the pages that Amazon grants. */
export type Backlog = { readonly since: string; readonly orders: number };

type SweptState = {
  readonly backlog?: Backlog;
  readonly cursors: { readonly FBM: string; readonly FBA: string };
  readonly window?: { readonly pageToken?: string };
};

/** Nobody waits for less: two ordinary sweeps are not yet a piece of work. */
const longWorkMs = 30 * 60_000;

/** What sweeps have to catch up with, a first connection with `since` in the past among it; undefined when it is little. */
export function catchingUp({ backlog, cursors, window }: SweptState, nowMs: number): ReadPeriod | undefined {
  if (backlog === undefined) return undefined;
  const reachedTo = cursors.FBM < cursors.FBA ? cursors.FBM : cursors.FBA;
  if (nowMs - Date.parse(reachedTo) < longWorkMs) return undefined;
  const period = { after: backlog.since, before: new Date(nowMs).toISOString(), orders: backlog.orders };
  // Followed by its token, a window moves nothing before its end.
  return window?.pageToken === undefined ? { ...period, reachedTo } : { ...period, isOutOfOrder: true };
}
