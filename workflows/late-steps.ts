import type { Blocker } from '../src/domain/blocker.js';
import type { LateFacts } from './late-facts.js';
import type { LatePackage, LateRefund } from './late-messages.js';
import { wholeAccount } from './order-state.js';
import type { Step } from './run-steps.js';

export type LateAmazonStep = Step & { readonly step: 'confirm' | 'look'; readonly late: LatePackage };
export type LateCommerceStep = Step &
  (
    | { readonly step: 'track'; readonly late: LatePackage }
    | { readonly step: 'credit'; readonly refund: LateRefund['refund'] }
  );
export type LateStep = LateAmazonStep | LateCommerceStep;

/** The same reference at Amazon edits the same package; what Amazon does not know yet becomes a further one. */
export function lateAmazonSteps({ state }: LateFacts): readonly LateAmazonStep[] {
  return state.packages.flatMap((late): readonly LateAmazonStep[] => {
    const about = `amazon ${late.id} ${late.trackingNumber}`;
    if (late.atAmazon === 'recorded') return [{ step: 'confirm', about, late }];
    if (late.atAmazon !== 'sent') return [];
    return [{ step: 'look', about, late, ...(late.lookAt === undefined ? {} : { notBefore: late.lookAt }) }];
  });
}

/** An order that was never brought to Commerce has nothing there to be told. */
export function lateCommerceSteps({ state, input }: LateFacts): readonly LateCommerceStep[] {
  if (input.ended.commerceOrder === undefined) return [];
  return [
    ...state.packages
      .filter(({ inCommerce }) => inCommerce === 'recorded')
      .map((late) => ({ step: 'track' as const, about: `commerce ${late.id} ${late.trackingNumber}`, late })),
    ...state.refunds
      .filter(({ inCommerce }) => inCommerce === 'recorded')
      .map(({ refund }) => ({ step: 'credit' as const, about: `refund ${refund.id}`, refund })),
  ];
}

export const isAnythingDue = (facts: LateFacts): boolean =>
  lateAmazonSteps(facts).length + lateCommerceSteps(facts).length > 0;

/** A memo is kept small. */
const causesMax = 20;

/** What blocks the steps that are due; what nobody wants done any more blocks nothing. */
export function lateCausesOf(facts: LateFacts): readonly Blocker[] {
  const due = [...lateAmazonSteps(facts), ...lateCommerceSteps(facts)].map(({ about }) => about);
  return (due.length === 0 ? [] : [wholeAccount, ...due])
    .flatMap((about) => facts.state.blockers[about] ?? [])
    .slice(0, causesMax)
    .map(({ since: _since, nextTryAt: _nextTryAt, tries: _tries, ...cause }) => cause);
}
