import type { OrderRow } from './order-row.js';
import type { OrderRows } from './order-rows.js';
import { openOrders, ordersChangedSince, ordersClosedSince, type VisibilityFilter } from './visibility-filter.js';
import type { VisibilityLister } from './visibility-lister.js';

/** What is in memory: nothing yet, all open orders, or the closed ones too. */
export type IndexPhase = 'loading-open' | 'loading-closed' | 'complete';

export type IndexHealth = {
  readonly phase: IndexPhase;
  readonly orderCount: number;
  readonly isTruncated: boolean;
  readonly unreadableCount: number;
  /** The list shows every change that Temporal told of until then. */
  readonly refreshedAtMs?: number;
  /** Since when Temporal has not answered. */
  readonly failingSinceMs?: number;
};

export type IndexLimits = {
  /** Closed orders older than this leave the index. */
  readonly indexDays: number;
  readonly pageSize: number;
  /** Visibility lags behind the workflows: what changed this long before the latest seen change is read again. */
  readonly overlapMs: number;
  /** The same before anything was seen, when only our own clock says where to begin. */
  readonly firstOverlapMs: number;
};

type Deps = {
  readonly lister: VisibilityLister;
  readonly rows: OrderRows;
  readonly limits: IndexLimits;
  readonly nowMs: () => number;
};

type Reading = {
  readonly filter: VisibilityFilter;
  readonly signal: AbortSignal | undefined;
  readonly note?: (row: OrderRow) => void;
};

/** A server that hands out page tokens for ever must not hold us for ever: a million orders is beyond every index. */
const pagesMax = 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Brings rows from visibility into memory: once in full, then only what changed. One step a call; who calls repeats. */
export class IndexFeed {
  readonly #deps: Deps;
  #phase: IndexPhase = 'loading-open';
  #unreadableCount = 0;
  #refreshedAtMs: number | undefined;
  #failingSinceMs: number | undefined;
  #changedUntilMs: number;
  #closedUntilMs: number;

  constructor(deps: Deps) {
    this.#deps = deps;
    const firstMs = deps.nowMs() - deps.limits.firstOverlapMs;
    this.#changedUntilMs = firstMs;
    this.#closedUntilMs = firstMs;
  }

  health(): IndexHealth {
    const { rows } = this.#deps;
    return {
      phase: this.#phase,
      orderCount: rows.size,
      isTruncated: rows.isTruncated,
      unreadableCount: this.#unreadableCount,
      ...(this.#refreshedAtMs === undefined ? {} : { refreshedAtMs: this.#refreshedAtMs }),
      ...(this.#failingSinceMs === undefined ? {} : { failingSinceMs: this.#failingSinceMs }),
    };
  }

  /** Open orders first, whatever their age: they are what somebody has to act on. A later load replaces what is held. */
  async load(signal?: AbortSignal): Promise<void> {
    const { rows, nowMs, limits } = this.#deps;
    rows.beginGeneration();
    const unreadableOpen = await this.#readAll({ filter: openOrders(), signal });
    if (this.#phase === 'loading-open') this.#phase = 'loading-closed';
    const unreadableClosed = await this.#readAll({
      filter: ordersClosedSince(nowMs() - limits.indexDays * dayMs),
      signal,
    });
    rows.dropUnseen();
    this.#unreadableCount = unreadableOpen + unreadableClosed;
    this.#phase = 'complete';
  }

  /** Two cheap queries. Where they begin moves on only when both have ended, so that a failure loses nothing. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { rows, nowMs, limits } = this.#deps;
    const startedAtMs = nowMs();
    let changedUntilMs = this.#changedUntilMs;
    let closedUntilMs = this.#closedUntilMs;
    const note = (row: OrderRow): void => {
      changedUntilMs = Math.max(changedUntilMs, row.changedAtMs ?? 0);
      closedUntilMs = Math.max(closedUntilMs, row.closedAtMs ?? 0);
    };
    await this.#readAll({ filter: ordersChangedSince(this.#changedUntilMs - limits.overlapMs), signal, note });
    await this.#readAll({ filter: ordersClosedSince(this.#closedUntilMs - limits.overlapMs), signal, note });
    // A clock that runs ahead must not carry the beginning past changes that are still to come.
    this.#changedUntilMs = Math.min(changedUntilMs, startedAtMs);
    this.#closedUntilMs = Math.min(closedUntilMs, startedAtMs);
    rows.dropClosedBefore(startedAtMs - limits.indexDays * dayMs);
    this.#refreshedAtMs = startedAtMs;
    this.#failingSinceMs = undefined;
  }

  noteFailure(): void {
    this.#failingSinceMs ??= this.#deps.nowMs();
  }

  async #readAll({ filter, signal, note }: Reading): Promise<number> {
    const { lister, rows, limits } = this.#deps;
    const request = { filter, pageSize: limits.pageSize, ...(signal === undefined ? {} : { signal }) };
    let unreadableCount = 0;
    let pages = 0;
    for await (const page of lister.pages(request)) {
      rows.take(page.rows);
      if (note !== undefined) page.rows.forEach(note);
      unreadableCount += page.unreadableCount;
      pages += 1;
      if (pages === pagesMax) break;
    }
    return unreadableCount;
  }
}
