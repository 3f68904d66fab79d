import type { AmazonRefund } from './amazon-refund.js';
import type { AmazonStatus } from './amazon-status.js';
import { assertNever } from './assert-never.js';
import type { AmazonOrderId, PackageId } from './ids.js';
import { decimalOf, type Money } from './money.js';
import { isRepeatedDelivery, type ShipmentPackage } from './shipment-package.js';

/** What becomes known of an order that was dealt with already. Nothing personal. */
export type LateFact =
  /** A further package, or other tracking for a known one. */
  | { readonly kind: 'package'; readonly package: ShipmentPackage }
  | { readonly kind: 'refund'; readonly refund: AmazonRefund }
  | { readonly kind: 'tip'; readonly amount: Money }
  /** Amazon's word on a package that does not reach the buyer, or comes back. */
  | { readonly kind: 'returned'; readonly packageId: PackageId; readonly how: string }
  | { readonly kind: 'cancelled'; readonly status: AmazonStatus }
  | { readonly kind: 'replaced-by'; readonly amazonOrderId: AmazonOrderId }
  /** Commerce has shipped it, and nobody has typed in a track for so long that none is awaited any more. */
  | { readonly kind: 'track-missing'; readonly packageId: PackageId }
  /** An operator corrected the street address in Commerce; the address itself is only there. */
  | { readonly kind: 'address-corrected'; readonly actor: string; readonly at: string };

/** Equal for what is the same fact, however often and from wherever it is heard. */
export function lateFactId(fact: LateFact): string {
  switch (fact.kind) {
    case 'package':
      return `package ${fact.package.id} ${fact.package.carrier} ${fact.package.trackingNumber}`;
    case 'refund':
      return `refund ${fact.refund.id}`;
    case 'tip':
      return `tip ${decimalOf(fact.amount)} ${fact.amount.currency}`;
    case 'returned':
      return `returned ${fact.packageId} ${fact.how}`;
    case 'cancelled':
      return `cancelled ${fact.status}`;
    case 'replaced-by':
      return `replaced-by ${fact.amazonOrderId}`;
    case 'track-missing':
      return `track-missing ${fact.packageId}`;
    case 'address-corrected':
      return `address-corrected ${fact.at}`;
    default:
      return assertNever(fact);
  }
}

type Known = { readonly factIds: readonly string[]; readonly packages: readonly ShipmentPackage[] };

/**
 * A package may be corrected back to what it was, so it is compared with how it stands now; everything else happens
 * once. The same tracking number under another id is another system's word for the same parcel.
 */
export function isKnownFact(fact: LateFact, { factIds, packages }: Known): boolean {
  if (fact.kind !== 'package') return factIds.includes(lateFactId(fact));
  const { id, carrier, trackingNumber } = fact.package;
  const known = packages.find((other) => other.id === id);
  if (known !== undefined && isRepeatedDelivery(fact.package, known)) return true;
  if (known !== undefined) return known.trackingNumber === trackingNumber && known.carrier === carrier;
  return trackingNumber !== '' && packages.some((other) => other.trackingNumber === trackingNumber);
}

/** The packages of an order as they stand after what came late. */
export const packagesNow = <Before extends ShipmentPackage, Late extends ShipmentPackage>(
  before: readonly Before[],
  late: readonly Late[],
): readonly (Before | Late)[] => [
  ...before.map((known) => late.find(({ id }) => id === known.id) ?? known),
  ...late.filter(({ id }) => !before.some((known) => known.id === id)),
];
