import { ControlRefused } from './control-refused.js';
import { remainingItems, shippedByAmazon, withPackage, withStatus } from './order-moves.js';
import type { FulfillmentStatus, OrderRecord, PackageRecord } from './order-record.js';

/** An order seeded as shipped has really been shipped: quantities and packages agree with the status. */
export function broughtInto(order: OrderRecord, status: FulfillmentStatus, at: string): OrderRecord {
  if (status === 'CANCELLED') {
    const execution = { by: 'BUYER', reason: 'BUYER_CANCELLED' } as const;
    const items = order.items.map((item) => ({
      ...item,
      quantityCancelled: item.quantityOrdered,
      cancelExecution: execution,
    }));
    return { ...order, items };
  }
  if (status === 'SHIPPED') {
    if (order.fulfilledBy === 'AMAZON') return shippedByAmazon(order);
    return withPackage(withStatus(order, 'UNSHIPPED'), amazonPackage({ order, items: remainingItems(order), at }));
  }
  if (status === 'PARTIALLY_SHIPPED') return partiallyShipped(order, at);
  return order;
}

function partiallyShipped(order: OrderRecord, at: string): OrderRecord {
  const [first] = order.items;
  const units = order.items.reduce((sum, item) => sum + item.quantityOrdered, 0);
  if (first === undefined || units < 2) throw new ControlRefused('one unit cannot be partially shipped');
  if (order.fulfilledBy === 'MERCHANT') {
    const items = [{ orderItemId: first.orderItemId, quantity: 1 }];
    return withPackage(withStatus(order, 'UNSHIPPED'), amazonPackage({ order, items, at }));
  }
  return { ...order, items: [{ ...first, quantityShippedByAmazon: 1 }, ...order.items.slice(1)] };
}

/** A package made in Seller Central. Its reference is not numeric there, as Amazon's examples show. */
export function amazonPackage(of: {
  readonly order: OrderRecord;
  readonly items: PackageRecord['items'];
  readonly at: string;
}): PackageRecord {
  const number = of.order.packages.length + 1;
  return {
    packageReferenceId: `SC-PKG-${of.order.amazonOrderId}-${number}`,
    createdTime: of.at,
    status: 'SHIPPED',
    detailedStatus: undefined,
    carrier: 'UPS',
    shippingService: 'UPS Ground',
    trackingNumber: `1ZSELLERCENTRAL${of.order.amazonOrderId.replaceAll('-', '').slice(-8)}${number}`,
    shipTime: of.at,
    items: of.items,
    madeBy: 'amazon',
  };
}
