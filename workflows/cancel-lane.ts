import { getExternalWorkflowHandle, isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { BlockedOutcome } from '../activities/contract.js';
import { assertNever } from '../src/domain/assert-never.js';
import type { CancellationLine } from '../src/domain/cancellation-line.js';
import { accountWorkflowName } from '../src/domain/workflow-names.js';
import { cancelCalledOff, cancelWanted } from './account-messages.js';
import { amazonActivities } from './activity-proxies.js';
import { recordCalledOff, recordCancelAnswer, recordNotCancelled, recordStage } from './cancel-facts.js';
import type { CancelStep } from './cancel-steps.js';
import type { OrderFacts } from './order-facts.js';
import { isCancelledAtAmazon } from './order-steps.js';

/** What an operator's cancellation makes due at Amazon. It is done when Amazon shows the order as Canceled, not before. */
export async function performCancel(facts: OrderFacts, { step }: CancelStep): Promise<BlockedOutcome | undefined> {
  switch (step) {
    case 'ask-to-cancel':
      return askToCancel(facts);
    case 'call-off-cancel':
      return callOff(facts);
    case 'look-for-cancel':
      return lookForCancel(facts);
    default:
      return assertNever(step);
  }
}

async function askToCancel(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const line = lineOf(facts);
  const activities = amazonActivities(facts.input.order, { summary: 'Ask Amazon to cancel the order' });
  const answer = await activities.cancelAmazonOrder({ order: facts.input.order, reason: line.reason });
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'accepted':
    case 'refused':
      recordCancelAnswer(facts, answer);
      return undefined;
    case 'by-feed':
      if ((await heard(accountOf(facts).signal(cancelWanted, line))) === 'gone') return accountGone;
      recordStage(facts, 'handed-over');
      facts.note('cancel-handed-over');
      return undefined;
    default:
      return assertNever(answer);
  }
}

/** Whole orders only: every item of which anything is left. */
function lineOf({ input, state }: OrderFacts): CancellationLine {
  const { request } = state.cancelling ?? {};
  if (request === undefined) throw new Error('this step is only due once an operator has asked to cancel');
  const left = state.sighting.lines.filter(({ quantity, quantityCancelled }) => quantity > quantityCancelled);
  return {
    amazonOrderId: input.order.amazonOrderId,
    marketplaceId: input.order.marketplaceId,
    reason: request.reason,
    orderItemIds: left.map(({ orderItemId }) => orderItemId),
  };
}

/** Amazon refunds everything when it is told to cancel what has shipped: what no feed holds yet must not get into one. */
async function callOff(facts: OrderFacts): Promise<undefined> {
  if (facts.state.cancelling?.request?.stage === 'handed-over') {
    // An account that is gone sends nothing any more.
    await heard(accountOf(facts).signal(cancelCalledOff, { amazonOrderId: facts.input.order.amazonOrderId }));
  }
  recordCalledOff(facts);
}

const accountGone: BlockedOutcome = { outcome: 'blocked', blocker: { code: 'account-removed' } };

async function heard(telling: Promise<void>): Promise<'heard' | 'gone'> {
  try {
    await telling;
    return 'heard';
  } catch (error) {
    if (error instanceof TemporalFailure && !isCancellation(error)) return 'gone';
    throw error;
  }
}

async function lookForCancel(facts: OrderFacts): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input;
  const asked = facts.state.cancelling?.request?.stageSince;
  const activities = amazonActivities(order, { summary: 'Look whether Amazon has cancelled the order' });
  const answer = await activities.readAmazonOrder(order);
  if (answer.outcome === 'blocked') return answer;
  facts.recordSighting(answer.sighting);
  const { request } = facts.state.cancelling ?? {};
  // Cancelled now, or something was heard meanwhile that this look knows nothing of.
  if (isCancelledAtAmazon(facts) || request?.stageSince !== asked) return undefined;
  if (request?.stage !== 'doubtful') {
    return { outcome: 'blocked', blocker: { code: 'amazon-status-unclear', subject: facts.state.sighting.status } };
  }
  recordNotCancelled(facts);
  return undefined;
}

const accountOf = ({ input }: OrderFacts) => getExternalWorkflowHandle(accountWorkflowName(input.order.accountId));
