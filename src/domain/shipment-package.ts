import type { OrderItemId, PackageId } from './ids.js';

export type PackageLine = { readonly orderItemId: OrderItemId; readonly quantity: number };

/** Who sent the package on its way, and so which side still has to be told. */
export const packageSources = ['webhook', 'commerce', 'amazon'] as const;
export type PackageSource = (typeof packageSources)[number];

export type ShipmentPackage = {
  readonly id: PackageId;
  readonly source: PackageSource;
  /** The shipping system's own carrier code; the account's map turns it into Amazon's and Commerce's words when it is used. */
  readonly carrier: string;
  readonly service?: string;
  readonly trackingNumber: string;
  /** Of a package in several parcels. Amazon knows one number for a package; these are kept for people. */
  readonly furtherTrackingNumbers?: readonly string[];
  readonly shippedAt: string;
  readonly lines: readonly PackageLine[];
  /** Of the shipping system's deliveries that told of it, by which a repeat is known wherever it arrives. */
  readonly deliveryIds?: readonly string[];
};

/** Beyond that the oldest are forgotten: nobody corrects a package so often. */
const deliveriesMax = 20;

/** A delivery that comes again says nothing new, even when the package was corrected since by another. */
export const isRepeatedDelivery = ({ deliveryIds = [] }: ShipmentPackage, known: ShipmentPackage): boolean =>
  deliveryIds.some((id) => known.deliveryIds?.includes(id));

export function deliveriesOfBoth(
  known: ShipmentPackage | undefined,
  news: ShipmentPackage,
): Pick<ShipmentPackage, 'deliveryIds'> {
  const deliveryIds = [...(known?.deliveryIds ?? []), ...(news.deliveryIds ?? [])].slice(-deliveriesMax);
  return deliveryIds.length === 0 ? {} : { deliveryIds };
}
