import type { Client } from '@temporalio/client';
import { factsArrived } from '../../workflows/late-messages.js';
import type { LateFact } from '../domain/late-fact.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';
import { type LateOrders, lateOrders, type OrderName } from './late-orders.js';

type Deps = { readonly client: Client; readonly late?: LateOrders };

/** To the order's workflow while it runs, else to its late one. A repeat is harmless: both know what they were told. */
export async function tellFacts(
  { client, late = lateOrders(client) }: Deps,
  order: OrderName,
  facts: readonly LateFact[],
): Promise<'told' | 'known' | 'no-such-order'> {
  const told = await late.tell(order, () => facts);
  if (told !== 'no-such-order') return told;
  if (await isHeard(client.workflow.getHandle(orderWorkflowId(order)).signal(factsArrived, facts))) return 'told';
  // It ended between the two questions, or there is none that could be told.
  return late.tell(order, () => facts);
}
