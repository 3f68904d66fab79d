import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type OrderView, shipped } from '../../workflows/messages.js';
import type { AccountId, CommerceOrderNumber } from '../domain/ids.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import { factsOfPackage } from '../late-facts/facts-of-package.js';
import type { LateAnswer, LateOrders, OrderName } from '../late-facts/late-orders.js';
import { endedOrUnknown } from '../temporal/workflow-gone.js';

/** What shipping asks of an order's workflow. None of these throws for a business reason. */
export interface ShippedOrders {
  view(workflowId: string): Promise<ViewAnswer>;
  /** A repeat is harmless: the workflow knows packages by their ids. */
  recordPackage(workflowId: string, parcel: ShipmentPackage): Promise<RecordAnswer>;
  /** For an order that has ended. A repeat is harmless: what is known starts nothing. */
  recordLatePackage(order: OrderName, parcel: ShipmentPackage): Promise<LateAnswer | 'no-answer'>;
  /** The workflows of orders with this number; throws when Temporal cannot be asked. */
  findByCommerceNumber(
    account: AccountId,
    number: CommerceOrderNumber,
  ): Promise<readonly { readonly workflowId: string }[]>;
}

export type ViewAnswer =
  | { readonly outcome: 'view'; readonly view: OrderView }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'no-answer' };

/** `recorded`: the signal is in the workflow's history, and survives whatever happens next. */
export type RecordAnswer = 'recorded' | 'ended' | 'unknown' | 'no-answer';

const answerWithinMs = 5000;

export const recordLatePackageWith =
  (late: LateOrders): ShippedOrders['recordLatePackage'] =>
  async (order, parcel) => {
    try {
      return await late.tell(order, (ended) => factsOfPackage(parcel, ended));
    } catch {
      return 'no-answer'; // as below
    }
  };

export const recordPackageWith =
  (client: Pick<Client, 'workflow' | 'withDeadline'>): ShippedOrders['recordPackage'] =>
  async (workflowId, parcel) => {
    try {
      await client.withDeadline(Date.now() + answerWithinMs, () =>
        client.workflow.getHandle(workflowId).signal(shipped, parcel),
      );
      return 'recorded';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return endedOrUnknown(error);
      return 'no-answer'; // it may have been recorded all the same: the sender repeats, and the workflow knows the id
    }
  };
