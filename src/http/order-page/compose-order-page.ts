import type { Operator } from '../../domain/operator.js';
import type { Composed } from '../http-deps.js';
import type { ViewAnswer } from '../order-conversation.js';
import type { OrderRow } from '../order-index/order-row.js';
import { linksOf } from '../order-links.js';
import { type OrderPageContent, orderPage } from './order-page.js';

type Asked = { readonly row: OrderRow; readonly operator: Operator } & Pick<OrderPageContent, 'said' | 'typed'>;

/** The page of an order as it stands now: its workflow and Temporal are asked side by side. */
export async function composeOrderPage(deps: Composed, { row, operator, said, typed }: Asked): Promise<string> {
  const { conversation, index, nowMs, carriersOf, leadMsOf } = deps;
  const [answer, attempts] = await Promise.all([
    conversation.view(row.workflowId),
    conversation.attempts(row.workflowId),
  ]);
  return orderPage({
    row,
    answer,
    attempts,
    health: index.health(),
    links: linksOf(deps, row, entityIdOf(answer)),
    carriers: carriersOf(row.account),
    mayOperate: operator.roles.has('operate'),
    seesBuyers: operator.roles.has('personal-data'),
    nowMs: nowMs(),
    leadMs: leadMsOf(row.account),
    ...(said === undefined ? {} : { said }),
    ...(typed === undefined ? {} : { typed }),
  });
}

const entityIdOf = (answer: ViewAnswer): number | undefined =>
  answer.outcome === 'view' ? answer.view.commerceEntityId : undefined;
