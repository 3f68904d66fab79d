import { condition, workflowInfo } from '@temporalio/workflow';
import type { OrderFacts } from './order-facts.js';
import { endingOf } from './order-steps.js';

type Step = { readonly about: string; readonly notBefore?: string };

/** The run is over when the story has ended, or when its history is long enough to be carried into a new one. */
export const isRunOver = (facts: OrderFacts): boolean =>
  endingOf(facts) !== undefined || workflowInfo().continueAsNewSuggested;

/** Waits for a step that may be done now. No limit: an order may be Pending for weeks, and a blocker waits for ever. */
export async function nextDue<S extends Step>(
  facts: OrderFacts,
  stepsOf: (facts: OrderFacts) => readonly S[],
): Promise<S | 'over'> {
  const ready = () => stepsOf(facts).find((step) => waitMs(facts, step) === 0);
  for (;;) {
    if (isRunOver(facts)) return 'over';
    const step = ready();
    if (step !== undefined) return step;
    const waits = stepsOf(facts).map((waiting) => waitMs(facts, waiting));
    const mayGoOn = () => isRunOver(facts) || ready() !== undefined || stepsOf(facts).length > waits.length;
    if (waits.length === 0) await condition(mayGoOn);
    else await condition(mayGoOn, Math.min(...waits));
  }
}

function waitMs(facts: OrderFacts, { about, notBefore }: Step): number {
  const untilMs = notBefore === undefined ? 0 : Date.parse(notBefore) - facts.nowMs();
  return Math.max(0, untilMs, facts.waitMsOf(about));
}
