import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, type WorkflowExecutionDescription } from '@temporalio/client';
import { parseGatewayReport } from '../../src/domain/gateway-report.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';

/** `PENDING_ACTIVITY_STATE_STARTED` */
const started = 2;

type Lease = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number];

/** Who holds a seller's quota, as Temporal has it. */
export async function watchLease(address: string, accountId: string, signal: AbortSignal) {
  const connection = await Connection.connect({ address });
  const handle = new Client({ connection }).workflow.getHandle(accountWorkflowId(accountId));
  const until = async (isReached: (lease: Lease) => boolean): Promise<void> => {
    while (!signal.aborted) {
      const { pendingActivities } = (await handle.describe()).raw;
      const lease = pendingActivities?.find(({ activityType }) => activityType?.name === 'holdAmazonGateway');
      if (lease !== undefined && isReached(lease)) return;
      await sleep(20);
    }
  };
  return {
    /** The rates that Amazon grants have come with a heartbeat: whoever takes over will know them. */
    untilRatesAreKept: () => until((lease) => operationsIn(lease).length >= 2),
    /**
     * Another process holds the quota. After a crash it believes that everything was used up a moment ago, so from here on
     * both sides count from empty buckets.
     */
    untilTakenOver: () => until(({ attempt, state }) => (attempt ?? 1) > 1 && state === started),
    close: () => connection.close(),
  };
}

function operationsIn({ heartbeatDetails }: Lease): readonly string[] {
  const [payload] = heartbeatDetails?.payloads ?? [];
  const report =
    payload?.data == null ? undefined : parseGatewayReport(JSON.parse(Buffer.from(payload.data).toString()));
  return Object.keys(report?.rates ?? {});
}
