import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { shipped } from '../../workflows/messages.js';
import type { AmazonOrderId, SellerId } from '../domain/ids.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

type Deps = { readonly client: Client; readonly sellerId: SellerId };

/** Comes back when the order's workflow durably has the package; it ignores one that it knows already. */
export const signalShipped =
  ({ client, sellerId }: Deps) =>
  async (
    { amazonOrderId }: { readonly amazonOrderId: AmazonOrderId },
    shipmentPackage: ShipmentPackage,
  ): Promise<'signalled' | 'not-open'> => {
    try {
      await client.workflow.getHandle(orderWorkflowId({ sellerId, amazonOrderId })).signal(shipped, shipmentPackage);
      return 'signalled';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'not-open';
      throw error;
    }
  };
