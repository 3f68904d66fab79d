import { setTimeout as waitMs } from 'node:timers/promises';
import type { AccountId, AmazonOrderId, CommerceOrderNumber } from '../../domain/ids.js';
import { IndexFeed, type IndexHealth, type IndexLimits } from './index-feed.js';
import type { OrderFilter } from './order-filter.js';
import type { OrderRow } from './order-row.js';
import { OrderRows } from './order-rows.js';
import { countOrders, type FoundOrders, type OrderCounts, type OrderSearch, searchOrders } from './order-search.js';
import { repeatUntilStopped } from './repeat-until-stopped.js';
import type { VisibilityLister } from './visibility-lister.js';

/** What pages and the API ask. All of it is answered from memory, at once, also while Temporal is away. */
export interface OrderIndexReader {
  search(search: OrderSearch): FoundOrders;
  count(filter: OrderFilter): OrderCounts;
  find(amazonOrderId: AmazonOrderId): OrderRow | undefined;
  findByCommerceNumber(account: AccountId, number: CommerceOrderNumber): readonly OrderRow[];
  health(): IndexHealth;
  /** Everything that lists may show, in no order. */
  listed(): Iterable<OrderRow>;
  /** Another number whenever a row is different. */
  version(): number;
}

export interface OrderIndex extends OrderIndexReader {
  /** All that are held, in no order. */
  rows(): Iterable<OrderRow>;
  /** Loads, then stays fresh until stopped. Returns at once. */
  start(): void;
  stop(): Promise<void>;
}

export interface OrderIndexEvents {
  /** Named and counted; the index goes on with what it holds. */
  orderIndexFailed(failure: { readonly step: 'load' | 'refresh'; readonly error: unknown }): void;
}

export type OrderIndexDeps = {
  readonly lister: VisibilityLister;
  readonly events: OrderIndexEvents;
  readonly indexDays: number;
  /** Lists show these. Orders of an account that was taken out show only while they wait for it. */
  readonly accounts: readonly string[];
  readonly nowMs?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly rowsMax?: number;
  readonly limits?: Partial<IndexLimits>;
};

/** Open pages ask every second on top of it: a change is to be shown within three, also where an answer takes its time. */
const refreshEveryMs = 600;
/** The closed orders come over the same few calls: until they are here, freshness waits a little longer. */
const refreshWhileLoadingMs = 2000;
/** Workflows that somebody deleted tell no query so: only a full load finds them gone. */
const reloadEveryMs = 60 * 60 * 1000;
const pauseMaxMs = 15_000;
/** 200,000 rows of well under 1 KB: beyond that the page says that the oldest closed orders are left out. */
const rowsMaxDefault = 200_000;
const limitsDefault = { pageSize: 1000, overlapMs: 15_000, firstOverlapMs: 5 * 60_000 };

/** Visibility cannot sort, counts by status only and allows few calls: so every HTTP process keeps the orders in memory. */
export function createOrderIndex(deps: OrderIndexDeps): OrderIndex {
  const { lister, events, indexDays, nowMs = Date.now, wait = waitWithSignal } = deps;
  const rows = new OrderRows({ rowsMax: deps.rowsMax ?? rowsMaxDefault });
  const feed = new IndexFeed({ lister, rows, nowMs, limits: { ...limitsDefault, indexDays, ...deps.limits } });
  const accounts = new Set(deps.accounts);
  const isListed = ({ account, blockedBy }: OrderRow): boolean =>
    accounts.has(account) || blockedBy === 'account-removed';
  // While open orders load, a refresh would bring the same rows, and who waits for them would wait for it too.
  const isTooEarly = (step: 'load' | 'refresh'): boolean =>
    step === 'refresh' && feed.health().phase === 'loading-open';
  const repeat = (step: 'load' | 'refresh', everyMs: () => number): (() => Promise<void>) =>
    repeatUntilStopped({
      step: async (signal) => (isTooEarly(step) ? undefined : feed[step](signal)),
      everyMs,
      pauseMaxMs,
      wait,
      onFailure: (error) => {
        feed.noteFailure();
        events.orderIndexFailed({ step, error });
      },
    });

  let stops: readonly (() => Promise<void>)[] = [];
  return {
    search: (search) => searchOrders({ rows, isListed }, search),
    count: (filter) => countOrders({ rows, isListed }, filter),
    find: (amazonOrderId) => rows.byAmazonId(amazonOrderId),
    findByCommerceNumber: (account, number) =>
      [...rows.all()].filter((row) => row.account === account && row.commerceOrderNumber === number),
    health: () => feed.health(),
    listed: () => listedOf(rows.all(), isListed),
    version: () => rows.version,
    rows: () => rows.all(),
    start: () => {
      if (stops.length > 0) return;
      const refreshPauseMs = () => (feed.health().phase === 'complete' ? refreshEveryMs : refreshWhileLoadingMs);
      stops = [repeat('load', () => reloadEveryMs), repeat('refresh', refreshPauseMs)];
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      stops = [];
    },
  };
}

function* listedOf(rows: Iterable<OrderRow>, isListed: (row: OrderRow) => boolean): Generator<OrderRow> {
  for (const row of rows) if (isListed(row)) yield row;
}

const waitWithSignal = async (ms: number, signal: AbortSignal): Promise<void> => {
  await waitMs(ms, undefined, { signal });
};
