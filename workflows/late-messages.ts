import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { CommerceOrderRef } from '../activities/contract.js';
import type { AmazonRefund } from '../src/domain/amazon-refund.js';
import type { StandingBlocker } from '../src/domain/blocker.js';
import type { LateFact } from '../src/domain/late-fact.js';
import type { Money } from '../src/domain/money.js';
import type { TrackedPackage } from '../src/domain/package-progress.js';
import type { TimelineEntry } from '../src/domain/timeline.js';
import type { OrderView } from './messages.js';

/** What an order became known of beside its own story: to the order's workflow while it runs, else to its late one. */
export const factsArrived = defineSignal<[readonly LateFact[]]>('factsArrived');
/** Everything that was learnt of the order after it had ended, by this run and those before it. */
export const lateFacts = defineQuery<LateState>('lateFacts');

/** What an order's workflow leaves behind in its result: enough to tell news from what was known, and to act on it. */
export type EndedOrder = Pick<
  OrderView,
  'order' | 'status' | 'amazonStatus' | 'fulfilledBy' | 'purchasedAt' | 'lines' | 'packages'
> & {
  readonly commerceOrder?: CommerceOrderRef;
  readonly tip?: Money;
};

export type LateOrderInput = {
  readonly ended: EndedOrder;
  /** What the latest run before this one left behind. */
  readonly carried?: LateState;
};

/** Plain data: it is also the result of a run, from which the next one goes on. Nothing personal. */
export type LateState = {
  /** By these a fact that is heard again is known. */
  readonly factIds: readonly string[];
  /** Further packages, and those of the order whose tracking was corrected. */
  readonly packages: readonly LatePackage[];
  readonly refunds: readonly LateRefund[];
  /** By what is blocked: the `about` of a step. */
  readonly blockers: Readonly<Record<string, StandingBlocker>>;
  readonly timeline: readonly TimelineEntry[];
};

export type LatePackage = TrackedPackage & {
  /** The number that the package had before, by which its Commerce shipment may be found. */
  readonly trackingNumberBefore?: string;
  readonly resends: number;
};

export type LateRefund = {
  readonly refund: AmazonRefund;
  /** `held`: no credit memo can say the same, for the reason in the timeline. */
  readonly inCommerce: 'recorded' | 'credited' | 'held';
};
