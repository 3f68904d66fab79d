import type { Client } from '@temporalio/client';
import type { AccountActivities } from '../../activities/contract.js';
import { causeGone } from '../../workflows/messages.js';
import { blockerCodes } from '../domain/blocker.js';
import { witnessOf } from '../domain/cause-witness.js';
import { isHeard } from '../temporal/workflow-gone.js';

/** Blockers that end when Amazon speaks to this account again. */
const causes = blockerCodes.filter((code) => witnessOf({ code }) === 'amazon');
const ordersMax = 5_000;

/** Only names of our own enter the filter: an account id has no quote in it. */
export const wakeBlockedOrders =
  ({ client }: { readonly client: Client }): AccountActivities['wakeBlockedOrders'] =>
  async ({ accountId }) => {
    const blockedBy = causes.map((cause) => `'${cause}'`).join(', ');
    const query = `Account = '${accountId}' AND ExecutionStatus = 'Running' AND BlockedBy IN (${blockedBy})`;
    let woken = 0;
    for await (const { workflowId } of client.workflow.list({ query, pageSize: 500 })) {
      if (woken >= ordersMax) break;
      if (await isHeard(client.workflow.getHandle(workflowId).signal(causeGone))) woken += 1;
    }
    return { woken };
  };
