import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { type ChangePermit, heldReasons, permitMemo } from '../domain/change-permit.js';
import { accountWorkflowId } from './workflow-ids.js';

type Describing = Pick<Client, 'workflow' | 'withDeadline'>;

const shop = z.object({ address: z.string(), baseUrl: z.string(), storeId: z.number() });
const permit = z.object({
  shop: shop.optional(),
  // A reason that a newer version has is a reason too.
  held: z
    .enum(heldReasons)
    .or(z.string().transform(() => 'read-only' as const))
    .optional(),
  otherShop: shop.optional(),
});

const answerWithinMs = 10_000;

/**
 * Out of the memo of the account's workflow: a look at that is no action, needs no worker, and is answered from the very
 * record that the workflow writes, not from the lists, which lag. No memo, no permit.
 */
export async function readChangePermit(client: Describing, accountId: string): Promise<ChangePermit> {
  try {
    const { memo, status } = await client.withDeadline(Date.now() + answerWithinMs, () =>
      client.workflow.getHandle(accountWorkflowId(accountId)).describe(),
    );
    if (status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW') return { held: 'removed' };
    const parsed = permit.safeParse(memo?.[permitMemo] ?? {});
    if (!parsed.success) return {};
    const { shop: own, held, otherShop } = parsed.data;
    return {
      ...(own === undefined ? {} : { shop: own }),
      ...(held === undefined ? {} : { held }),
      ...(otherShop === undefined ? {} : { otherShop }),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {}; // no ingestion process has begun to read it yet
    throw error;
  }
}
