import { condition } from '@temporalio/workflow';
import { isRunOver } from './next-due.js';
import type { OrderFacts } from './order-facts.js';
import { isCancelledAtAmazon, isFullyPacked } from './order-steps.js';

/** So long before the ship-by time an unshipped order is shown as at risk. */
const leadMs = 4 * 3_600_000;

/** Late tracking costs the seller's account: an order that is still here shortly before its deadline asks for attention. */
export async function watchShipBy(facts: OrderFacts): Promise<void> {
  await condition(() => isNoLongerDue(facts) || (facts.state.isVerified && facts.state.sighting.shipBy !== undefined));
  if (await isStillHere(facts, leadMs)) {
    if (facts.state.shipBy === 'in-time') {
      facts.recordShipBy('at-risk');
      facts.note('ship-by-at-risk');
    }
    if (await isStillHere(facts, 0)) {
      facts.recordShipBy('missed');
      facts.note('ship-by-missed');
    }
  }
}

async function isStillHere(facts: OrderFacts, beforeMs: number): Promise<boolean> {
  const { shipBy } = facts.state.sighting;
  if (shipBy === undefined || isNoLongerDue(facts)) return false;
  const waitMs = Date.parse(shipBy) - beforeMs - facts.nowMs();
  if (waitMs <= 0) return true;
  return !(await condition(() => isNoLongerDue(facts), waitMs));
}

/** All pieces are with a carrier, or nothing is to be shipped any more. */
const isNoLongerDue = (facts: OrderFacts): boolean =>
  isRunOver(facts) || isFullyPacked(facts) || isCancelledAtAmazon(facts);
