import type { AmazonOrderId } from '../domain/ids.js';
import { type ActionAnswer, createOrderConversation, type OrderAction } from '../http/order-conversation.js';
import { orderWorkflowId } from '../temporal/workflow-ids.js';
import { openDesk } from './account-desk.js';

export type OrderDesk = Awaited<ReturnType<typeof openOrderDesk>>;

/** What an operator asks of one order: the same updates as from its page, without a page. */
export async function openOrderDesk(
  env: Readonly<Record<string, string | undefined>>,
  { account: wanted, amazonOrderId }: { readonly account: string | undefined; readonly amazonOrderId: AmazonOrderId },
) {
  const { account, temporal } = await openDesk(env, wanted);
  const workflowId = orderWorkflowId({ sellerId: account.amazon.sellerId, amazonOrderId });
  const conversation = createOrderConversation(temporal.client);
  return {
    accountId: account.id,
    act: (action: OrderAction): Promise<ActionAnswer> => conversation.act(workflowId, action),
    close: () => temporal.close(),
  };
}
