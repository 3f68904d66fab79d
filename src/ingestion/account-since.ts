import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { AccountId } from '../domain/ids.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';

type Deps = { readonly client: Pick<Client, 'workflow' | 'withDeadline'>; readonly accountId: AccountId };

const answerMaxMs = 10_000;
const answer = z.object({ since: z.string() });

/**
 * Before which moment nothing is imported. The account's workflow alone knows it, when the settings leave it to the moment
 * of the first start; it changes only with a start of the process, and is asked for once.
 */
export function accountSince({ client, accountId }: Deps): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    if (known !== undefined) return known;
    const state = await client.withDeadline(Date.now() + answerMaxMs, () =>
      client.workflow.getHandle(accountWorkflowId(accountId)).query<unknown>('account'),
    );
    known = answer.parse(state).since;
    return known;
  };
}
