import type { AmazonOrder, UnreadableOrder } from '../domain/amazon-order.js';
import { isVerifiedStatus } from '../domain/amazon-status.js';
import { assertNever } from '../domain/assert-never.js';
import { type OrderSighting, sightingOf } from '../domain/order-sighting.js';
import type { BusinessEvents } from '../telemetry/events.js';
import type { HandedOver, SightedOrder, StartRules } from './order-starter.js';
import type { SweptAccount } from './swept-account.js';

export type TakeDeps = {
  readonly account: SweptAccount;
  readonly handOver: (sighted: SightedOrder, settings: StartRules) => Promise<HandedOver>;
  readonly events: Pick<
    BusinessEvents,
    'orderHandedOver' | 'orderSignalled' | 'orderIgnored' | 'unreadableOrderSeen' | 'orderSeen'
  >;
  readonly nowMs: () => number;
};

/** An order that was just read: kept in memory for its first activity, then handed to its workflow, then counted. */
export async function takeOrder(
  { account, handOver, events, nowMs }: TakeDeps,
  order: AmazonOrder | UnreadableOrder,
  since: string,
): Promise<HandedOver> {
  if ('unreadableAt' in order) events.unreadableOrderSeen({ account: account.accountId, at: order.unreadableAt });
  else if (isVerifiedStatus(order.status)) account.recentOrders.remember(order);
  const sighted = sightedOrder(account, order);
  const handedOver = await handOver(sighted, { ...account.orders, since });
  const { lastUpdatedAt } = order;
  if (lastUpdatedAt !== undefined) {
    account.handedOver.add(order.id, lastUpdatedAt);
    const lagMs = nowMs() + account.amazon.clockSkewMs() - Date.parse(lastUpdatedAt);
    events.orderSeen({ account: account.accountId, lagSeconds: Math.max(0, lagMs / 1_000) });
  }
  tell(events, sighted, handedOver);
  return handedOver;
}

function tell(events: TakeDeps['events'], { order }: SightedOrder, handedOver: HandedOver): void {
  switch (handedOver.result) {
    case 'handed-over':
      events.orderHandedOver({ order, decision: handedOver.decision });
      break;
    case 'signalled':
    case 'late':
      events.orderSignalled({ order });
      break;
    case 'running':
      events.orderIgnored({ account: order.accountId, reason: 'no-news' });
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
