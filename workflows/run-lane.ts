import { workflowInfo } from '@temporalio/workflow';
import type { OrderFacts } from './order-facts.js';
import { endingOf } from './order-steps.js';
import { runSteps, type Step, type Steps } from './run-steps.js';

/** The run is over when the story has ended, or when its history is long enough to be carried into a new one. */
export const isRunOver = (facts: OrderFacts): boolean =>
  endingOf(facts) !== undefined || workflowInfo().continueAsNewSuggested;

/** One remote's side of an order. Nothing is done for an account that is removed. */
export const runLane = <S extends Step>(
  facts: OrderFacts,
  { stepsOf, perform }: Omit<Steps<OrderFacts, S>, 'isOver'>,
): Promise<void> =>
  runSteps(facts, {
    isOver: isRunOver,
    stepsOf: (known) => (known.isAccountRemoved ? [] : stepsOf(known)),
    perform,
  });
