import type { Client } from '@temporalio/client';
import { factsArrived } from '../../workflows/late-messages.js';
import { type AmazonOrderId, parsePackageId, type SellerId } from '../domain/ids.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';

type Deps = { readonly client: Pick<Client, 'workflow'>; readonly sellerId: SellerId };

/** Only an order that is open waits for tracking; one that has ended needs none, and nothing is started for it. */
export const signalTrackMissing =
  ({ client, sellerId }: Deps) =>
  async (
    { amazonOrderId }: { readonly amazonOrderId: AmazonOrderId },
    { shipmentId }: { readonly shipmentId: number },
  ): Promise<void> => {
    const packageId = parsePackageId(`commerce:${shipmentId}`);
    if (packageId === undefined) return;
    const handle = client.workflow.getHandle(orderWorkflowId({ sellerId, amazonOrderId }));
    await isHeard(handle.signal(factsArrived, [{ kind: 'track-missing', packageId }]));
  };
