import { parseAmazonOrderId } from '../domain/ids.js';
import type { Composed } from './http-deps.js';
import type { ViewAnswer } from './order-conversation.js';
import type { OrderRow } from './order-index/order-row.js';
import { noAnswer, type Problem, unknownOrder } from './problem.js';

/** The row of the order that an address names, or why there is none. */
export async function findOrder(
  { finder }: Pick<Composed, 'finder'>,
  rawId: string,
): Promise<{ readonly row: OrderRow } | { readonly problem: Problem }> {
  const amazonOrderId = parseAmazonOrderId(rawId);
  if (amazonOrderId === undefined) return { problem: unknownOrder };
  try {
    const row = await finder.byAmazonId(amazonOrderId);
    return row === undefined ? { problem: unknownOrder } : { row };
  } catch {
    return { problem: noAnswer }; // not in memory, and Temporal is away: the index counts and names that trouble
  }
}

/** The order, and what its workflow says of itself at this moment. */
export async function askOrder(
  deps: Pick<Composed, 'finder' | 'conversation'>,
  rawId: string,
): Promise<{ readonly row: OrderRow; readonly answer: ViewAnswer } | { readonly problem: Problem }> {
  const found = await findOrder(deps, rawId);
  if ('problem' in found) return found;
  return { row: found.row, answer: await deps.conversation.view(found.row.workflowId) };
}
