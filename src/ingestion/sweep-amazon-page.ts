import type { AccountActivities } from '../../activities/contract.js';
import type { AmazonOrders, OrdersPage } from '../amazon/port.js';
import type { AmazonOrder, UnreadableOrder } from '../domain/amazon-order.js';
import { isVerifiedStatus } from '../domain/amazon-status.js';
import { assertNever } from '../domain/assert-never.js';
import type { AccountId, MarketplaceId, SellerId } from '../domain/ids.js';
import type { ImportRules } from '../domain/import-rules.js';
import type { OrderSettings } from '../domain/order-settings.js';
import { type OrderSighting, sightingOf } from '../domain/order-sighting.js';
import type { BusinessEvents } from '../telemetry/events.js';
import type { HandedOver, SightedOrder } from './order-starter.js';
import type { RecentOrders } from './recent-orders.js';
import type { RecentlyHandedOver } from './recently-handed-over.js';

/** What the gateway of one account holds while it has the lease. */
export type SweptAccount = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  readonly marketplaces: readonly MarketplaceId[];
  readonly orders: OrderSettings & Omit<ImportRules, 'since'>;
  readonly amazon: AmazonOrders & { readonly clockSkewMs: () => number };
  readonly recentOrders: RecentOrders;
  readonly handedOver: RecentlyHandedOver;
  readonly searchAllowance: () => { readonly ratePerSecond: number; readonly tokens: number };
};

type Deps = {
  readonly account: SweptAccount;
  readonly handOver: (sighted: SightedOrder, settings: OrderSettings & ImportRules) => Promise<HandedOver>;
  readonly events: Pick<
    BusinessEvents,
    'orderHandedOver' | 'orderSignalled' | 'orderIgnored' | 'unreadableOrderSeen' | 'sweepFinished'
  >;
};

/** Kept for whoever must search at once: a reconciliation, a recovery. */
const keptTokens = 4;
/** Starts under way at the same time. */
const handOversMax = 8;

/** One page: read, remembered in memory for the orders' first activity, handed over to Temporal, and only then done. */
export const sweepAmazonPage =
  ({ account, handOver, events }: Deps): AccountActivities['sweepAmazonPage'] =>
  async ({ since, updatedAfter, updatedBefore, pageToken }) => {
    const page = await account.amazon.searchOrders({
      updatedAfter,
      updatedBefore,
      marketplaces: account.marketplaces,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    if (page === 'page-token-refused') return { outcome: 'page-token-refused' };

    const news = page.orders.filter((order) => !account.handedOver.has(order.id, order.lastUpdatedAt ?? ''));
    const handed = await eachOf(news, async (order) => {
      if ('unreadableAt' in order) events.unreadableOrderSeen({ account: account.accountId, at: order.unreadableAt });
      else if (isVerifiedStatus(order.status)) account.recentOrders.remember(order);
      const sighted = sightedOrder(account, order);
      const handedOver = await handOver(sighted, { ...account.orders, since });
      account.handedOver.add(order.id, order.lastUpdatedAt ?? '');
      tell(events, sighted, handedOver);
      return handedOver;
    });
    const started = handed.filter(({ result }) => result === 'handed-over').length;
    const newestOrderAt = newestOf(page);
    events.sweepFinished({ account: account.accountId, orders: page.orders.length, windowEnd: updatedBefore });
    return {
      outcome: 'page',
      orders: page.orders.length,
      started,
      ...(page.nextPageToken === undefined ? {} : { nextPageToken: page.nextPageToken }),
      ...(page.reachesTo === undefined ? {} : { reachesTo: page.reachesTo }),
      ...(newestOrderAt === undefined ? {} : { newestOrderAt }),
      nextCallAfterMs: nextCallAfterMs(account, page),
      clockSkewMs: account.amazon.clockSkewMs(),
    };
  };

function tell(events: Deps['events'], { order }: SightedOrder, handedOver: HandedOver): void {
  switch (handedOver.result) {
    case 'handed-over':
      events.orderHandedOver({ order, decision: handedOver.decision });
      break;
    case 'signalled':
      events.orderSignalled({ order });
      break;
    case 'ended':
      events.orderIgnored({ account: order.accountId, reason: 'ended-before' });
      break;
    case 'ignored':
      events.orderIgnored({ account: order.accountId, reason: handedOver.because });
      break;
    default:
      assertNever(handedOver);
  }
}

function sightedOrder(
  { accountId, sellerId, marketplaces }: SweptAccount,
  order: AmazonOrder | UnreadableOrder,
): SightedOrder {
  const [anyMarketplace] = marketplaces;
  const marketplaceId = order.marketplaceId ?? anyMarketplace;
  if (marketplaceId === undefined) throw new Error('an account without a marketplace sweeps nothing');
  return {
    order: { accountId, sellerId, marketplaceId, amazonOrderId: order.id },
    sighting: 'unreadableAt' in order ? unreadableSighting(order) : sightingOf(order),
  };
}

/** It is listed and blocked, with the place that could not be read; everything else is unknown until it is read again. */
function unreadableSighting({ unreadableAt, lastUpdatedAt }: UnreadableOrder): OrderSighting {
  const at = lastUpdatedAt ?? new Date(0).toISOString();
  return {
    status: 'Unrecognised',
    fulfilledBy: 'FBM',
    lastUpdatedAt: at,
    purchasedAt: at,
    buyerRequestsCancel: false,
    lines: [],
    packages: [],
    unreadableAt,
  };
}

/** In small groups. One that fails fails the page, after the others were handed over: the page is then read again. */
async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += handOversMax) {
    const group = await Promise.allSettled(items.slice(from, from + handOversMax).map(work));
    for (const settled of group) {
      if (settled.status === 'rejected') throw settled.reason;
      results.push(settled.value);
    }
  }
  return results;
}

const newestOf = ({ orders }: OrdersPage): string | undefined =>
  orders
    .map(({ lastUpdatedAt }) => lastUpdatedAt ?? '')
    .filter((at) => at !== '')
    .toSorted()
    .at(-1);

function nextCallAfterMs({ searchAllowance }: SweptAccount, { nextPageToken }: OrdersPage): number {
  const { ratePerSecond, tokens } = searchAllowance();
  return nextPageToken !== undefined && tokens > keptTokens ? 0 : Math.ceil(1_000 / ratePerSecond);
}
