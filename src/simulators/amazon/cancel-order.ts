import { type Answer, accessDenied, invalidInput, notFound } from './error-list.js';
import { isJsonObject, parseJson } from './json.js';
import type { Operation, SellerCall } from './operation.js';
import type { OrderBook } from './order-book.js';
import { cancelled } from './order-moves.js';
import { amazonOrderIdPattern } from './seeded-order.js';

/**
 * The PUT that Amazon published and withdrew three times: 403 unless switched on (`cancelOrderEnabled`). On, it is the
 * published one: 202, the whole order, and only before anything shipped.
 */
type Deps = { readonly book: OrderBook; readonly isEnabled: () => boolean };

const reasonCodes = [
  'NO_INVENTORY',
  'BUYER_CANCELLED',
  'SHIPPING_ADDRESS_UNDELIVERABLE',
  'CUSTOMER_EXCHANGE',
  'PRICING_ERROR',
];

export const cancelOrderOperation = (deps: Deps): Operation => ({
  name: 'cancelOrder',
  method: 'PUT',
  url: '/orders/2026-01-01/orders/:orderId/cancellation',
  grant: 'seller',
  marketplacesOf: deps.book.marketplacesOf,
  handle: (call) => (deps.isEnabled() ? cancelOrder(call, deps.book) : accessDenied),
});

function cancelOrder(call: SellerCall, book: OrderBook): Answer {
  const orderId = call.parameters['orderId'] ?? '';
  if (!amazonOrderIdPattern.test(orderId)) {
    return invalidInput(`OrderId: ${orderId} is invalid, should be in 3-7-7 format.`);
  }
  const order = book.find(orderId);
  if (order === undefined || order.sellerId !== call.seller.sellerId) return notFound(`Order ${orderId}`);
  const parsed = parseJson(call.rawBody);
  const reason = parsed !== 'not-json' && isJsonObject(parsed.value) ? parsed.value['cancelReasonCode'] : undefined;
  if (typeof reason !== 'string' || !reasonCodes.includes(reason)) return invalidInput('Invalid Input');
  const isOpen = order.fulfilledBy === 'MERCHANT' && order.status === 'UNSHIPPED';
  if (!isOpen) return invalidInput(`Order ${orderId} cannot be cancelled in status ${order.status}.`);
  book.change(order, cancelled(order, 'MERCHANT', reason));
  return { status: 202, body: {} };
}
