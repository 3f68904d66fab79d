import type { AmazonOrder, UnreadableOrder } from '../src/domain/amazon-order.js';
import type { AccountRemotes } from './account-remotes.js';
import type { BlockedOutcome, OrderRef } from './contract.js';

/** The order with its personal data, out of memory or from Amazon. It never leaves the activity that asked. */
export async function readOrder(
  { amazon, recentOrders }: Pick<AccountRemotes, 'amazon' | 'recentOrders'>,
  { amazonOrderId }: OrderRef,
): Promise<AmazonOrder | BlockedOutcome> {
  return orBlocked(recentOrders.recall(amazonOrderId) ?? (await amazon.fetchOrder(amazonOrderId)));
}

/** What Amazon does not know, or shows in a way that cannot be read, blocks the order. */
export function orBlocked(order: AmazonOrder | UnreadableOrder | 'not-found'): AmazonOrder | BlockedOutcome {
  if (order === 'not-found') {
    return { outcome: 'blocked', blocker: { code: 'amazon-refused', subject: 'it does not know this order' } };
  }
  if ('unreadableAt' in order) {
    return { outcome: 'blocked', blocker: { code: 'order-unreadable', subject: order.unreadableAt } };
  }
  return order;
}
