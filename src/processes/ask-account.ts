import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { account } from '../../workflows/account-messages.js';
import { type GatewayReport, parseGatewayReport } from '../domain/gateway-report.js';
import type { AccountNews } from '../http/dashboard/account-news.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';

const answerWithinMs = 3000;

/** Of the workflow, and of what the holder of its lease said last with a heartbeat. */
export const askAccount =
  (client: Pick<Client, 'workflow' | 'withDeadline'>) =>
  async (accountId: string): Promise<AccountNews> => {
    const handle = client.workflow.getHandle(accountWorkflowId(accountId));
    const deadline = Date.now() + answerWithinMs;
    const [state, gateway] = await Promise.all([
      client.withDeadline(deadline, () => handle.query(account)).catch(() => undefined),
      client.withDeadline(deadline, async () => gatewayReportOf((await handle.describe()).raw)).catch(() => undefined),
    ]);
    return { accountId, ...(state === undefined ? {} : { state }), ...(gateway === undefined ? {} : { gateway }) };
  };

type Described = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['describe']>>['raw'];

function gatewayReportOf({ pendingActivities }: Described): GatewayReport | undefined {
  const lease = pendingActivities?.find(({ activityType }) => activityType?.name === 'holdAmazonGateway');
  const [payload] = lease?.heartbeatDetails?.payloads ?? [];
  return payload === undefined ? undefined : parseGatewayReport(defaultPayloadConverter.fromPayload(payload));
}
