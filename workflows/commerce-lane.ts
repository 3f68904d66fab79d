import type { BlockedOutcome, CommerceOrderRef } from '../activities/contract.js';
import type { AmazonRefund } from '../src/domain/amazon-refund.js';
import { assertNever } from '../src/domain/assert-never.js';
import type { TrackedPackage } from '../src/domain/package-progress.js';
import { amazonActivities, commerceActivities, isTimeout, unrepeatableActivities } from './activity-proxies.js';
import { recordHold } from './cancel-facts.js';
import { performHold } from './hold-lane.js';
import type { OrderFacts } from './order-facts.js';
import { type CommerceStep, commerceSteps, isCancelledAtAmazon, isFullyShippedInCommerce } from './order-steps.js';
import { runLane } from './run-lane.js';

/** Everything that Commerce has to be told of this order, one request at a time. */
export const runCommerceLane = (facts: OrderFacts): Promise<void> =>
  runLane(facts, { stepsOf: commerceSteps, perform });

async function perform(facts: OrderFacts, due: CommerceStep): Promise<BlockedOutcome | undefined> {
  switch (due.step) {
    case 'create-customer':
      return createCustomer(facts);
    case 'create-order':
      return createOrder(facts);
    case 'look-for-order':
      return lookForOrder(facts);
    case 'hold':
    case 'lift-hold':
      return performHold(facts, due);
    case 'cancel-order':
      return cancelOrder(facts);
    case 'ship':
      return ship(facts, due.tracked);
    case 'credit':
      return credit(facts, due.refund);
    default:
      return assertNever(due);
  }
}

async function createCustomer(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const { order, settings } = facts.input;
  const answer = await amazonActivities(order, {
    summary: 'Find or create the Commerce customer',
  }).createCommerceCustomer({ order, settings });
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'guest':
      facts.recordCustomer({ kind: 'guest' });
      facts.note('commerce-customer-refused', { actor: 'commerce', detail: answer.because });
      return undefined;
    case 'created':
    case 'adopted':
      facts.recordCustomer({ kind: 'known', id: answer.customerId, groupId: answer.groupId });
      facts.note(answer.outcome === 'created' ? 'commerce-customer-created' : 'commerce-customer-adopted', {
        actor: 'commerce',
        detail: String(answer.customerId),
      });
      return undefined;
    default:
      return assertNever(answer);
  }
}

async function createOrder(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const { order, settings } = facts.input;
  const { customer, skuMap, region, maybeSentAt } = facts.state;
  const activities = settings.numberFrom === 'amazon' ? amazonActivities : unrepeatableActivities;
  const summary =
    maybeSentAt === undefined
      ? 'Create the Commerce order'
      : 'Look for the Commerce order, create it if it is not there';
  const answer = await activities(order, { summary })
    .createCommerceOrder({
      order,
      settings,
      skuMap,
      ...(region === undefined ? {} : { region }),
      ...(customer.kind === 'known' ? { customer: { id: customer.id, groupId: customer.groupId } } : {}),
      ...(maybeSentAt === undefined ? {} : { maybeSentAt }),
    })
    .catch((error: unknown) => {
      if (settings.numberFrom === 'commerce' && isTimeout(error)) return { outcome: 'maybe-sent' as const };
      facts.recordMayExist();
      throw error;
    });
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'maybe-sent':
      facts.recordMaybeSent();
      return { outcome: 'blocked', blocker: { code: 'commerce-unavailable' } };
    case 'not-due':
      return notDue(facts, answer.sighting);
    case 'created':
    case 'adopted':
      facts.recordSighting(answer.sighting);
      facts.recordCommerceOrder(answer.commerceOrder);
      if (answer.warning !== undefined) facts.recordAttention(answer.warning);
      if (answer.isInvoiceOwed === true) facts.recordInvoiceOwed();
      facts.note(answer.outcome === 'created' ? 'commerce-order-created' : 'commerce-order-adopted', {
        actor: 'commerce',
        detail: answer.commerceOrder.number,
      });
      return undefined;
    default:
      return assertNever(answer);
  }
}

function recordAdopted(facts: OrderFacts, commerceOrder: CommerceOrderRef): void {
  facts.recordCommerceOrder(commerceOrder);
  facts.note('commerce-order-adopted', { actor: 'commerce', detail: commerceOrder.number });
}

/** Cancelled since: the facts say so now. Anything else contradicts what Amazon said before, and is asked again later. */
function notDue(facts: OrderFacts, sighting: Parameters<OrderFacts['recordSighting']>[0]): BlockedOutcome | undefined {
  facts.recordSighting(sighting);
  facts.recordNothingSent();
  if (isCancelledAtAmazon(facts)) return undefined;
  return { outcome: 'blocked', blocker: { code: 'amazon-status-unclear', subject: sighting.status } };
}

