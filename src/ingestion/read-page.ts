import type { ReadPage, ReadPageOutcome, ReadPageRequest } from '../../activities/contract.js';
import type { OrdersPage } from '../amazon/port.js';
import type { AmazonOrder, UnreadableOrder } from '../domain/amazon-order.js';
import type { AmazonOrderId } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { given } from '../remote/given.js';
import type { BusinessEvents } from '../telemetry/events.js';
import { searchPage } from './search-page.js';
import type { SweptAccount } from './swept-account.js';
import type { TakeDeps } from './taken-order.js';
import { troubleOf } from './trouble.js';

/** Kept for whoever must search at once: a recovery that an operator asks for. */
const keptTokens = 4;
/** Starts under way at the same time. */
const handOversMax = 8;

/** `handed-over` and the like, as its taker says. */
export type PageTaker = (
  order: AmazonOrder | UnreadableOrder,
) => Promise<'handed-over' | 'missing' | 'differing' | 'no-news'>;

export type PageDeps = TakeDeps & {
  readonly events: TakeDeps['events'] & Pick<BusinessEvents, 'pageRead' | 'partFaulted'>;
};

/** One page: read, remembered in memory for the orders' first activity, handed over to Temporal, and only then done. */
export async function readPage(
  { account, events, nowMs }: PageDeps,
  request: ReadPageRequest,
  { reading, take }: { readonly reading: 'sweep' | 'reconciliation'; readonly take: PageTaker },
): Promise<ReadPageOutcome> {
  const page = await searchPage(account, request);
  if ('outcome' in page) return page;
  const answeredAtMs = nowMs();
  const taken = await takePage(page.orders, take, (error) => events.partFaulted({ part: 'taking-an-order', error }));
  events.pageRead({
    account: account.accountId,
    reading,
    orders: page.orders.length,
    windowEnd: request.updatedBefore,
    withoutId: page.withoutId,
    notTaken: taken.notTaken.length,
  });
  return { ...pageReport(account, page, { elapsedMs: nowMs() - answeredAtMs }), ...taken };
}

/**
 * Hands over a page in small groups. One that Temporal will never take, or that shows a fault of ours, is named and passed
 * over: the others, and the pages behind them, must not wait for a repair. When Temporal cannot be asked the page fails, and
 * is read again; so it does when Commerce cannot be searched for an old order, but only after all others were handed over.
 */
export async function takePage(orders: OrdersPage['orders'], take: PageTaker, onFault: (error: unknown) => void) {
  const count = { 'handed-over': 0, missing: 0, differing: 0, 'no-news': 0 };
  const notTaken: AmazonOrderId[] = [];
  let commerceFailure: RemoteFailure | undefined;
  for (let from = 0; from < orders.length; from += handOversMax) {
    const group = orders.slice(from, from + handOversMax);
    const settled = await Promise.allSettled(group.map(take));
    for (const [index, result] of settled.entries()) {
      const order = group[index];
      if (result.status === 'fulfilled') count[result.value] += 1;
      else if (result.reason instanceof RemoteFailure)
        commerceFailure = result.reason; // no other remote is asked here
      else if (order === undefined || troubleOf(result.reason).trouble === 'away') throw result.reason;
      else {
        notTaken.push(order.id);
        onFault(result.reason);
      }
    }
  }
  if (commerceFailure !== undefined) throw commerceFailure;
  return { handedOver: count['handed-over'], missing: count.missing, differing: count.differing, notTaken };
}

type Report = Omit<ReadPage, 'handedOver' | 'missing' | 'differing' | 'notTaken'>;

/** What the account workflow has to know of a page that was read and taken. */
function pageReport(account: SweptAccount, page: OrdersPage, { elapsedMs }: { readonly elapsedMs: number }): Report {
  const changes = page.orders.map(({ lastUpdatedAt }) => lastUpdatedAt ?? '').filter((at) => at !== '');
  const newestOrderAt = changes.toSorted().at(-1);
  return {
    outcome: 'page',
    orders: page.orders.length,
    ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
    ...(page.reachesTo === undefined ? {} : { reachesTo: page.reachesTo }),
    ...(newestOrderAt === undefined ? {} : { newestOrderAt }),
    isAscending:
      changes.length === page.orders.length && changes.every((at, index) => at >= (changes[index - 1] ?? '')),
    ...pacing(account.searchAllowance(), elapsedMs),
    clockSkewMs: account.amazon.clockSkewMs(),
    waiting: account.waiting(),
    ...given({ queue: account.queue() }),
  };
}

/**
 * Counted from the call, not from the end of what it brought: at one call in three minutes, seconds are orders. Once the
 * bucket is empty its next token alone counts: a call that came late has left a part of it there, and is so made up for.
 */
function pacing({ ratePerSecond, tokens }: ReturnType<SweptAccount['searchAllowance']>, elapsedMs: number) {
  const nextSweepAfterMs = Math.max(0, Math.ceil(1_000 / ratePerSecond - elapsedMs));
  const nextTokenMs = Math.ceil(((1 - tokens) / ratePerSecond) * 1_000);
  if (tokens > keptTokens) return { nextSweepAfterMs, nextCallAfterMs: 0 };
  return { nextSweepAfterMs, nextCallAfterMs: tokens >= 1 ? nextSweepAfterMs : nextTokenMs };
}
