import type { BlockedOutcome } from '../activities/contract.js';
import { commerceActivities } from './activity-proxies.js';
import { recordHold } from './cancel-facts.js';
import type { HoldStep } from './cancel-steps.js';
import type { OrderFacts } from './order-facts.js';

/** A held order is not shipped, invoiced or cancelled by anybody in Commerce, so it is held only while that is undecided. */
export async function performHold(facts: OrderFacts, { step }: HoldStep): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  const { commerceOrder } = facts.state;
  if (commerceOrder === undefined) throw new Error('this step is only due once the Commerce order exists');
  if (step === 'lift-hold') {
    const activities = commerceActivities(order, {
      summary: `Lift the hold of Commerce order ${commerceOrder.number}`,
    });
    const answer = await activities.liftCommerceHold({ order, commerceOrder });
    if (answer.outcome === 'blocked') return answer;
    recordHold(facts, undefined);
    facts.note('commerce-hold-lifted', { actor: 'commerce' });
    return undefined;
  }
  const activities = commerceActivities(order, { summary: `Put Commerce order ${commerceOrder.number} on hold` });
  const answer = await activities.holdCommerceOrder({ order, commerceOrder });
  if (answer.outcome === 'blocked') return answer;
  const isHeld = answer.outcome === 'held';
  recordHold(facts, isHeld ? 'ours' : 'not-ours');
  if (isHeld) facts.note('commerce-order-held', { actor: 'commerce' });
  else facts.note('commerce-order-not-held', { actor: 'commerce', detail: answer.commerceState });
  return undefined;
}
