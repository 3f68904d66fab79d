import type { BlockedOutcome } from '../activities/contract.js';
import { blockerFrom } from './activity-proxies.js';
import { nextDue, type Step } from './next-due.js';
import type { OrderFacts } from './order-facts.js';

type Lane<S extends Step> = {
  readonly stepsOf: (facts: OrderFacts) => readonly S[];
  /** What blocks the step comes back or is thrown; it then stands on what the step is about, and is tried again. */
  readonly perform: (facts: OrderFacts, due: S) => Promise<BlockedOutcome | undefined>;
};

/** One remote's side of an order: whatever is due there, one step at a time, until the run is over. */
export async function runLane<S extends Step>(facts: OrderFacts, { stepsOf, perform }: Lane<S>): Promise<void> {
  for (;;) {
    const due = await nextDue(facts, stepsOf);
    if (due === 'over') return;
    facts.beginTry(due.about);
    try {
      const blocked = await perform(facts, due);
      if (blocked === undefined) facts.recordUnblocked(due.about);
      else facts.recordBlocked(due.about, blocked.blocker);
    } catch (error) {
      facts.recordBlocked(due.about, blockerFrom(error));
    }
    facts.endTry();
  }
}
