import { setHandler } from '@temporalio/workflow';
import { parseCancelReason } from '../src/domain/cancel-reason.js';
import { recordCancelAnswer, recordCancelRequest, recordDeclined } from './cancel-facts.js';
import { whyNotCancelled, whyNotDeclined } from './cancel-refusal.js';
import { cancel, cancelAnswered, declineCancel, type UpdateAnswer } from './messages.js';
import type { OrderFacts } from './order-facts.js';
import { statusOf } from './order-steps.js';
import { refuseIf } from './refuse-unless.js';

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
    { validator: ({ reason }) => refuseIf(whyNotCancelled(facts, reason)) },
  );
  setHandler(
    declineCancel,
    (declined) => {
      recordDeclined(facts, declined);
      return answer('The order goes on');
    },
    { validator: (_declined) => refuseIf(whyNotDeclined(facts)) },
  );
}
