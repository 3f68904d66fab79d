import { condition, workflowInfo } from '@temporalio/workflow';
import type { BlockedOutcome } from '../activities/contract.js';
import { blockerFrom } from './activity-proxies.js';
import type { LateFacts } from './late-facts.js';
import { type LateStep, lateStepDueAtMs } from './late-steps.js';

type Lane<S extends LateStep> = {
  readonly stepsOf: (facts: LateFacts) => readonly S[];
  readonly perform: (facts: LateFacts, due: S) => Promise<BlockedOutcome | undefined>;
};

export const isLateRunOver = (facts: LateFacts): boolean => facts.isOver || workflowInfo().continueAsNewSuggested;

/** One remote's side of what came late, one step at a time. A shop that is down must not keep tracking from Amazon. */
export async function runLateLane<S extends LateStep>(facts: LateFacts, { stepsOf, perform }: Lane<S>): Promise<void> {
  for (;;) {
    const due = await nextLateStep(facts, stepsOf);
    if (due === 'over') return;
    facts.beginTry(due.about);
    try {
      const blocked = await perform(facts, due);
      if (blocked === undefined) facts.recordUnblocked(due.about);
      else facts.recordBlocked(due.about, blocked.blocker);
    } catch (error) {
      facts.recordBlocked(due.about, blockerFrom(error));
    }
  }
}

/** No limit: what is blocked waits for as long as it takes. */
async function nextLateStep<S extends LateStep>(
  facts: LateFacts,
  stepsOf: (facts: LateFacts) => readonly S[],
): Promise<S | 'over'> {
  for (;;) {
    if (isLateRunOver(facts)) return 'over';
    const steps = stepsOf(facts);
    const ready = steps.find((step) => lateStepDueAtMs(facts, step) <= facts.nowMs());
    if (ready !== undefined) return ready;
    const awaitedMs = Math.min(...steps.map((step) => lateStepDueAtMs(facts, step)));
    const mayGoOn = () =>
      isLateRunOver(facts) || stepsOf(facts).some((step) => lateStepDueAtMs(facts, step) < awaitedMs);
    if (steps.length === 0) await condition(mayGoOn);
    else await condition(mayGoOn, awaitedMs - facts.nowMs(), { summary: 'Until the next try' });
  }
}
