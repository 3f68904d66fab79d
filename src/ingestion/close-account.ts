import type { Client } from '@temporalio/client';
import { closeAccount } from '../../workflows/account-messages.js';
import { accountClosed } from '../../workflows/messages.js';
import type { AccountId } from '../domain/ids.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { accountWorkflowId, lateOrderPrefix } from '../temporal/workflow-ids.js';
import { isServed } from './removed-accounts.js';

const pageSize = 1_000;

/**
 * Ends the workflow of an account, its open orders, and what has come after the end of others. A repeat ends what is left: lists lag,
 * and an order that began in the last second may not be in them yet.
 */
export async function closeRemovedAccount(
  client: Client,
  { accountId, actor, nowMs }: { readonly accountId: AccountId; readonly actor: string; readonly nowMs: () => number },
): Promise<{ readonly orders: number; readonly late: number } | 'still-served'> {
  // A process that runs on older settings would begin the account anew, and its ended orders are never imported again.
  if (await isServed({ client, nowMs }, accountId)) return 'still-served';
  // First the account: nothing may start an order while the others end.
  await isHeard(client.workflow.getHandle(accountWorkflowId(accountId)).signal(closeAccount));
  const query = `WorkflowId STARTS_WITH 'amazon-order' AND Account = '${accountId}' AND ExecutionStatus = 'Running'`;
  let orders = 0;
  let late = 0;
  for await (const { workflowId } of client.workflow.list({ query, pageSize })) {
    await isHeard(client.workflow.getHandle(workflowId).signal(accountClosed, { actor }));
    if (workflowId.startsWith(lateOrderPrefix)) late += 1;
    else orders += 1;
  }
  return { orders, late };
}
