import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { account } from '../../../workflows/account-messages.js';
import type { AccountState } from '../../../workflows/account-state.js';
import { type GatewayReport, parseGatewayReport } from '../../domain/gateway-report.js';
import { accountWorkflowId } from '../../temporal/workflow-ids.js';

/** What an account's workflow says of its intake, and the holder of its lease of Amazon's quotas. */
export type AccountNews = {
  readonly accountId: string;
  readonly state?: AccountState;
  readonly gateway?: GatewayReport;
};

/** Answers at once with what is known; pages that look at it keep it fresh, and nobody else. */
export interface AccountNewsReader {
  current(): { readonly version: number; readonly accounts: readonly AccountNews[] };
}

type Deps = {
  readonly ask: (accountId: string) => Promise<AccountNews>;
  readonly accounts: readonly string[];
  readonly nowMs: () => number;
};

/** A query is a billable action: however many pages refresh, each account is asked this often at most. */
const askEveryMs = 15_000;

export function createAccountNews({ ask, accounts, nowMs }: Deps): AccountNewsReader {
  let known: readonly AccountNews[] = [];
  let version = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  const refresh = async (): Promise<void> => {
    const fresh = await Promise.all(accounts.map((id) => ask(id).catch(() => ({ accountId: id }))));
    if (JSON.stringify(fresh) !== JSON.stringify(known)) version += 1;
    known = fresh;
  };
  return {
    current: () => {
      if (!isAsking && nowMs() >= askedAtMs + askEveryMs) {
        isAsking = true;
        askedAtMs = nowMs();
        void refresh().finally(() => {
          isAsking = false;
        });
      }
      return { version, accounts: known };
    },
  };
}

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
