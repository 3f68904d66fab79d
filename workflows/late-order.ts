import { allHandlersFinished, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { sentenceOf } from '../src/domain/blocker.js';
import { heldBlocker } from '../src/domain/held-blocker.js';
import { runLateAmazonLane } from './late-amazon-lane.js';
import { runLateCommerceLane } from './late-commerce-lane.js';
import { LateFacts } from './late-facts.js';
import { factsArrived, type LateOrderInput, type LateState, lateFacts } from './late-messages.js';
import { LatePublisher } from './late-publisher.js';
import { isAnythingDue, lateCausesOf } from './late-steps.js';
import { accountClosed, accountRemoved, causeGone, retryNow } from './messages.js';
import { refuseUnless } from './refuse-unless.js';
import { untilClosed } from './until-closed.js';

/**
 * So long a run stays open after its last fact. Facts come in groups; and whoever starts a run carries over what the last
 * one left behind, so a run must not begin and end between that reading and the start: `late-orders.ts` gives up sooner.
 */
const lingerMs = 60_000;

/** What becomes known of an order after its own workflow has ended. Begun by a signal, and again by a later one. */
export async function lateOrder(input: LateOrderInput): Promise<LateState> {
  const facts = new LateFacts(input, () => Date.now());
  const publisher = new LatePublisher(facts);
  setHandler(
    factsArrived,
    (arrived) => {
      for (const fact of arrived) facts.record(fact);
    },
    { description: 'Something became known of an order that had ended' },
  );
  setHandler(
    causeGone,
    () => {
      facts.recordAccountBack();
      facts.askRetry();
    },
    { description: 'What blocked may be gone' },
  );
  setHandler(
    accountRemoved,
    () => {
      if (isAnythingDue(facts)) facts.recordAccountRemoved(); // else it is about to end by itself
    },
    { description: 'The account is in no settings any more' },
  );
  setHandler(
    retryNow,
    ({ actor }) => {
      facts.askRetry();
      facts.note('operator-retried', actor);
      return { status: input.ended.status, note: 'Trying now' };
    },
    {
      description: 'An operator wants what is blocked tried at once',
      validator: (_operator) => {
        refuseUnless(lateCausesOf(facts).length > 0, 'Nothing is blocked of what came after the end of this order');
        refuseUnless(!facts.isAccountRemoved, sentenceOf(heldBlocker('removed')));
      },
    },
  );
  setHandler(accountClosed, ({ actor }) => facts.recordAccountClosed(actor), {
    description: 'An operator has closed the account',
  });
  setHandler(lateFacts, () => facts.state, { description: 'Everything that was learnt after the order had ended' });
  const lanes = () => Promise.all([runLateAmazonLane, runLateCommerceLane, endWhenQuiet].map((run) => run(facts)));
  await Promise.all([untilClosed(() => facts.isAccountClosed, lanes), publisher.run()]);
  await condition(allHandlersFinished);
  if (facts.isOver) return facts.state;
  return continueAsNew<typeof lateOrder>({ ...input, carried: facts.state });
}

async function endWhenQuiet(facts: LateFacts): Promise<void> {
  const isLong = () => workflowInfo().continueAsNewSuggested;
  while (!isLong()) {
    await condition(() => isLong() || !isAnythingDue(facts));
    const { factIds } = facts.state;
    const isStirred = () => isLong() || isAnythingDue(facts) || facts.state.factIds !== factIds;
    await condition(isStirred, lingerMs, { summary: 'Until the order is quiet' });
    if (!isStirred()) return facts.end();
  }
}
