import { condition, workflowInfo } from '@temporalio/workflow';
import type { OrderFacts } from './order-facts.js';
import { endingOf } from './order-steps.js';

export type Step = { readonly about: string; readonly notBefore?: string };

/** The run is over when the story has ended, or when its history is long enough to be carried into a new one. */
export const isRunOver = (facts: OrderFacts): boolean =>
  endingOf(facts) !== undefined || workflowInfo().continueAsNewSuggested;

/** Waits for a step that may be done now. No limit: an order may be Pending for weeks, and a blocker waits for ever. */
export async function nextDue<S extends Step>(
  facts: OrderFacts,
  stepsOf: (facts: OrderFacts) => readonly S[],
): Promise<S | 'over'> {
  const allowed = () => (facts.isAccountRemoved ? [] : stepsOf(facts));
  for (;;) {
    if (isRunOver(facts)) return 'over';
    const steps = allowed();
    const ready = steps.find((step) => dueAtMs(facts, step) <= facts.nowMs());
    if (ready !== undefined) return ready;
    const awaitedMs = Math.min(...steps.map((step) => dueAtMs(facts, step)));
    const mayGoOn = () => isRunOver(facts) || allowed().some((step) => dueAtMs(facts, step) < awaitedMs);
    if (steps.length === 0) await condition(mayGoOn);
    else await condition(mayGoOn, awaitedMs - facts.nowMs(), { summary: 'Until the next try' });
  }
}

function dueAtMs(facts: OrderFacts, { about, notBefore }: Step): number {
  return Math.max(notBefore === undefined ? 0 : Date.parse(notBefore), facts.nextTryAtMs(about));
}
