import { isCancelledStatus, isShippedStatus } from '../src/domain/amazon-status.js';
import type { OrderFacts } from './order-facts.js';

/** What a wish to cancel makes due in Commerce: a hold before anything ships, and its end. */
export type HoldStep = { readonly step: 'hold' | 'lift-hold'; readonly about: 'hold'; readonly notBefore?: string };

/** What an operator's cancellation makes due at Amazon. */
export type CancelStep = {
  readonly step: 'ask-to-cancel' | 'call-off-cancel' | 'look-for-cancel';
  readonly about: 'cancel at amazon';
  readonly notBefore?: string;
};

/** A sweep usually brings Amazon's word sooner. */
const shownWithinMs = 5 * 60_000;
/** A feed is batched for minutes and processed for minutes; an hour without an answer is worth a look. */
const answeredWithinMs = 3_600_000;

/** Goods are on their way, or nothing is left to cancel. */
const isTooLate = ({ state: { sighting, packages } }: OrderFacts): boolean =>
  packages.length > 0 || isShippedStatus(sighting.status) || isCancelledStatus(sighting.status);

/** The buyer asks, and nobody has decided. */
export const isWishOpen = (facts: OrderFacts): boolean => {
  const { sighting, cancelling } = facts.state;
  const isAsked = sighting.buyerRequestsCancel && sighting.fulfilledBy === 'FBM';
  return isAsked && cancelling?.isDeclined !== true && !isTooLate(facts);
};

const isUnderWay = (facts: OrderFacts): boolean => {
  const stage = facts.state.cancelling?.request?.stage;
  return stage !== undefined && stage !== 'refused' && stage !== 'called-off';
};

/** An operator has asked Amazon, and nobody knows yet what became of it. */
export const isRequestOpen = (facts: OrderFacts): boolean => isUnderWay(facts) && !isTooLate(facts);

/** Nothing is made or shipped while it is open whether the order will be cancelled. */
export const isCancelOpen = (facts: OrderFacts): boolean => isWishOpen(facts) || isRequestOpen(facts);

/** Only for an order that Commerce has. */
export function holdSteps(facts: OrderFacts): readonly HoldStep[] {
  const hold = facts.state.cancelling?.hold;
  if (isCancelOpen(facts)) return hold === undefined ? [{ step: 'hold', about: 'hold' }] : [];
  return hold === 'ours' ? [{ step: 'lift-hold', about: 'hold' }] : [];
}

export function cancelSteps(facts: OrderFacts): readonly CancelStep[] {
  const request = facts.state.cancelling?.request;
  if (request === undefined || !isUnderWay(facts) || isCancelledStatus(facts.state.sighting.status)) return [];
  const about = 'cancel at amazon';
  if (isTooLate(facts)) return [{ step: 'call-off-cancel', about }];
  const { stage, stageSince } = request;
  if (stage === 'asked') return [{ step: 'ask-to-cancel', about }];
  if (stage === 'doubtful') return [{ step: 'look-for-cancel', about }];
  const waitMs = stage === 'accepted' ? shownWithinMs : answeredWithinMs;
  return [{ step: 'look-for-cancel', about, notBefore: new Date(Date.parse(stageSince) + waitMs).toISOString() }];
}

/** What people should know of it; undefined while nobody has to do anything. */
export function cancelNoteOf(facts: OrderFacts): string | undefined {
  if (isRequestOpen(facts)) return undefined;
  if (isWishOpen(facts)) return 'The buyer asks to cancel this order: cancel it, or decline';
  const { request } = facts.state.cancelling ?? {};
  if (request?.stage !== 'refused' || isTooLate(facts)) return undefined;
  return `Amazon did not cancel this order: ${request.because ?? 'no reason given'}`;
}
