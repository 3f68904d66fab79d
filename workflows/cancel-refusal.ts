import { cancelReasons, parseCancelReason } from '../src/domain/cancel-reason.js';
import { isRequestOpen, isWishOpen } from './cancel-steps.js';
import type { OrderFacts } from './order-facts.js';
import { isCancelledAtAmazon } from './order-steps.js';

/** Why an operator may not have the order cancelled now; undefined: Amazon may be asked. */
export function whyNotCancelled(facts: OrderFacts, reason: string): string | undefined {
  const { sighting, packages, skippedBecause } = facts.state;
  const { status } = sighting;
  if (sighting.fulfilledBy === 'FBA') return 'Amazon ships this order itself: cancel it in Seller Central';
  if (parseCancelReason(reason) === undefined) return `Amazon takes one of these reasons: ${cancelReasons.join(', ')}`;
  if (isCancelledAtAmazon(facts)) return 'Amazon has cancelled this order already';
  if (packages.length > 0) return 'A package of this order has left: Amazon would refund all of it';
  if (status === 'Pending' || status === 'PendingAvailability')
    return 'Amazon has not verified the payment yet, and cancels no such order';
  if (status !== 'Unshipped') return `Amazon shows this order as ${status}: it cannot be cancelled`;
  if (isRequestOpen(facts)) return 'Amazon is asked to cancel this order already';
  if (skippedBecause !== undefined) return 'The order is skipped';
  return sighting.lines.length === 0 ? "The order's items are not known yet: try again in a few minutes" : undefined;
}

/** Why there is nothing to decline. */
export function whyNotDeclined(facts: OrderFacts): string | undefined {
  if (isRequestOpen(facts)) return 'Amazon is asked to cancel this order already';
  return isWishOpen(facts) ? undefined : 'No wish of the buyer to cancel is open on this order';
}
