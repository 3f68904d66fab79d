import { continueAsNew } from '@temporalio/workflow';
import type { OrderInput } from './order-state.js';
import { type OrderResult, tellStory } from './order-story.js';
import { watchShipBy } from './ship-by-watch.js';

/** FBM: from Pending, through verification, the Commerce order and its packages, until both sides say it is done. */
export async function merchantFulfilledOrder(input: OrderInput): Promise<OrderResult> {
  const told = await tellStory(input, [watchShipBy]);
  return 'ended' in told ? told : continueAsNew<typeof merchantFulfilledOrder>({ ...input, carried: told });
}
