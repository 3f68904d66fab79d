import { setHandler } from '@temporalio/workflow';
import { cancelReasons, parseCancelReason } from '../src/domain/cancel-reason.js';
import { recordCancelAnswer, recordCancelRequest, recordDeclined } from './cancel-facts.js';
import { isRequestOpen, isWishOpen } from './cancel-steps.js';
import { cancel, cancelAnswered, declineCancel, type UpdateAnswer } from './messages.js';
import type { OrderFacts } from './order-facts.js';
import { isCancelledAtAmazon, statusOf } from './order-steps.js';
import { refuseUnless } from './refuse-unless.js';

/** The operator's word on cancelling, and Amazon's answer to it. */
export function handleCancellation(facts: OrderFacts): void {
  const answer = (note: string): UpdateAnswer => ({ status: statusOf(facts), note });
  setHandler(cancelAnswered, (answered) => recordCancelAnswer(facts, answered), {
    description: 'What became of a cancellation at Amazon',
  });
  setHandler(
    cancel,
    ({ reason: raw, actor }) => {
      const reason = parseCancelReason(raw);
      if (reason === undefined) throw new Error('the validator lets no other reason pass');
      recordCancelRequest(facts, { reason, actor });
      return answer('Amazon is asked to cancel the order; it is done when Amazon shows it as cancelled');
    },
    { validator: ({ reason }) => refuseCancel(facts, reason) },
  );
  setHandler(
    declineCancel,
    (declined) => {
      recordDeclined(facts, declined);
      return answer('The order goes on');
    },
    {
      validator: (_declined) => {
        refuseUnless(!isRequestOpen(facts), 'Amazon is asked to cancel this order already');
        refuseUnless(isWishOpen(facts), 'No wish of the buyer to cancel is open on this order');
      },
    },
  );
}

function refuseCancel(facts: OrderFacts, reason: string): void {
  const { sighting, packages, skippedBecause } = facts.state;
  refuseUnless(sighting.fulfilledBy === 'FBM', 'Amazon ships this order itself: cancel it in Seller Central');
  refuseUnless(
    parseCancelReason(reason) !== undefined,
    `Amazon takes one of these reasons: ${cancelReasons.join(', ')}`,
  );
  refuseUnless(!isCancelledAtAmazon(facts), 'Amazon has cancelled this order already');
  refuseUnless(packages.length === 0, 'A package of this order has left: Amazon would refund all of it');
  refuseUnless(
    sighting.status !== 'Pending' && sighting.status !== 'PendingAvailability',
    'Amazon has not verified the payment yet, and cancels no such order',
  );
  refuseUnless(
    sighting.status === 'Unshipped',
    `Amazon shows this order as ${sighting.status}: it cannot be cancelled`,
  );
  refuseUnless(!isRequestOpen(facts), 'Amazon is asked to cancel this order already');
  refuseUnless(skippedBecause === undefined, 'The order is skipped');
  refuseUnless(sighting.lines.length > 0, "The order's items are not known yet: try again in a few minutes");
}
