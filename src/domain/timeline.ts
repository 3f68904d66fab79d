/** What can happen to an order, in codes: the page turns them into sentences. */
export const timelineEvents = [
  'started',
  'verified',
  'amazon-changed',
  'commerce-customer-created',
  'commerce-customer-adopted',
  'commerce-customer-refused',
  'commerce-order-created',
  'commerce-order-adopted',
  'commerce-order-maybe-sent',
  'blocked',
  'unblocked',
  'package-received',
  'package-refused',
  'package-corrected',
  'commerce-shipment-created',
  'commerce-shipment-adopted',
  'amazon-shipment-sent',
  'amazon-shipment-confirmed',
  'amazon-shipped-otherwise',
  'ship-by-at-risk',
  'ship-by-missed',
  'cancel-requested-by-buyer',
  'cancel-withdrawn-by-buyer',
  'operator-declined-cancel',
  'operator-cancelled',
  'cancel-handed-over',
  'cancel-accepted-by-amazon',
  'cancel-refused-by-amazon',
  'cancel-called-off',
  'cancelled-at-amazon',
  'commerce-order-held',
  'commerce-order-not-held',
  'commerce-hold-lifted',
  'commerce-order-cancelled',
  'commerce-order-closed',
  'cancel-lost-to-shipment',
  'operator-retried',
  'operator-mapped-sku',
  'operator-skipped',
  'operator-corrected-region',
  'operator-corrected-address',
  'operator-confirmed-again',
  'completed',
  'replaces',
  'replaced-by',
  'tip-changed',
  'package-returned',
  'amazon-package-refused',
  'amazon-package-unseen',
  'commerce-track-added',
  'commerce-track-missing',
  'commerce-package-noted',
  'refund-seen',
  'refund-credited',
  'refund-held',
] as const;
export type TimelineEvent = (typeof timelineEvents)[number];

export type TimelineEntry = {
  readonly at: string;
  readonly what: TimelineEvent;
  /** A number, a SKU, a package id: never personal. */
  readonly detail?: string;
  /** `amazon`, `commerce`, `shipping`, `waybill`, or the operator who acted. */
  readonly actor: string;
};

const keptMax = 200;
const firstKept = 20;

/** Whether entries may have gone already, and behind which one they stood. */
export const gapAfter = (timeline: readonly TimelineEntry[]): number | undefined =>
  timeline.length < keptMax ? undefined : firstKept;

/** Bounded: the oldest entries after the first ones go, so that the beginning of the story and its latest part stay. */
export function withEntry(timeline: readonly TimelineEntry[], entry: TimelineEntry): readonly TimelineEntry[] {
  if (timeline.length < keptMax) return [...timeline, entry];
  return [...timeline.slice(0, firstKept), ...timeline.slice(firstKept + 1), entry];
}
