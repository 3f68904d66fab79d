import type { AmazonRefund } from '../src/domain/amazon-refund.js';
import { isCancelledStatus, isFurther } from '../src/domain/amazon-status.js';
import type { OrderStatus } from '../src/domain/order-status.js';
import type { TrackedPackage } from '../src/domain/package-progress.js';
import { type CancelStep, cancelSteps, type HoldStep, holdSteps, isCancelOpen } from './cancel-steps.js';
import type { OrderFacts } from './order-facts.js';
import { wholeAccount } from './order-state.js';

/** What is due on Commerce's side. `about` is what a blocker of this step would hold up. */
export type CommerceStep =
  | HoldStep
  | { readonly step: 'create-customer' | 'create-order'; readonly about: 'order'; readonly notBefore?: string }
  | { readonly step: 'look-for-order'; readonly about: 'earlier order'; readonly notBefore?: string }
  | { readonly step: 'cancel-order'; readonly about: 'cancellation'; readonly notBefore?: string }
  | { readonly step: 'credit'; readonly about: string; readonly refund: AmazonRefund; readonly notBefore?: string }
  | {
      readonly step: 'ship';
      readonly about: string;
      readonly tracked: TrackedPackage;
      readonly notBefore?: string;
    };

/** What is due on Amazon's side. */
export type AmazonStep =
  | CancelStep
  | { readonly step: 're-read'; readonly about: 'amazon-order'; readonly notBefore?: string }
  | {
      readonly step: 'confirm' | 'look';
      readonly about: string;
      readonly tracked: TrackedPackage;
      readonly notBefore?: string;
    };

/** Nothing of the order is to be sent any more. */
export const isCancelledAtAmazon = ({ state }: OrderFacts): boolean => isCancelledStatus(state.sighting.status);

/** Amazon has taken a package: from here on the goods are under way, whatever is cancelled later. */
export const hasShipped = ({ state }: OrderFacts): boolean =>
  state.packages.some(
    ({ atAmazon, inCommerce }) => atAmazon === 'confirmed' || atAmazon === 'sent' || inCommerce === 'shipped',
  );

/** A request that was sent without an answer may still arrive for this long; only then is it searched for and repeated. */
const mayStillArriveMsDefault = 60_000;
/** So long after its last package Amazon may still show the order as open; usually a sweep brings its word before. */
const amazonAgreesWithinMs = 5 * 60_000;

/** Every piece that is to be shipped is in a package. */
export function isFullyPacked(facts: OrderFacts): boolean {
  const { lines, unreadableAt } = facts.state.sighting;
  return (
    unreadableAt === undefined &&
    lines.length > 0 &&
    lines.every((line) => facts.packages.quantityPacked(line.orderItemId) >= line.quantity - line.quantityCancelled)
  );
}

export const isFullyShippedInCommerce = (facts: OrderFacts): boolean =>
  isFullyPacked(facts) &&
  facts.state.packages.length > 0 &&
  facts.state.packages.every(({ inCommerce }) => inCommerce === 'shipped');

/** Everything that was ordered is on its way or was cancelled, and both sides know. */
export const isFullyShipped = (facts: OrderFacts): boolean =>
  isFullyShippedInCommerce(facts) && facts.state.packages.every(({ atAmazon }) => atAmazon === 'confirmed');

/** All steps that are due on Commerce's side, the most urgent first; empty while there is nothing to do. */
export function commerceSteps(facts: OrderFacts): readonly CommerceStep[] {
  const { state } = facts;
  if (!state.isVerified || state.sighting.unreadableAt !== undefined) return [];
  if (state.commerceOrder === undefined) return stepsToCommerceOrder(facts);
  if (state.skippedBecause !== undefined) return [];
  if (isCancelledAtAmazon(facts) && state.cancellation === 'none')
    return [{ step: 'cancel-order', about: 'cancellation' }];
  const holding = holdSteps(facts);
  if (holding.length > 0) return holding; // Commerce ships nothing of an order that is on hold
  const shipments = state.packages
    .filter(
      ({ inCommerce, atAmazon }) =>
        inCommerce === 'recorded' && !(isCancelledAtAmazon(facts) && atAmazon === 'recorded'),
    )
    .map((tracked) => ({ step: 'ship' as const, about: `commerce ${tracked.id}`, tracked }));
  // What is shipped first can be paid back after it; a credit memo before it would leave less to ship.
  return [...shipments, ...creditSteps(facts)];
}

const creditSteps = ({ state: { refunds = [] } }: OrderFacts): readonly CommerceStep[] =>
  refunds
    .filter(({ inCommerce }) => inCommerce === 'recorded')
    .map(({ refund }) => ({ step: 'credit', about: `refund ${refund.id}`, refund }));

