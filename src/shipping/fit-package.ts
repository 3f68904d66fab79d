import { type CarrierMap, isKnownCarrier } from '../domain/carrier-map.js';
import type { OrderItemId } from '../domain/ids.js';
import type { SightedLine } from '../domain/order-sighting.js';
import type { ShipmentPackage } from '../domain/shipment-package.js';
import type { RequestedItem, RequestedPackage } from './shipment-request.js';

/** Why a package cannot be this order's, and which field of it says so. */
export type Misfit = { readonly field: string; readonly detail: string };

/** What a package is judged by besides its order. */
export type Judging = { readonly nowMs: number; readonly carriers: CarrierMap };

type OrderSoFar = { readonly lines: readonly SightedLine[]; readonly packages: readonly ShipmentPackage[] };

const carrierPattern = /^[\w .-]{1,40}$/;
const servicePattern = /^[\w .,/&+()-]{1,60}$/;
/** Systems that know only the day send its end. */
const aheadMaxMs = 24 * 60 * 60 * 1000;

/** Compares a package with its order: every item named by its order item id, no more of it than is left to ship. */
export function fitPackage(
  wanted: RequestedPackage,
  order: OrderSoFar,
  { nowMs, carriers }: Judging,
): ShipmentPackage | Misfit {
  const { items, ...others } = wanted;
  // A name that Amazon does not know makes tracking that nobody can follow, and counts as late: rather refused than guessed.
  if (!carrierPattern.test(wanted.carrier) || !isKnownCarrier(carriers, wanted.carrier)) {
    const detail = 'is neither a carrier that Amazon knows nor one of shipping.carriers in the settings';
    return { field: 'package.carrier', detail };
  }
  if (wanted.service !== undefined && !servicePattern.test(wanted.service)) {
    return { field: 'package.service', detail: 'is not the name of a shipping service' };
  }
  if (Date.parse(wanted.shippedAt) > nowMs + aheadMaxMs) {
    return { field: 'package.shippedAt', detail: 'lies in the future' };
  }
  const left = leftToShip(order, wanted);
  const lines = new Map<OrderItemId, number>();
  for (const [index, item] of items.entries()) {
    const misfit = takeItem({ item, left, lines, order });
    if (misfit !== undefined) return { ...misfit, field: `package.items[${index}].${misfit.field}` };
  }
  return {
    ...others,
    source: 'webhook',
    lines: [...lines].map(([orderItemId, quantity]) => ({ orderItemId, quantity })),
  };
}

/** The same id, or the same tracking number, is the same package, wherever it was made. Amazon's own may have no number. */
export const isSamePackage = (
  one: Pick<ShipmentPackage, 'id' | 'trackingNumber'>,
  other: Pick<ShipmentPackage, 'id' | 'trackingNumber'>,
): boolean => one.id === other.id || (one.trackingNumber !== '' && one.trackingNumber === other.trackingNumber);

export const hasSameLines = (one: ShipmentPackage, other: ShipmentPackage): boolean => linesOf(one) === linesOf(other);

type Taking = {
  readonly item: RequestedItem;
  readonly left: Map<OrderItemId, number>;
  readonly lines: Map<OrderItemId, number>;
  readonly order: OrderSoFar;
};

/** One item may spread over several lines when it is named by SKU: Amazon repeats a SKU for each price. */
function takeItem({ item, left, lines, order }: Taking): Misfit | undefined {
  const { quantity } = item;
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    return { field: 'quantity', detail: 'is not a whole number above 0' };
  const candidates = order.lines.filter((line) =>
    'sku' in item ? line.sku === item.sku : line.orderItemId === item.orderItemId,
  );
  if (candidates.length === 0) {
    return 'sku' in item
      ? { field: 'sku', detail: 'is on no line of this order' }
      : { field: 'orderItemId', detail: 'is no item of this order' };
  }
  let open = quantity;
  for (const { orderItemId } of candidates) {
    const taken = Math.min(open, Math.max(0, left.get(orderItemId) ?? 0));
    if (taken === 0) continue;
    open -= taken;
    left.set(orderItemId, (left.get(orderItemId) ?? 0) - taken);
    lines.set(orderItemId, (lines.get(orderItemId) ?? 0) + taken);
  }
  if (open === 0) return undefined;
  return { field: 'quantity', detail: `is ${open} more than is left to ship of this item` };
}

/** What was ordered, less what was cancelled and what other packages hold. One parcel known under two ids counts once. */
function leftToShip({ lines, packages }: OrderSoFar, wanted: RequestedPackage): Map<OrderItemId, number> {
  const left = new Map(lines.map((line) => [line.orderItemId, line.quantity - line.quantityCancelled]));
  const counted: ShipmentPackage[] = [];
  for (const other of packages) {
    if (isSamePackage(other, wanted) || counted.some((each) => isSamePackage(each, other))) continue;
    counted.push(other);
    for (const { orderItemId, quantity } of other.lines) left.set(orderItemId, (left.get(orderItemId) ?? 0) - quantity);
  }
  return left;
}

const linesOf = ({ lines }: ShipmentPackage): string =>
  lines
    .map(({ orderItemId, quantity }) => `${orderItemId}×${quantity}`)
    .sort()
    .join(' ');
