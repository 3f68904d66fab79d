import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { z } from 'zod';
import { causeGone } from '../../workflows/messages.js';
import { type Blocker, parseBlockerCode } from '../domain/blocker.js';
import {
  type AccountId,
  type AmazonOrderId,
  type MarketplaceId,
  parseAmazonOrderId,
  parseMarketplaceId,
} from '../domain/ids.js';
import { orderAttributes } from '../domain/search-attributes.js';
import { isHeard } from '../temporal/workflow-gone.js';

/** An order that waits, as the lists know it: its own workflow is not asked, which would be an action each. */
export type BlockedOrder = {
  readonly workflowId: string;
  readonly causes: readonly Blocker[];
  readonly amazonOrderId?: AmazonOrderId | undefined;
  /** Which of the account's store views it lies in follows from this. */
  readonly marketplaceId?: MarketplaceId | undefined;
  /** The next one to leave the house first. */
  readonly urgency: string;
};

export interface BlockedOrders {
  list(): Promise<readonly BlockedOrder[]>;
  /** Tells the order that the cause may be gone. One that ended meanwhile needs no telling. */
  wake(workflowId: string): Promise<void>;
}

type Listed = Pick<WorkflowExecutionInfo, 'workflowId' | 'memo' | 'typedSearchAttributes'>;
type Deps = { readonly client: Pick<Client, 'workflow' | 'withDeadline'>; readonly accountId: AccountId };

/** More than this wait for the next look; those that are woken make room. */
const ordersMax = 10_000;
const pageSize = 1_000;
const answerWithinMs = 10_000;
/** What comes after an order's end has no time to ship by: it goes last. */
const goodsAreGone = '9999';

/**
 * Orders, and what came after the end of some (`amazon-order-late:…`). Only names of our own enter the filter: an account id has
 * no quote in it. Lists are no actions.
 */
export function blockedOrders({ client, accountId }: Deps): BlockedOrders {
  const query = `WorkflowId STARTS_WITH 'amazon-order' AND Account = '${accountId}' AND ExecutionStatus = 'Running' AND BlockedBy IS NOT NULL`;
  return {
    list: async () => {
      const orders: BlockedOrder[] = [];
      for await (const listed of client.workflow.list({ query, pageSize })) {
        orders.push(blockedOrderOf(listed));
        if (orders.length >= ordersMax) break;
      }
      return orders.toSorted((one, other) => (one.urgency < other.urgency ? -1 : 1));
    },
    wake: async (workflowId) => {
      await client.withDeadline(Date.now() + answerWithinMs, () =>
        isHeard(client.workflow.getHandle(workflowId).signal(causeGone)),
      );
    },
  };
}

/** As Temporal shows a workflow, in a list or by itself. */
export function blockedOrderOf({ workflowId, memo, typedSearchAttributes: attributes }: Listed): BlockedOrder {
  const leavesAt = attributes.get(orderAttributes.shipBy) ?? attributes.get(orderAttributes.purchaseDate);
  const code = parseBlockerCode(attributes.get(orderAttributes.blockedBy));
  const listed = causesIn(memo?.['blockers']);
  return {
    workflowId,
    causes: listed.length > 0 || code === undefined ? listed : [{ code }],
    amazonOrderId: parseAmazonOrderId(attributes.get(orderAttributes.amazonOrderId)),
    marketplaceId: parseMarketplaceId(attributes.get(orderAttributes.marketplace)),
    urgency: leavesAt?.toISOString() ?? goodsAreGone,
  };
}

const listedCauses = z.array(
  z.object({
    code: z.string(),
    subject: z.string().optional(),
    quantity: z.number().optional(),
    amazonSku: z.string().optional(),
  }),
);

/** What a newer version wrote and this one does not know is left to the order's own timer. */
function causesIn(memo: unknown): readonly Blocker[] {
  const listed = listedCauses.safeParse(memo);
  if (!listed.success) return [];
  return listed.data.flatMap(({ code: raw, subject, quantity, amazonSku }) => {
    const code = parseBlockerCode(raw);
    if (code === undefined) return [];
    return [
      {
        code,
        ...(subject === undefined ? {} : { subject }),
        ...(quantity === undefined ? {} : { quantity }),
        ...(amazonSku === undefined ? {} : { amazonSku }),
      },
    ];
  });
}
