import { amountOf, round4, textOf } from './json.js';
import { quantityToShip } from './order-quantities.js';
import { stateOf } from './order-state.js';
import type { OrderRow } from './rows.js';
import type { Shop } from './shop.js';

const finalStates = ['complete', 'closed', 'canceled'];

/**
 * `bin/magento inventory:reservation:list-inconsistencies -r | … create-compensations`: every order's reservations must come to
 * what it still has to ship, and to nothing once it is complete, closed or canceled. What is missing is added. The number of additions.
 */
export function compensateReservations(shop: Shop): number {
  let added = 0;
  for (const order of shop.orders.values()) {
    const plan = shop.stockRoom.plan(shop.storeOf(order), order.entityId);
    for (const sku of new Set(order.items.map((item) => textOf(item, 'sku')))) {
      const missing = round4(-openOf(order, sku) - reservedFor(shop, order, sku));
      if (missing === 0) continue;
      plan.reserve(sku, missing, 'compensation');
      added += 1;
    }
    plan.commit();
  }
  return added;
}

/** Items without a product count as much as others: the command goes by SKU. */
function openOf(order: OrderRow, sku: string): number {
  if (finalStates.includes(stateOf(order))) return 0;
  const items = order.items.filter((item) => textOf(item, 'sku') === sku && amountOf(item, 'is_virtual') === 0);
  return items.reduce((sum, item) => sum + quantityToShip(item), 0);
}

function reservedFor(shop: Shop, { entityId }: OrderRow, sku: string): number {
  let sum = 0;
  for (const reservation of shop.reservations.values()) {
    if (reservation.orderId === entityId && reservation.sku === sku) sum += reservation.quantity;
  }
  return sum;
}
