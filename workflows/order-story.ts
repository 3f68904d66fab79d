import { allHandlersFinished, condition } from '@temporalio/workflow';
import { runAmazonLane } from './amazon-lane.js';
import { runCommerceLane } from './commerce-lane.js';
import { handleMessages } from './handle-messages.js';
import type { EndedOrder } from './late-messages.js';
import { OrderFacts } from './order-facts.js';
import type { OrderInput, OrderState } from './order-state.js';
import { type Ending, endingOf } from './order-steps.js';
import { endedOrderOf } from './order-view.js';
import { Publisher } from './publisher.js';
import { untilClosed } from './until-closed.js';

/** Of an ended workflow the result is all that can be read at no cost: what comes late is compared with it. */
export type OrderResult = {
  readonly ended: Ending;
  readonly commerceOrderNumber?: string;
  readonly order: EndedOrder;
};

/**
 * One run of an order's story. Both sides go on side by side, so that a shop that is down does not keep tracking from
 * Amazon. Comes back with the result, or with the state to carry into the next run.
 */
export async function tellStory(
  input: OrderInput,
  beside: readonly ((facts: OrderFacts) => Promise<void>)[],
): Promise<OrderResult | OrderState> {
  const facts = new OrderFacts(input, () => Date.now());
  const publisher = new Publisher(facts);
  handleMessages(facts);
  const lanes = () => Promise.all([runCommerceLane, runAmazonLane, ...beside].map((run) => run(facts)));
  const isClosed = () => facts.state.isAccountClosed === true;
  await Promise.all([untilClosed(isClosed, lanes), publisher.run()]);
  const ended = endingOf(facts);
  if (ended === 'Complete') facts.note('completed');
  publisher.publish();
  await condition(allHandlersFinished);
  if (ended === undefined) return facts.state;
  const { commerceOrder } = facts.state;
  return {
    ended,
    ...(commerceOrder === undefined ? {} : { commerceOrderNumber: commerceOrder.number }),
    order: endedOrderOf(facts),
  };
}
