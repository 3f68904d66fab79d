import type { Client } from '@temporalio/client';
import { amazonChanged, type OrderView, order as orderQuery } from '../../workflows/messages.js';
import type { AmazonStatus } from '../domain/amazon-status.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import type { OrderName } from '../late-facts/late-orders.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';
import { knownOrder } from './known-order.js';

/** What its list shows of it: Amazon's status as it was at the end. */
export type EndedWorkflow = { readonly endedAs: AmazonStatus | undefined };

/** What Temporal knows of an order. Throws when it cannot be asked, or no worker answers. */
export interface OrderWorkflows {
  /** `unknown`: never begun, or forgotten since. */
  find(order: OrderName): Promise<OrderView | EndedWorkflow | 'unknown'>;
  /** A repeat is harmless: workflows ignore what is no news. */
  tell(order: OrderName, sighting: OrderSighting): Promise<'told' | 'ended'>;
}

const answerMaxMs = 10_000;

export function orderWorkflows(client: Pick<Client, 'workflow' | 'withDeadline'>): OrderWorkflows {
  const inTime = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
    client.withDeadline(Date.now() + answerMaxMs, ask);
  const handleOf = (order: OrderName) => client.workflow.getHandle(orderWorkflowId(order));
  return {
    find: async (order) => {
      const known = await inTime(() => knownOrder(client, order));
      if (known === 'none') return 'unknown';
      // A closed one would be replayed for the answer, and is told nothing anyway.
      if (known.hasEnded) return { endedAs: known.amazonStatus };
      return inTime(() => handleOf(order).query(orderQuery));
    },
    tell: async (order, sighting) =>
      (await inTime(() => isHeard(handleOf(order).signal(amazonChanged, sighting)))) ? 'told' : 'ended',
  };
}
