import { isFinalAmazonStatus } from '../src/domain/amazon-status.js';
import type { CancelReason } from '../src/domain/cancel-reason.js';
import type { CancellationAnswer } from '../src/domain/cancellation-line.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import type { Cancelling, CancelRequest } from './cancel-state.js';
import { isWishOpen } from './cancel-steps.js';
import type { OrderFacts } from './order-facts.js';

/** So many dead feeds are Amazon's passing trouble; after that somebody has to look. */
const feedsLostMax = 3;

/** The buyer's wish as Amazon shows it, each time that it comes or goes. A wish that comes again is a new one. */
export function recordWish(facts: OrderFacts, isKnown: boolean, { buyerRequestsCancel, status }: OrderSighting): void {
  if (isKnown === buyerRequestsCancel) return;
  if (buyerRequestsCancel) {
    facts.changeCancelling(({ isDeclined: _over, ...rest }) => rest);
    facts.note('cancel-requested-by-buyer', { actor: 'amazon' });
  } else if (isWishOpen(facts) && !isFinalAmazonStatus(status)) {
    facts.note('cancel-withdrawn-by-buyer', { actor: 'amazon' });
  }
}

export function recordDeclined(facts: OrderFacts, { actor, reason }: { actor: string; reason?: string }): void {
  facts.changeCancelling((known) => ({ ...withoutFailedHold(known), isDeclined: true }));
  facts.note('operator-declined-cancel', { actor, ...(reason === undefined ? {} : { detail: reason }) });
}

export function recordCancelRequest(facts: OrderFacts, asked: { reason: CancelReason; actor: string }): void {
  const { reason, actor } = asked;
  const stageSince = new Date(facts.nowMs()).toISOString();
  facts.changeCancelling((known) => ({
    ...withoutFailedHold(known),
    request: { reason, stage: 'asked', stageSince, feedsLost: 0 },
  }));
  facts.note('operator-cancelled', { actor, detail: reason });
}

export function recordStage(
  facts: OrderFacts,
  stage: CancelRequest['stage'],
  changes: Partial<Pick<CancelRequest, 'because' | 'isFeedLost' | 'feedsLost'>> = {},
): void {
  facts.changeCancelling((known) => {
    if (known.request === undefined) return known;
    const { because: _old, isFeedLost: _lost, ...request } = known.request;
    const stageSince = new Date(facts.nowMs()).toISOString();
    return { ...known, request: { ...request, ...changes, stage, stageSince } };
  });
}

/** Late and repeated answers are normal; only those to a request that is under way count. */
export function recordCancelAnswer(facts: OrderFacts, answer: CancellationAnswer): void {
  const { request } = facts.state.cancelling ?? {};
  if (request === undefined) return;
  if (answer.outcome === 'accepted') recordAccepted(facts, request, answer.warning);
  else if (request.stage === 'handed-over' || request.stage === 'asked') recordDoubt(facts, request, answer);
}

function recordDoubt(
  facts: OrderFacts,
  { feedsLost }: CancelRequest,
  { outcome, text }: Exclude<CancellationAnswer, { readonly outcome: 'accepted' }>,
): void {
  const isFeedLost = outcome === 'failed';
  recordStage(facts, 'doubtful', { because: text, ...(isFeedLost ? { isFeedLost, feedsLost: feedsLost + 1 } : {}) });
  facts.askRetry();
}

function recordAccepted(facts: OrderFacts, { stage }: CancelRequest, warning: string | undefined): void {
  if (stage === 'called-off') {
    facts.recordAttention('Amazon took a cancellation although a package had left: check this order in Seller Central');
  } else if (warning !== undefined) {
    facts.recordAttention(`Amazon cancelled with a warning: ${warning}`);
  }
  if (stage === 'accepted') return;
  facts.note('cancel-accepted-by-amazon', { actor: 'amazon', ...(warning === undefined ? {} : { detail: warning }) });
  if (stage !== 'called-off') recordStage(facts, 'accepted');
}

/** Amazon was asked, and the order is still there. */
export function recordNotCancelled(facts: OrderFacts): void {
  const { request } = facts.state.cancelling ?? {};
  if (request === undefined) return;
  const { because = 'no reason given', isFeedLost, feedsLost } = request;
  if (isFeedLost === true && feedsLost < feedsLostMax) {
    recordStage(facts, 'asked');
    return;
  }
  recordStage(facts, 'refused', { because });
  facts.note('cancel-refused-by-amazon', { actor: 'amazon', detail: because });
}

/** A package left before Amazon cancelled: the shipment wins. */
export function recordCalledOff(facts: OrderFacts): void {
  recordStage(facts, 'called-off');
  facts.note('cancel-called-off', { actor: 'shipping' });
  facts.recordAttention('A package left while Amazon was asked to cancel this order: check it in Seller Central');
}

/** Whatever is recorded: once a package has left that the buyer asks not to get, whichever came first, that is explained. */
export function overtakingWish(facts: OrderFacts, record: () => void): void {
  const wasTooLate = isWishTooLate(facts);
  record();
  if (!wasTooLate && isWishTooLate(facts)) facts.note('cancel-lost-to-shipment', { actor: 'shipping' });
}

const isWishTooLate = ({ state: { sighting, cancelling, packages } }: OrderFacts): boolean =>
  sighting.buyerRequestsCancel &&
  sighting.fulfilledBy === 'FBM' &&
  cancelling?.isDeclined !== true &&
  packages.length > 0;

export const recordHold = (facts: OrderFacts, hold: Cancelling['hold']): void =>
  facts.changeCancelling(({ hold: _before, ...rest }) => (hold === undefined ? rest : { ...rest, hold }));

/** A new wish is a new try to hold. */
const withoutFailedHold = ({ hold, ...rest }: Cancelling): Cancelling => (hold === 'ours' ? { ...rest, hold } : rest);
