import type { Client } from '@temporalio/client';
import type { AccountState } from '../../workflows/account-state.js';
import { type AccountLease, readAccountLease } from '../temporal/account-lease.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';

export type Intake = { readonly lease: AccountLease | undefined; readonly state: AccountState | 'no-answer' };

/** A query is answered by a worker; without one it would wait for a minute. */
const answerWithinMs = 5_000;

/** What an account's workflow knows of itself, and what the process that speaks to Amazon last said. */
export async function readIntake(client: Client, accountId: string): Promise<Intake> {
  const lease = await readAccountLease(client, accountId);
  if (lease === undefined) return { lease, state: 'no-answer' };
  return { lease, state: await readState(client, accountId).catch(() => 'no-answer' as const) };
}

const readState = (client: Client, accountId: string): Promise<AccountState> =>
  client.withDeadline(Date.now() + answerWithinMs, () =>
    client.workflow.getHandle(accountWorkflowId(accountId)).query<AccountState>('account'),
  );
