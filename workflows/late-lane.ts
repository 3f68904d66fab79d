import { workflowInfo } from '@temporalio/workflow';
import type { LateFacts } from './late-facts.js';
import type { LateStep } from './late-steps.js';
import { runSteps, type Steps } from './run-steps.js';

export const isLateRunOver = (facts: LateFacts): boolean => facts.isOver || workflowInfo().continueAsNewSuggested;

/**
 * One remote's side of what came late. A shop that is down must not keep tracking from Amazon. Nothing is done for an
 * account that is removed.
 */
export const runLateLane = <S extends LateStep>(
  facts: LateFacts,
  { stepsOf, perform }: Omit<Steps<LateFacts, S>, 'isOver'>,
): Promise<void> =>
  runSteps(facts, {
    isOver: isLateRunOver,
    stepsOf: (known) => (known.isAccountRemoved ? [] : stepsOf(known)),
    perform,
  });