function stepsToCommerceOrder(facts: OrderFacts): readonly CommerceStep[] {
  const { state, input } = facts;
  const resendable =
    state.maybeSentAt === undefined
      ? {}
      : { notBefore: later(state.maybeSentAt, input.resendWaitMs ?? mayStillArriveMsDefault) };
  const mayBeThere = state.maybeSentAt !== undefined || state.mayExist === true;
  if (isCancelledAtAmazon(facts) || state.skippedBecause !== undefined) {
    // Nobody wants the order any more, but a request that may have arrived has to be found, or the shop would ship it.
    return mayBeThere ? [{ step: 'look-for-order', about: 'earlier order', ...resendable }] : [];
  }
  // A shop that does not have the order ships nothing of it. One that may have it is asked as usual, and holds it then.
  if (isCancelOpen(facts) && !mayBeThere) return [];
  // Nothing is imported for Amazon's own fulfilment before Amazon has shipped: merchant stock is never touched.
  if (state.sighting.fulfilledBy === 'FBA' && state.sighting.status !== 'Shipped') return [];
  const isCustomerDue = input.settings.customer === 'create' && state.customer.kind === 'undecided';
  return [{ step: isCustomerDue ? 'create-customer' : 'create-order', about: 'order', ...resendable }];
}

/** Amazon's side does not wait for Commerce: late tracking costs the seller's account. */
export function amazonSteps(facts: OrderFacts): readonly AmazonStep[] {
  const { state } = facts;
  if (state.skippedBecause !== undefined) return [];
  if (state.sighting.unreadableAt !== undefined) return [{ step: 're-read', about: 'amazon-order' }];
  if (!state.isVerified || state.sighting.fulfilledBy === 'FBA') return [];
  const steps = state.packages
    .filter(({ atAmazon }) => atAmazon === 'recorded' || atAmazon === 'sent')
    .filter(({ atAmazon }) => !(isCancelledAtAmazon(facts) && atAmazon === 'recorded'))
    .map(confirmationStep);
  // Every package is proven, but Amazon still shows the order as open: ask until it agrees.
  const isAmazonBehind = isFullyShipped(facts) && isFurther('Shipped', state.sighting.status);
  const all = [...cancelSteps(facts), ...steps];
  return isAmazonBehind ? [...all, reReadStep(facts)] : all;
}

const confirmationStep = (tracked: TrackedPackage): AmazonStep => ({
  step: tracked.atAmazon === 'sent' ? 'look' : 'confirm',
  about: `amazon ${tracked.id}`,
  tracked,
  ...(tracked.atAmazon === 'sent' && tracked.lookAt !== undefined ? { notBefore: tracked.lookAt } : {}),
});

function reReadStep({ state }: OrderFacts): AmazonStep {
  const confirmed = state.timeline.findLast(({ what }) => what === 'amazon-shipment-confirmed');
  return {
    step: 're-read',
    about: 'amazon-order',
    ...(confirmed === undefined ? {} : { notBefore: later(confirmed.at, amazonAgreesWithinMs) }),
  };
}

const later = (at: string, byMs: number): string => new Date(Date.parse(at) + byMs).toISOString();

export type Ending = 'Complete' | 'Cancelled' | 'Skipped';

/** How the story ends, once it may end: no request of ours can still be under way on either side. */
export function endingOf(facts: OrderFacts): Ending | undefined {
  const { state } = facts;
  if (state.isAccountClosed === true) return 'Skipped';
  if (state.maybeSentAt !== undefined || state.mayExist === true || facts.isTryUnderWay) return undefined;
  if (state.skippedBecause !== undefined) return 'Skipped';
  if (state.cancellation === 'canceled' || state.cancellation === 'closed') return 'Cancelled';
  if (isCancelledAtAmazon(facts)) {
    // What Amazon has taken all the same is still brought to its end on both sides.
    const isSettled = state.commerceOrder === undefined || state.cancellation !== 'none';
    return isSettled && commerceSteps(facts).length + amazonSteps(facts).length === 0 ? 'Cancelled' : undefined;
  }
  if (state.commerceOrder === undefined || creditSteps(facts).length > 0) return undefined;
  if (state.sighting.fulfilledBy === 'FBA') return 'Complete';
  return isFullyShipped(facts) && state.sighting.status === 'Shipped' ? 'Complete' : undefined;
}

/** What the order is to the merchant, derived from the facts alone. */
export function statusOf(facts: OrderFacts): OrderStatus {
  const { state } = facts;
  const ending = endingOf(facts);
  if (ending !== undefined) return ending;
  if (blockedSteps(facts).length > 0) return 'Blocked';
  if (isCancelOpen(facts)) return 'CancelRequested';
  if (state.commerceOrder === undefined) return state.isVerified ? 'Verified' : 'Pending';
  // The only package of an order is both its first and its last: saying "partly" in between would cost and tell nothing.
  const isInParts = state.packages.length > 1 || !isFullyPacked(facts);
  return hasShipped(facts) && isInParts ? 'PartiallyShipped' : 'AwaitingShipment';
}

/** A blocker counts for as long as the step that met it is due. What nobody wants done any more blocks nothing. */
export function blockedSteps(facts: OrderFacts): readonly string[] {
  if (endingOf(facts) !== undefined) return [];
  const due = [...commerceSteps(facts), ...amazonSteps(facts)].map(({ about }) => about);
  return Object.keys(facts.state.blockers).filter((about) => about === wholeAccount || due.includes(about));
}
