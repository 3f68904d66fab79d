import { continueAsNew } from '@temporalio/workflow';
import type { OrderInput } from './order-state.js';
import { type OrderResult, tellStory } from './order-story.js';

/** FBA: begins at Shipped, and ends with a Commerce order that is complete from its first moment. */
export async function amazonFulfilledOrder(input: OrderInput): Promise<OrderResult> {
  const told = await tellStory(input, []);
  return 'ended' in told ? told : continueAsNew<typeof amazonFulfilledOrder>({ ...input, carried: told });
}
