import { accountWorkflowName } from '../domain/workflow-names.js';

type OrderNames = { readonly sellerId: string; readonly amazonOrderId: string };

/** Started with REJECT_DUPLICATE: within the namespace's retention this id is the proof that an order is imported once. */
export const orderWorkflowId = ({ sellerId, amazonOrderId }: OrderNames): string =>
  `amazon-order:${sellerId}:${amazonOrderId}`;

export const lateOrderPrefix = 'amazon-order-late:';

/** Takes facts (refund, return, corrected tracking) about an order whose own workflow has ended. */
export const lateOrderWorkflowId = ({ sellerId, amazonOrderId }: OrderNames): string =>
  `${lateOrderPrefix}${sellerId}:${amazonOrderId}`;

/** Of the order that a workflow id speaks of. */
export function lateOrderWorkflowIdOf(workflowId: string): string | undefined {
  const order = parseOrderWorkflowId(workflowId);
  return order && lateOrderWorkflowId(order);
}

export const accountWorkflowId = (accountId: string): string => accountWorkflowName(accountId);

/** The order that a workflow id speaks of; undefined for account workflows, late facts and foreign workflows. */
export function parseOrderWorkflowId(workflowId: string): OrderNames | undefined {
  const [, sellerId, amazonOrderId] = /^amazon-order:([^:]+):([^:]+)$/.exec(workflowId) ?? [];
  return sellerId === undefined || amazonOrderId === undefined ? undefined : { sellerId, amazonOrderId };
}
