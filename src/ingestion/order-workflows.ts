import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { amazonChanged, type OrderView, order as orderQuery } from '../../workflows/messages.js';
import type { AmazonOrderId, SellerId } from '../domain/ids.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import { orderAttributes } from '../domain/search-attributes.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

type OrderName = { readonly sellerId: SellerId; readonly amazonOrderId: AmazonOrderId };

/** What its list shows of it: Amazon's status as it was at the end. */
export type EndedWorkflow = { readonly endedAs: string | undefined };

/** What Temporal knows of an order. Throws when it cannot be asked, or no worker answers. */
export interface OrderWorkflows {
  /** `unknown`: never begun, or forgotten since. */
  find(order: OrderName): Promise<OrderView | EndedWorkflow | 'unknown'>;
  /** A repeat is harmless: workflows ignore what is no news. */
  tell(order: OrderName, sighting: OrderSighting): Promise<'told' | 'ended'>;
}

const answerMaxMs = 10_000;

export function orderWorkflows(client: Pick<Client, 'workflow' | 'withDeadline'>): OrderWorkflows {
  const ask = <Answer>(order: OrderName, question: (handle: WorkflowHandle) => Promise<Answer>): Promise<Answer> =>
    client.withDeadline(Date.now() + answerMaxMs, () => question(client.workflow.getHandle(orderWorkflowId(order))));
  return {
    find: async (order) => {
      try {
        const { status, typedSearchAttributes } = await ask(order, (handle) => handle.describe());
        // Only of one that runs: a closed one would be replayed for the answer, and is told nothing anyway.
        if (status.name === 'RUNNING') return await ask(order, (handle) => handle.query(orderQuery));
        return { endedAs: typedSearchAttributes.get(orderAttributes.amazonStatus) };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'unknown';
        throw error;
      }
    },
    tell: async (order, sighting) => {
      try {
        await ask(order, (handle) => handle.signal(amazonChanged, sighting));
        return 'told';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'ended';
        throw error;
      }
    },
  };
}
