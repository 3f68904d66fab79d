import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time.js';
import { type GatewayReport, parseGatewayReport } from '../domain/gateway-report.js';
import { heartbeatOf } from './pending-activity.js';
import { accountWorkflowId } from './workflow-ids.js';

export type AccountLease = {
  readonly isHeld: boolean;
  /** The process that speaks to Amazon for this account, as Temporal names it: process id and machine. */
  readonly holder?: string;
  readonly heardAtMs?: number;
  readonly report?: GatewayReport;
};

const leaseActivity = 'holdAmazonGateway';
const stateStarted = 2;
/** Pages wait for it, and give up after ten seconds themselves. */
const answerWithinMs = 5_000;

/** Who speaks to Amazon, and what it last said of itself. Undefined: the account has no running workflow. Costs no event. */
export async function readAccountLease(client: Client, accountId: string): Promise<AccountLease | undefined> {
  const workflowId = accountWorkflowId(accountId);
  try {
    const { raw, status } = await client.withDeadline(Date.now() + answerWithinMs, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    if (status.name !== 'RUNNING') return undefined;
    const lease = raw.pendingActivities?.find(({ activityType }) => activityType?.name === leaseActivity);
    if (lease === undefined || lease === null) return { isHeld: false };
    const report = parseGatewayReport(await heartbeatOf({ client, workflowId }, lease));
    const heardAtMs = optionalTsToMs(lease.lastHeartbeatTime);
    return {
      isHeld: lease.state === stateStarted,
      ...(lease.lastWorkerIdentity ? { holder: lease.lastWorkerIdentity } : {}),
      ...(heardAtMs === undefined ? {} : { heardAtMs }),
      ...(report === undefined ? {} : { report }),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
