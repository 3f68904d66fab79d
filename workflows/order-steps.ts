import { isFurther } from '../src/domain/amazon-status.js';
import type { OrderStatus } from '../src/domain/order-status.js';
import type { TrackedPackage } from '../src/domain/package-progress.js';
import type { OrderFacts } from './order-facts.js';

/** What is due on Commerce's side. `about` is what a blocker of this step would hold up. */
export type CommerceStep =
  | {
      readonly step: 'create-customer' | 'create-order' | 'cancel-order';
      readonly about: 'order';
      readonly notBefore?: string;
    }
  | { readonly step: 'ship'; readonly about: string; readonly tracked: TrackedPackage };

/** What is due on Amazon's side. */
export type AmazonStep =
  | { readonly step: 're-read'; readonly about: 'amazon-order' }
  | {
      readonly step: 'confirm' | 'look';
      readonly about: string;
      readonly tracked: TrackedPackage;
      readonly notBefore?: string;
    };

export const isCancelledAtAmazon = ({ state }: OrderFacts): boolean => state.sighting.status === 'Canceled';

/** Amazon has taken a package: from here on the goods are under way, whatever is cancelled later. */
export const hasShipped = ({ state }: OrderFacts): boolean =>
  state.packages.some(
    ({ atAmazon, inCommerce }) => atAmazon === 'confirmed' || atAmazon === 'sent' || inCommerce === 'shipped',
  );

/** A request that was sent without an answer may still arrive for this long; only then is it searched for and repeated. */
const mayStillArriveMs = 60_000;
const resendableAt = (maybeSentAt: string): string =>
  new Date(Date.parse(maybeSentAt) + mayStillArriveMs).toISOString();

/** Every piece that is to be shipped is in a package. */
export function isFullyPacked(facts: OrderFacts): boolean {
  const { lines, unreadableAt } = facts.state.sighting;
  return (
    unreadableAt === undefined &&
    lines.length > 0 &&
    lines.every((line) => facts.quantityPacked(line.orderItemId) >= line.quantity - line.quantityCancelled)
  );
}

/** Everything that was ordered is on its way or was cancelled, and both sides know. */
export const isFullyShipped = (facts: OrderFacts): boolean =>
  isFullyPacked(facts) &&
  facts.state.packages.length > 0 &&
  facts.state.packages.every(({ inCommerce, atAmazon }) => inCommerce === 'shipped' && atAmazon === 'confirmed');

/** All steps that are due on Commerce's side, the most urgent first; empty while there is nothing to do. */
export function commerceSteps(facts: OrderFacts): readonly CommerceStep[] {
  const { state, input } = facts;
  if (!state.isVerified || state.sighting.unreadableAt !== undefined) return [];
  // Nothing is imported for Amazon's own fulfilment before Amazon has shipped: merchant stock is never touched.
  if (state.sighting.fulfilledBy === 'FBA' && state.sighting.status !== 'Shipped') return [];
  if (state.commerceOrder === undefined) {
    // A request that may have arrived has to be looked for even when the order is cancelled or skipped meanwhile.
    if ((isCancelledAtAmazon(facts) || state.skippedBecause !== undefined) && state.maybeSentAt === undefined)
      return [];
    const isCustomerDue = input.settings.customer === 'create' && state.customer.kind === 'undecided';
    const notBefore = state.maybeSentAt === undefined ? {} : { notBefore: resendableAt(state.maybeSentAt) };
    return [{ step: isCustomerDue ? 'create-customer' : 'create-order', about: 'order', ...notBefore }];
  }
  if (state.skippedBecause !== undefined) return [];
  if (isCancelledAtAmazon(facts) && state.cancellation === 'none') return [{ step: 'cancel-order', about: 'order' }];
  return state.packages
    .filter(
      ({ inCommerce, atAmazon }) =>
        inCommerce === 'recorded' && !(isCancelledAtAmazon(facts) && atAmazon === 'recorded'),
    )
    .map((tracked) => ({ step: 'ship' as const, about: `commerce ${tracked.id}`, tracked }));
}

/** Amazon's side does not wait for Commerce: late tracking costs the seller's account. */
export function amazonSteps(facts: OrderFacts): readonly AmazonStep[] {
  const { state } = facts;
  if (state.skippedBecause !== undefined) return [];
  if (state.sighting.unreadableAt !== undefined) return [{ step: 're-read', about: 'amazon-order' }];
  if (!state.isVerified) return [];
  const steps = state.packages
    .filter(({ atAmazon }) => atAmazon === 'recorded' || atAmazon === 'sent')
    .filter(({ atAmazon }) => !(isCancelledAtAmazon(facts) && atAmazon === 'recorded'))
    .map(confirmationStep);
  // Every package is proven, but Amazon still shows the order as open: ask until it agrees.
  const isAmazonBehind = isFullyShipped(facts) && isFurther('Shipped', state.sighting.status);
  return isAmazonBehind ? [...steps, { step: 're-read', about: 'amazon-order' }] : steps;
}

const confirmationStep = (tracked: TrackedPackage): AmazonStep => ({
  step: tracked.atAmazon === 'sent' ? 'look' : 'confirm',
  about: `amazon ${tracked.id}`,
  tracked,
  ...(tracked.atAmazon === 'sent' && tracked.lookAt !== undefined ? { notBefore: tracked.lookAt } : {}),
});

export type Ending = 'Complete' | 'Cancelled' | 'Skipped';

/** How the story ends, once it may end: no request of ours can still be under way on either side. */
export function endingOf(facts: OrderFacts): Ending | undefined {
  const { state } = facts;
  if (state.maybeSentAt !== undefined || facts.isTryUnderWay) return undefined;
  if (state.skippedBecause !== undefined) return 'Skipped';
  if (state.commerceOrder === undefined)
    return isCancelledAtAmazon(facts) || state.sighting.status === 'Unfulfillable' ? 'Cancelled' : undefined;
  if (state.cancellation === 'canceled' || state.cancellation === 'closed') return 'Cancelled';
  if (state.sighting.fulfilledBy === 'FBA') return 'Complete';
  return isFullyShipped(facts) && state.sighting.status === 'Shipped' ? 'Complete' : undefined;
}

/** What the order is to the merchant, derived from the facts alone. */
export function statusOf(facts: OrderFacts): OrderStatus {
  const { state } = facts;
  const ending = endingOf(facts);
  if (ending !== undefined) return ending;
  if (Object.keys(state.blockers).length > 0) return 'Blocked';
  if (state.sighting.buyerRequestsCancel && !hasShipped(facts)) return 'CancelRequested';
  if (state.commerceOrder === undefined) return state.isVerified ? 'Verified' : 'Pending';
  // Once every piece is in a package the last word is near: saying "partly" in between would cost and tell nothing.
  return hasShipped(facts) && !isFullyPacked(facts) ? 'PartiallyShipped' : 'AwaitingShipment';
}
