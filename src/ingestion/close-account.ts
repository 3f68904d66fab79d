import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { closeAccount } from '../../workflows/account-messages.js';
import { accountClosed } from '../../workflows/messages.js';
import type { AccountId } from '../domain/ids.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';

const pageSize = 1_000;

/**
 * Ends the open orders of an account, and then the workflow of the account itself. A repeat ends what is left: lists lag,
 * and an order that began in the last second may not be in them yet.
 */
export async function closeRemovedAccount(
  client: Pick<Client, 'workflow'>,
  { accountId, actor }: { readonly accountId: AccountId; readonly actor: string },
): Promise<{ readonly orders: number }> {
  // First the account: nothing may start an order while the others end.
  await unlessEnded(() => client.workflow.getHandle(accountWorkflowId(accountId)).signal(closeAccount));
  const query = `WorkflowId STARTS_WITH 'amazon-order:' AND Account = '${accountId}' AND ExecutionStatus = 'Running'`;
  let orders = 0;
  for await (const { workflowId } of client.workflow.list({ query, pageSize })) {
    await unlessEnded(() => client.workflow.getHandle(workflowId).signal(accountClosed, { actor }));
    orders += 1;
  }
  return { orders };
}

async function unlessEnded(signal: () => Promise<void>): Promise<void> {
  try {
    await signal();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
