import type { BlockedOutcome, CommerceOrderRef } from '../activities/contract.js';
import type { AmazonRefund } from '../src/domain/amazon-refund.js';
import { assertNever } from '../src/domain/assert-never.js';
import { commerceActivities } from './activity-proxies.js';
import type { LateFacts } from './late-facts.js';
import { runLateLane } from './late-lane.js';
import type { LatePackage } from './late-messages.js';
import { type LateCommerceStep, lateCommerceSteps } from './late-steps.js';

/** What Commerce has to learn of an order that it holds for complete. */
export const runLateCommerceLane = (facts: LateFacts): Promise<void> =>
  runLateLane(facts, { stepsOf: lateCommerceSteps, perform });

async function perform(facts: LateFacts, due: LateCommerceStep): Promise<BlockedOutcome | undefined> {
  switch (due.step) {
    case 'track':
      return track(facts, due.late);
    case 'credit':
      return credit(facts, due.refund);
    default:
      return assertNever(due);
  }
}

async function track(facts: LateFacts, late: LatePackage): Promise<BlockedOutcome | undefined> {
  const { order } = facts.input.ended;
  const { trackingNumberBefore } = late;
  const answer = await commerceActivities(order, {
    summary: `Add the tracking of package ${late.id} in Commerce`,
  }).trackLatePackage({
    order,
    commerceOrder: knownOrder(facts),
    package: late,
    ...(trackingNumberBefore === undefined ? {} : { trackingNumberBefore }),
  });
  if (answer.outcome === 'blocked') return answer;
  facts.recordProgress(late, { inCommerce: 'shipped' });
  facts.note(answer.outcome === 'tracked' ? 'commerce-track-added' : 'commerce-package-noted', 'commerce', late.id);
  return undefined;
}

async function credit(facts: LateFacts, refund: AmazonRefund): Promise<BlockedOutcome | undefined> {
  const { order, lines } = facts.input.ended;
  const answer = await commerceActivities(order, {
    summary: `Create the credit memo of refund ${refund.id}`,
  }).creditAmazonRefund({
    order,
    commerceOrder: knownOrder(facts),
    refund,
    lines: lines.map(({ orderItemId, sku }) => ({ orderItemId, ...(sku === undefined ? {} : { sku }) })),
  });
  switch (answer.outcome) {
    case 'blocked':
      return answer;
    case 'held':
      facts.recordRefundAs(refund.id, 'held');
      facts.note('refund-held', 'commerce', `${refund.id}: ${answer.because}`);
      return undefined;
    case 'credited':
    case 'adopted':
      facts.recordRefundAs(refund.id, 'credited');
      facts.note('refund-credited', 'commerce', refund.id);
      return undefined;
    default:
      return assertNever(answer);
  }
}

function knownOrder({ input }: LateFacts): CommerceOrderRef {
  const { commerceOrder } = input.ended;
  if (commerceOrder === undefined) throw new Error('this step is only due where a Commerce order exists');
  return commerceOrder;
}
