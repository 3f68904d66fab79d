import { condition } from '@temporalio/workflow';
import type { OrderFacts } from './order-facts.js';
import { isCancelledAtAmazon, isFullyPacked } from './order-steps.js';
import { isRunOver } from './run-lane.js';

const leadMsDefault = 4 * 3_600_000;

type Alarm = { readonly atMs: number; readonly says: 'at-risk' | 'missed' };

/** Late tracking costs the seller's account: an order that is still here shortly before its deadline asks for attention. */
export async function watchShipBy(facts: OrderFacts): Promise<void> {
  for (;;) {
    await condition(() => isNoLongerDue(facts) || nextAlarm(facts) !== undefined);
    const alarm = nextAlarm(facts);
    if (isNoLongerDue(facts) || alarm === undefined) return;
    const isCalledOff = () => isNoLongerDue(facts) || nextAlarm(facts)?.atMs !== alarm.atMs;
    const waitMs = alarm.atMs - facts.nowMs();
    if (
      waitMs > 0 &&
      (await condition(isCalledOff, waitMs, { summary: 'Until the ship-by time comes near, or has passed' }))
    )
      continue;
    facts.recordShipBy(alarm.says);
    facts.note(alarm.says === 'missed' ? 'ship-by-missed' : 'ship-by-at-risk');
  }
}

/** Amazon may move the deadline; whoever records that sets the order back to `in-time`. */
function nextAlarm({ state, input }: OrderFacts): Alarm | undefined {
  const { shipBy } = state.sighting;
  if (!state.isVerified || shipBy === undefined || state.shipBy === 'missed') return undefined;
  const missedMs = Date.parse(shipBy);
  return state.shipBy === 'in-time'
    ? { atMs: missedMs - (input.atRiskLeadMs ?? leadMsDefault), says: 'at-risk' }
    : { atMs: missedMs, says: 'missed' };
}

/** All pieces are with a carrier, or nothing is to be shipped any more. */
const isNoLongerDue = (facts: OrderFacts): boolean =>
  isRunOver(facts) || isFullyPacked(facts) || isCancelledAtAmazon(facts);
