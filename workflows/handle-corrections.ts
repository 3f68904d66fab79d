import { setHandler } from '@temporalio/workflow';
import { assertNever } from '../src/domain/assert-never.js';
import type { PackageId } from '../src/domain/ids.js';
import type { LateFact } from '../src/domain/late-fact.js';
import { faultOfRegion, type RegionCorrection, regionText } from '../src/domain/region-correction.js';
import { factsArrived } from './late-messages.js';
import { correctRegion } from './messages.js';
import type { OrderFacts } from './order-facts.js';
import { isFullyPacked, statusOf } from './order-steps.js';
import { refuseUnless } from './refuse-unless.js';

/** What is put right by hand, and what is heard of an order beside Amazon's own word on it. */
export function handleCorrections(facts: OrderFacts): void {
  setHandler(
    correctRegion,
    ({ countryCode, regionCode, actor }) => {
      const correction = { countryCode, ...(regionCode === undefined ? {} : { regionCode }) };
      facts.recordRegion(correction, actor);
      facts.askRetry();
      return { status: statusOf(facts), note: `The order goes to ${regionText(correction)}` };
    },
    { validator: (correction) => refuseRegion(facts, correction) },
  );
  setHandler(
    factsArrived,
    (arrived) => {
      for (const fact of arrived) record(facts, fact);
    },
    { description: 'Something became known of the order' },
  );
}

function refuseRegion({ state }: OrderFacts, correction: RegionCorrection): void {
  const fault = faultOfRegion(correction);
  refuseUnless(fault === undefined, fault ?? '');
  refuseUnless(
    state.commerceOrder === undefined,
    'The Commerce order exists already: its country and region are changed in Commerce',
  );
}

/** An order that runs learns the rest from Amazon itself; these come from elsewhere. */
function record(facts: OrderFacts, fact: LateFact): void {
  switch (fact.kind) {
    case 'replaced-by':
      facts.noteOnce('replaced-by', { actor: 'amazon', detail: fact.amazonOrderId });
      break;
    case 'address-corrected':
      facts.note('operator-corrected-address', { actor: fact.actor });
      break;
    case 'package':
      facts.packages.record(fact.package);
      break;
    case 'refund':
      facts.recordRefund(fact.refund);
      break;
    case 'track-missing':
      recordTrackMissing(facts, fact.packageId);
      break;
    case 'tip':
    case 'returned':
    case 'cancelled':
      break;
    default:
      assertNever(fact);
  }
}

/** Amazon was never told of this shipment, and will not be unless somebody names its number. */
function recordTrackMissing(facts: OrderFacts, packageId: PackageId): void {
  const isKnown = facts.state.timeline.some(
    (entry) => entry.what === 'commerce-track-missing' && entry.detail === packageId,
  );
  if (isKnown || isFullyPacked(facts)) return;
  facts.note('commerce-track-missing', { actor: 'commerce', detail: packageId });
  facts.recordAttention(
    `Commerce has shipped (${packageId}) without a tracking number, and none came: report the package, or ship it in Seller Central`,
  );
}
