import type { Client } from '@temporalio/client';
import { type AccountId, type AmazonOrderId, parseAmazonOrderId } from '../domain/ids.js';
import { parseOrderWorkflowId } from './workflow-ids.js';

/** One order of the account that waits for its shipment, and whose buyer Amazon would therefore show. */
export async function orderAwaitingShipment(client: Client, accountId: AccountId): Promise<AmazonOrderId | undefined> {
  const query = `Account = '${accountId}' AND FulfilledBy = 'FBM' AND AmazonStatus = 'Unshipped' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1 })) {
    return parseAmazonOrderId(parseOrderWorkflowId(workflowId)?.amazonOrderId);
  }
  return undefined;
}
