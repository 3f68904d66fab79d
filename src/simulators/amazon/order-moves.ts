import {
  type Canceller,
  type FulfillmentStatus,
  type ItemRecord,
  type OrderRecord,
  type PackageRecord,
  quantityShipped,
  quantityUnshipped,
} from './order-record.js';

/** Everything that can happen to an order, as pure steps from one record to the next. Times are stamped by the book. */

const moves: Readonly<Record<FulfillmentStatus, readonly FulfillmentStatus[]>> = {
  PENDING_AVAILABILITY: ['PENDING', 'UNSHIPPED', 'CANCELLED'],
  PENDING: ['UNSHIPPED', 'SHIPPED', 'CANCELLED', 'UNFULFILLABLE'],
  UNSHIPPED: ['PARTIALLY_SHIPPED', 'SHIPPED', 'CANCELLED', 'UNFULFILLABLE'],
  PARTIALLY_SHIPPED: ['SHIPPED', 'CANCELLED'],
  SHIPPED: [],
  CANCELLED: [],
  UNFULFILLABLE: [],
};

export const canMove = (from: FulfillmentStatus, to: FulfillmentStatus): boolean => moves[from].includes(to);

export const withStatus = (order: OrderRecord, status: FulfillmentStatus): OrderRecord => ({ ...order, status });

/** Amazon ships its goods: no package is shown for them, only the quantities move. */
export function shippedByAmazon(order: OrderRecord): OrderRecord {
  const items = order.items.map((item) => ({
    ...item,
    quantityShippedByAmazon: item.quantityOrdered - item.quantityCancelled,
  }));
  return { ...order, status: 'SHIPPED', items };
}

/** Makes the package, or replaces the one of the same reference; the status follows the quantities, never backwards. */
export function withPackage(order: OrderRecord, packed: PackageRecord): OrderRecord {
  const existing = order.packages.find((each) => each.packageReferenceId === packed.packageReferenceId);
  const packages =
    existing === undefined
      ? [...order.packages, packed]
      : order.packages.map((each) => (each === existing ? { ...packed, createdTime: existing.createdTime } : each));
  return withStatusOfQuantities({ ...order, packages });
}

function withStatusOfQuantities(order: OrderRecord): OrderRecord {
  if (order.status === 'SHIPPED') return order;
  const isAllShipped = order.items.every((item) => quantityUnshipped(order, item) === 0);
  if (isAllShipped) return { ...order, status: 'SHIPPED' };
  const isAnyShipped = order.items.some((item) => quantityShipped(order, item) > 0);
  return isAnyShipped ? { ...order, status: 'PARTIALLY_SHIPPED' } : order;
}

export function cancelled(order: OrderRecord, by: Canceller, reason: string): OrderRecord {
  const items = order.items.map((item) => withCancelledQuantity(item, quantityUnshipped(order, item), { by, reason }));
  return { ...order, status: 'CANCELLED', items };
}

/** Cancels some units of some items. An order of which nothing is left is cancelled; what is left decides else. */
export function itemsCancelled(
  order: OrderRecord,
  quantities: ReadonlyMap<string, number>,
  { by, reason }: { readonly by: Canceller; readonly reason: string },
): OrderRecord {
  const items = order.items.map((item) =>
    withCancelledQuantity(item, quantities.get(item.orderItemId) ?? 0, { by, reason }),
  );
  const after = { ...order, items };
  const isNothingLeft = items.every((item) => item.quantityCancelled === item.quantityOrdered);
  return isNothingLeft ? { ...after, status: 'CANCELLED' } : withStatusOfQuantities(after);
}

function withCancelledQuantity(
  item: ItemRecord,
  quantity: number,
  { by, reason }: { readonly by: Canceller; readonly reason: string },
): ItemRecord {
  if (quantity === 0) return item;
  return { ...item, quantityCancelled: item.quantityCancelled + quantity, cancelExecution: { by, reason } };
}

/** The buyer asks; only the merchant (or Amazon) cancels. The status stays. */
export function withCancelRequest(
  order: OrderRecord,
  reason: string,
  orderItemIds: readonly string[] | undefined,
): OrderRecord {
  const items = order.items.map((item) =>
    orderItemIds === undefined || orderItemIds.includes(item.orderItemId)
      ? { ...item, cancelRequest: { reason } }
      : item,
  );
  return { ...order, items };
}

/** What is left to ship, as the content of one package. */
export function remainingItems(
  order: OrderRecord,
): readonly { readonly orderItemId: string; readonly quantity: number }[] {
  return order.items
    .map((item) => ({ orderItemId: item.orderItemId, quantity: quantityUnshipped(order, item) }))
    .filter((item) => item.quantity > 0);
}
