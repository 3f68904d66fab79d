import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type AmazonStatus, amazonStatuses } from '../domain/amazon-status.js';
import { orderAttributes } from '../domain/search-attributes.js';
import type { OrderName } from '../late-facts/late-orders.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

/** What the order's workflow shows of itself; asking costs nothing. `none`: never begun, or forgotten since. */
export type KnownOrder = 'none' | { readonly amazonStatus: AmazonStatus | undefined; readonly hasEnded: boolean };

export async function knownOrder(client: Pick<Client, 'workflow'>, order: OrderName): Promise<KnownOrder> {
  try {
    const described = await client.workflow.getHandle(orderWorkflowId(order)).describe();
    const shown = described.typedSearchAttributes.get(orderAttributes.amazonStatus);
    return {
      amazonStatus: amazonStatuses.find((status) => status === shown),
      hasEnded: described.status.name !== 'RUNNING',
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'none';
    throw error;
  }
}
