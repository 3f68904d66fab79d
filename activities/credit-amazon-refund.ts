import type { CommercePort, RefundStanding } from '../src/commerce/port.js';
import type { AmazonRefund } from '../src/domain/amazon-refund.js';
import { assertNever } from '../src/domain/assert-never.js';
import { isSameMoney } from '../src/domain/money.js';
import { planRefund } from '../src/domain/refund-plan.js';
import type { CommerceOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities, CreditRefundOutcome, CreditRefundRequest } from './contract.js';
import { neverShipped, unrefundedLines } from './never-shipped.js';

type Deps = { readonly commerceOf: CommerceOf };

/** By this comment our own credit memo is found again. */
const commentOf = ({ id }: AmazonRefund): string => `Amazon refund ${id}`;
const isOurs = (comment: string): boolean => comment.startsWith('Amazon refund ');

/** Called twice it makes one credit memo: the refund's id is looked for in the comments before anything is sent. */
export const creditAmazonRefund =
  ({ commerceOf }: Deps): Activities['creditAmazonRefund'] =>
  async (request) => {
    const remotes = commerceOf(request.order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { commerce } = remotes;
    const standing = await commerce.creditMemos.standing(request.commerceOrder.entityId);
    if (standing === 'not-found') return { outcome: 'held', because: 'the order is not in Commerce any more' };
    if (isMade(standing, request.refund)) return { outcome: 'adopted' };
    const because = doubtAbout(standing, request.refund);
    if (because !== undefined) return { outcome: 'held', because };
    return send(commerce, request, standing);
  };

const isMade = ({ memos }: RefundStanding, refund: AmazonRefund): boolean =>
  memos.some(({ comments }) => comments.includes(commentOf(refund)));

/** The merchant, or a cancellation, may have paid the same back already: a second memo would be wrong money. */
function doubtAbout({ state, memos }: RefundStanding, { total }: AmazonRefund): string | undefined {
  if (state === 'closed') return 'Commerce has paid everything back already';
  if (state === 'canceled') return 'the Commerce order is cancelled';
  const isMadeByOthers = memos.some((memo) => isSameMoney(memo.total, total) && !memo.comments.some(isOurs));
  return isMadeByOthers ? 'Commerce has a credit memo over the same amount that Waybill did not make' : undefined;
}

async function send(
  commerce: CommercePort,
  { commerceOrder, refund, lines }: CreditRefundRequest,
  standing: RefundStanding,
): Promise<CreditRefundOutcome> {
  const plan = planRefund(refund, standing, lines);
  const { entityId } = commerceOrder;
  const shipments = await commerce.shipments.ofOrders([entityId]);
  const comment = commentOf(refund);
  switch (plan.plan) {
    case 'none':
      return { outcome: 'held', because: plan.because };
    case 'everything':
      return answered(
        await commerce.refunds.createForAll(entityId, {
          comment,
          returnedLineIds: neverShipped(unrefundedLines(standing), shipments),
        }),
      );
    case 'part': {
      const { plan: _part, ...memo } = plan;
      const pieces = memo.lines.flatMap(({ lineId, quantity }) => (quantity > 0 ? [lineId] : []));
      const returnedLineIds = neverShipped(pieces, shipments);
      return answered(
        await commerce.creditMemos.create({ orderEntityId: entityId, ...memo, comment, returnedLineIds }),
      );
    }
    default:
      return assertNever(plan);
  }
}

function answered(answer: 'created' | 'nothing-left' | { readonly refused: string }): CreditRefundOutcome {
  if (answer === 'created') return { outcome: 'credited' };
  if (answer === 'nothing-left') return { outcome: 'held', because: 'Commerce has nothing left to pay back' };
  return { outcome: 'blocked', blocker: { code: 'commerce-refused', subject: answer.refused } };
}
