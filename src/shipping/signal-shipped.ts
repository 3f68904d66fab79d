import type { Client } from '@temporalio/client';
import { shipped } from '../../workflows/messages.js';
import type { AmazonOrderId, SellerId } from '../domain/ids.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import { factsOfPackage } from '../late-facts/facts-of-package.js';
import { type LateOrders, lateOrders } from '../late-facts/late-orders.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

type Deps = { readonly client: Client; readonly sellerId: SellerId; readonly late?: LateOrders };

/** Comes back when the order's workflow durably has the package; it ignores one that it knows already. For an order that has ended, its late workflow. */
export const signalShipped =
  ({ client, sellerId, late = lateOrders(client) }: Deps) =>
  async (
    { amazonOrderId }: { readonly amazonOrderId: AmazonOrderId },
    shipmentPackage: ShipmentPackage,
  ): Promise<'signalled' | 'known' | 'not-open'> => {
    const handle = client.workflow.getHandle(orderWorkflowId({ sellerId, amazonOrderId }));
    if (await isHeard(handle.signal(shipped, shipmentPackage))) return 'signalled';
    const told = await late.tell({ sellerId, amazonOrderId }, (ended) => factsOfPackage(shipmentPackage, ended));
    return told === 'told' ? 'signalled' : told === 'known' ? 'known' : 'not-open';
  };
