import type { AmazonOrder, FulfilledBy } from './amazon-order.js';
import type { AmazonStatus } from './amazon-status.js';
import { type AmazonOrderId, type OrderItemId, type PackageId, parsePackageId, type Sku } from './ids.js';
import type { Money } from './money.js';
import type { ShipmentPackage } from './shipment-package.js';

export type SightedLine = {
  readonly orderItemId: OrderItemId;
  readonly sku?: Sku;
  readonly quantity: number;
  readonly quantityShipped: number;
  readonly quantityCancelled: number;
};

/** What Amazon said of an order at one moment, without anything personal: this, and nothing more, enters history. */
export type OrderSighting = {
  readonly status: AmazonStatus;
  readonly fulfilledBy: FulfilledBy;
  readonly lastUpdatedAt: string;
  readonly purchasedAt: string;
  readonly shipBy?: string;
  readonly deliverBy?: string;
  readonly total?: Money;
  readonly buyerRequestsCancel: boolean;
  readonly lines: readonly SightedLine[];
  readonly packages: readonly ShipmentPackage[];
  readonly tip?: Money;
  /** The order that this one replaces, free of charge. */
  readonly replaces?: AmazonOrderId;
  /** Packages that do not reach the buyer or come back, with Amazon's word for how; absent when there are none. */
  readonly returned?: readonly ReturnedPackage[];
  /** Amazon confirms such an order itself, by the label that is bought there, and takes no tracking for it. */
  readonly isShipPlus?: true;
  /** Set when Amazon's answer had a shape that we do not know: the place in it. */
  readonly unreadableAt?: string;
};

export type ReturnedPackage = { readonly packageId: PackageId; readonly how: string };
export const isShipPlus = ({ programs }: AmazonOrder): boolean => programs.includes('FBM_SHIP_PLUS');

export function sightingOf(order: AmazonOrder): OrderSighting {
  return {
    // A status that Amazon invented since: nothing may be decided by it, so the order waits in sight of the operator.
    ...(order.status === 'Unrecognised' ? { unreadableAt: 'fulfillment.fulfillmentStatus' } : {}),
    status: order.status,
    fulfilledBy: order.fulfilledBy,
    lastUpdatedAt: order.lastUpdatedAt,
    purchasedAt: order.purchasedAt,
    ...(order.shipBy === undefined ? {} : { shipBy: order.shipBy }),
    ...(order.deliverBy === undefined ? {} : { deliverBy: order.deliverBy }),
    ...(order.grandTotal === undefined ? {} : { total: order.grandTotal }),
    ...(order.deliveryTip === undefined ? {} : { tip: order.deliveryTip }),
    ...(order.replaces === undefined ? {} : { replaces: order.replaces }),
    ...returnedOf(order),
    buyerRequestsCancel: order.buyerRequestsCancel,
    ...(isShipPlus(order) ? { isShipPlus: true as const } : {}),
    lines: order.lines.map((line) => ({
      orderItemId: line.orderItemId,
      ...(line.sku === undefined ? {} : { sku: line.sku }),
      quantity: line.quantityOrdered,
      quantityShipped: line.quantityShipped,
      quantityCancelled: line.quantityCancelled,
    })),
    packages: order.packages.flatMap((seen) => {
      const id = parsePackageId(`amazon:${seen.reference}`);
      if (id === undefined) return [];
      return [
        {
          id,
          source: 'amazon' as const,
          carrier: seen.carrier ?? '',
          ...(seen.shippingService === undefined ? {} : { service: seen.shippingService }),
          trackingNumber: seen.trackingNumber ?? '',
          shippedAt: seen.shippedAt ?? order.lastUpdatedAt,
          lines: seen.lines,
        },
      ];
    }),
  };
}

function returnedOf({ packages }: AmazonOrder): Pick<OrderSighting, 'returned'> {
  const returned = packages.flatMap(({ reference, returned: how }): readonly ReturnedPackage[] => {
    const packageId = parsePackageId(`amazon:${reference}`);
    return packageId === undefined || how === undefined ? [] : [{ packageId, how }];
  });
  return returned.length === 0 ? {} : { returned };
}
