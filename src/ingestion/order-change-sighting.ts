import type { OrderView } from '../../workflows/messages.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import { given } from '../remote/given.js';
import type { OrderChange } from './order-change-message.js';

/** Enough to begin with: an order that awaits payment is not shown, and is read when it is paid for. */
export const sightingOfPending = (change: OrderChange, purchasedAt: string): OrderSighting => ({
  status: change.status,
  fulfilledBy: change.fulfilledBy,
  lastUpdatedAt: change.changedAt,
  purchasedAt,
  ...given({ shipBy: change.shipBy, deliverBy: change.deliverBy }),
  buyerRequestsCancel: change.buyerRequestsCancel,
  // One line of several would pass for the whole order; none means that they are not known yet.
  lines:
    change.level === 'line'
      ? []
      : change.lines.map(({ orderItemId, sku, quantity, quantityShipped = 0 }) => ({
          orderItemId,
          ...given({ sku }),
          quantity,
          quantityShipped,
          quantityCancelled: 0,
        })),
  packages: [],
});

/**
 * A workflow takes a sighting as a whole, and a summary tells only a part: the rest is what the workflow knows itself. The
 * total above all, which no summary has.
 */
export function sightingWith(change: OrderChange, known: OrderView): OrderSighting {
  const shipped = new Map(change.lines.map((line) => [line.orderItemId, line.quantityShipped]));
  return {
    status: change.status,
    fulfilledBy: known.fulfilledBy,
    lastUpdatedAt: change.changedAt,
    purchasedAt: known.purchasedAt,
    ...given({ shipBy: known.shipBy, deliverBy: known.deliverBy, total: known.total }),
    buyerRequestsCancel: change.buyerRequestsCancel || known.buyerRequestsCancel === true,
    lines: known.lines.map((line) => ({
      ...line,
      quantityShipped: Math.max(line.quantityShipped, shipped.get(line.orderItemId) ?? 0),
    })),
    packages: [],
  };
}