/** The order was cancelled or skipped while nobody knew whether Commerce had it: it has, and is dealt with; or it never will. */
async function lookForOrder(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  const { maybeSentAt } = facts.state;
  const answer = await amazonActivities(order, {
    summary: 'Look whether the Commerce order exists all the same',
  }).lookForCommerceOrder({ order, ...(maybeSentAt === undefined ? {} : { maybeSentAt }) });
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'not-there':
      facts.recordNothingSent();
      return undefined;
    case 'found':
      // The step that creates orders adopts it then, and sees it paid.
      if (!isCancelledAtAmazon(facts)) facts.recordSkipTooLate();
      else recordAdopted(facts, answer.commerceOrder);
      return undefined;
    default:
      return assertNever(answer);
  }
}

async function cancelOrder(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  const commerceOrder = knownOrder(facts);
  if (facts.state.packages.some(({ atAmazon }) => atAmazon === 'confirmed' || atAmazon === 'sent')) {
    facts.recordCancellation('lost-to-shipment');
    facts.recordAttention('Amazon cancelled this order after it had shipped');
    facts.note('cancel-lost-to-shipment', { actor: 'amazon' });
    return undefined;
  }
  const answer = await commerceActivities(order, {
    summary: `Cancel Commerce order ${commerceOrder.number}`,
  }).cancelCommerceOrder({
    order,
    commerceOrder,
  });
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'held-shipped':
      recordHold(facts, undefined); // what is left stays on hold
      facts.recordCancellation('held');
      facts.recordAttention('Amazon cancelled this order after goods had left the house');
      facts.note('cancel-lost-to-shipment', { actor: 'commerce' });
      return undefined;
    case 'held-unrefundable':
      recordHold(facts, undefined); // this hold stays
      facts.recordCancellation('held');
      facts.recordAttention(
        'Amazon cancelled this order, and Commerce can neither cancel nor refund it: it is on hold',
      );
      facts.note('commerce-order-held', { actor: 'commerce' });
      return undefined;
    case 'canceled':
    case 'closed':
      facts.recordCancellation(answer.outcome);
      facts.note(answer.outcome === 'canceled' ? 'commerce-order-cancelled' : 'commerce-order-closed', {
        actor: 'commerce',
      });
      if (facts.state.packages.length > 0) {
        facts.recordAttention('Amazon cancelled this order while a package of it was under way');
      }
      return undefined;
    default:
      return assertNever(answer);
  }
}

const shipmentNotes = {
  created: 'commerce-shipment-created',
  adopted: 'commerce-shipment-adopted',
  'track-added': 'commerce-track-added',
} as const;

async function ship(facts: OrderFacts, tracked: TrackedPackage): Promise<BlockedOutcome | undefined> {
  const { order, settings } = facts.input;
  const commerceOrder = knownOrder(facts);
  const answer = await commerceActivities(order, {
    summary: `Create the Commerce shipment for package ${tracked.id}`,
  }).shipCommerceOrder({
    order,
    commerceOrder,
    package: tracked,
    mustInvoice: settings.invoice === 'shipment' || facts.state.isInvoiceOwed === true,
  });
  if (answer.outcome === 'blocked') return answer;
  // A number that was corrected meanwhile is still to be told.
  if (!facts.packages.wasCorrectedSince(tracked)) facts.packages.recordProgress(tracked.id, { inCommerce: 'shipped' });
  facts.note(shipmentNotes[answer.outcome], { actor: 'commerce', detail: tracked.id });
  if (isFullyShippedInCommerce(facts) && answer.commerceState !== 'complete') {
    facts.recordAttention(`Everything is shipped, but Commerce shows the order as ${answer.commerceState}`);
  }
  return undefined;
}

async function credit(facts: OrderFacts, refund: AmazonRefund): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  const answer = await commerceActivities(order, {
    summary: `Create the credit memo of refund ${refund.id}`,
  }).creditAmazonRefund({
    order,
    commerceOrder: knownOrder(facts),
    refund,
    lines: facts.state.sighting.lines.map(({ orderItemId, sku }) => ({ orderItemId, ...(sku && { sku }) })),
  });
  if (answer.outcome === 'blocked') return answer;
  const isHeld = answer.outcome === 'held';
  facts.recordRefundAs(refund.id, isHeld ? 'held' : 'credited');
  facts.note(isHeld ? 'refund-held' : 'refund-credited', {
    actor: 'commerce',
    detail: isHeld ? `${refund.id}: ${answer.because}` : refund.id,
  });
  return undefined;
}

function knownOrder({ state }: OrderFacts): CommerceOrderRef {
  if (state.commerceOrder === undefined) throw new Error('this step is only due once the Commerce order exists');
  return state.commerceOrder;
}
