import { type Blocker, type StandingBlocker, sentenceOf } from '../src/domain/blocker.js';
import type { OrderStanding } from '../src/domain/order-attributes.js';
import type { SightedLine } from '../src/domain/order-sighting.js';
import { cancelNoteOf, isRequestOpen, isWishOpen } from './cancel-steps.js';
import type { EndedOrder } from './late-messages.js';
import type { OrderView } from './messages.js';
import type { OrderFacts } from './order-facts.js';
import { wholeAccount } from './order-state.js';
import { blockedSteps, endingOf, isCancelledAtAmazon, isFullyPacked, statusOf } from './order-steps.js';

/** The blocker that has stood longest: the one that people see first. */
export function firstBlocker(facts: OrderFacts): StandingBlocker | undefined {
  if (blockedSteps(facts).includes(wholeAccount)) return facts.state.blockers[wholeAccount];
  const standing = blockedSteps(facts).flatMap((about) => facts.state.blockers[about] ?? []);
  return standing.toSorted((one, other) => (one.since < other.since ? -1 : 1))[0];
}

/** For the probe, which asks Commerce once for the causes of all orders: what stands, without what only people need. */
export function causesOf(facts: OrderFacts): readonly Blocker[] {
  return blockedSteps(facts)
    .flatMap((about) => facts.state.blockers[about] ?? [])
    .slice(0, causesMax)
    .map(({ since: _since, nextTryAt: _nextTryAt, tries: _tries, ...cause }) => cause);
}

/** A memo is kept small: an order of two hundred packages may have two hundred blockers, all alike. */
const causesMax = 20;

const needsAttention = (facts: OrderFacts): boolean => noteOf(facts) !== undefined;

export function standingOf(facts: OrderFacts): OrderStanding {
  return {
    status: statusOf(facts),
    sighting: facts.state.sighting,
    commerceOrderNumber: facts.state.commerceOrder?.number,
    blockedBy: firstBlocker(facts)?.code,
    needsAttention: needsAttention(facts),
  };
}

/** What people should know of the order; an order with such a note needs somebody's attention. */
export function noteOf(facts: OrderFacts): string | undefined {
  const blocker = firstBlocker(facts);
  if (blocker !== undefined) return sentenceOf(blocker);
  const { attention, shipBy, latestUnreadableAt } = facts.state;
  if (attention !== undefined) return attention;
  if (endingOf(facts) !== undefined) return undefined;
  if (latestUnreadableAt !== undefined) {
    return `Amazon's latest answer has a shape that Waybill does not know (${latestUnreadableAt})`;
  }
  const cancelNote = cancelNoteOf(facts);
  if (cancelNote !== undefined) return cancelNote;
  const isStillToShip = !isFullyPacked(facts) && !isCancelledAtAmazon(facts);
  if (isStillToShip && shipBy === 'missed') return 'The ship-by time has passed';
  if (isStillToShip && shipBy === 'at-risk') return 'The ship-by time is near';
  return undefined;
}

/** Amazon's own count, or what it has shown of packages since. */
function shippedOf({ state }: OrderFacts, { orderItemId, quantityShipped }: SightedLine): number {
  const shown = state.packages
    .filter(({ atAmazon }) => atAmazon === 'confirmed')
    .flatMap(({ lines }) => lines)
    .filter((line) => line.orderItemId === orderItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.max(quantityShipped, shown);
}

/** Who wants the order cancelled, while that is open. */
function cancelOpenOf(facts: OrderFacts): Pick<OrderView, 'cancelOpen'> {
  if (isRequestOpen(facts)) return { cancelOpen: 'operator' };
  return isWishOpen(facts) ? { cancelOpen: 'buyer' } : {};
}

/** Everything that is known, for the order's page and for the CLI. */
export function viewOf(facts: OrderFacts): OrderView {
  const { input, state } = facts;
  const { sighting } = state;
  const blocker = firstBlocker(facts);
  const note = noteOf(facts);
  return {
    order: input.order,
    status: statusOf(facts),
    amazonStatus: sighting.status,
    fulfilledBy: sighting.fulfilledBy,
    purchasedAt: sighting.purchasedAt,
    ...(sighting.shipBy === undefined ? {} : { shipBy: sighting.shipBy }),
    ...(sighting.deliverBy === undefined ? {} : { deliverBy: sighting.deliverBy }),
    ...(sighting.total === undefined ? {} : { total: sighting.total }),
    ...(state.commerceOrder === undefined
      ? {}
      : { commerceOrderNumber: state.commerceOrder.number, commerceEntityId: state.commerceOrder.entityId }),
    ...(blocker === undefined ? {} : { blocker }),
    needsAttention: needsAttention(facts),
    ...(sighting.buyerRequestsCancel ? { buyerRequestsCancel: true as const } : {}),
    ...cancelOpenOf(facts),
    ...(note === undefined ? {} : { note }),
    lines: sighting.lines.map((line) => ({ ...line, quantityShipped: shippedOf(facts, line) })),
    packages: state.packages,
    timeline: state.timeline,
  };
}

/** What whoever hears of the order later has to know of it. */
export function endedOrderOf(facts: OrderFacts): EndedOrder {
  const { order, status, amazonStatus, fulfilledBy, purchasedAt, lines, packages } = viewOf(facts);
  const { commerceOrder, sighting } = facts.state;
  return {
    order,
    status,
    amazonStatus,
    fulfilledBy,
    purchasedAt,
    lines,
    packages,
    ...(commerceOrder === undefined ? {} : { commerceOrder }),
    ...(sighting.tip === undefined ? {} : { tip: sighting.tip }),
  };
}
