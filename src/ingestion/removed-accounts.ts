import type { Client } from '@temporalio/client';
import { leftSettings } from '../../workflows/account-messages.js';
import { accountRemoved } from '../../workflows/messages.js';
import { type AccountId, parseAccountId } from '../domain/ids.js';
import { ingestionTaskQueue } from '../domain/task-queues.js';
import { readChangePermit } from '../temporal/change-permit.js';
import { isHeard } from '../temporal/workflow-gone.js';
import { accountWorkflowId, lateOrderPrefix } from '../temporal/workflow-ids.js';

type Deps = Serving & {
  /** Of this process's settings. */
  readonly isConfigured: (accountId: AccountId) => boolean;
};
type Serving = {
  readonly client: Client;
  readonly nowMs: () => number;
  /** Nobody has asked for the account's lease for so long: no process has it. A poll lasts a minute at most. */
  readonly unservedForMs?: number;
};

const unservedForMsDefault = 2 * 60_000;
const activityQueue = 2;
const pageSize = 1_000;

/**
 * An account that was taken out of the settings: its workflow runs, and no process serves it. Whoever looks need not be
 * the one that served it, and a process whose settings name other accounts takes none of them for removed. Each look
 * tells only what is not told yet, so that a look that breaks off is made good by the next.
 */
export async function tellRemovedAccounts(deps: Deps): Promise<{ readonly removed: number; readonly told: number }> {
  const { client, isConfigured } = deps;
  let removed = 0;
  let told = 0;
  const query = "WorkflowType = 'amazonAccount' AND ExecutionStatus = 'Running'";
  for await (const { workflowId } of client.workflow.list({ query, pageSize })) {
    const accountId = parseAccountId(workflowId.slice(accountWorkflowId('').length));
    if (accountId === undefined || isConfigured(accountId) || (await isServed(deps, accountId))) continue;
    removed += 1;
    const { held } = await readChangePermit(client, accountId);
    if (held !== 'removed') await client.workflow.getHandle(workflowId).signal(leftSettings);
    told += await tellOrders(client, accountId);
  }
  return { removed, told };
}

/** A process has the account in its settings, whatever the settings say that are looked at here. */
export async function isServed(
  { client, nowMs, unservedForMs = unservedForMsDefault }: Serving,
  accountId: AccountId,
): Promise<boolean> {
  const { namespace } = client.workflow.options;
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: ingestionTaskQueue(accountId) },
    taskQueueType: activityQueue,
  });
  return pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > nowMs() - unservedForMs);
}

/** Only names of our own enter the filter: an account id has no quote in it. */
async function tellOrders(client: Client, accountId: AccountId): Promise<number> {
  const ofAccount = `Account = '${accountId}' AND ExecutionStatus = 'Running'`;
  const open = `WorkflowId STARTS_WITH 'amazon-order:' AND ${ofAccount} AND OrderStatus != 'ViewOnly'`;
  // What came after the end of an order has no status of its own.
  const late = `WorkflowId STARTS_WITH '${lateOrderPrefix}' AND ${ofAccount}`;
  const untold = ['BlockedBy IS NULL', "BlockedBy != 'account-removed'"];
  let told = 0;
  for (const query of [open, late].flatMap((listed) => untold.map((condition) => `${listed} AND ${condition}`))) {
    for await (const { workflowId } of client.workflow.list({ query, pageSize })) {
      if (await isHeard(client.workflow.getHandle(workflowId).signal(accountRemoved))) told += 1;
    }
  }
  return told;
}
