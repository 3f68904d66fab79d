import { addTo, amountOf, type Fields, round4, textOf } from './json.js';
import { fillHistory } from './order-history.js';
import { quantityToCancel, quantityToRefund, quantityToShip } from './order-quantities.js';
import { canCancel, canHold, isStatusOfState, setState, stateOf } from './order-state.js';
import { badRequest } from './rest-error.js';
import type { OrderRow } from './rows.js';
import type { Shop } from './shop.js';
import type { StockPlan } from './stock.js';

/** Cancel, hold, unhold and comments: none of them mails, except a comment that is told to. */

/** `false`, with status 200, when nothing is left to invoice or the state forbids it. */
export function cancelOrder(shop: Shop, orderId: number): boolean {
  if (!canCancel(shop.order(orderId))) return false;
  shop.changeOrder(orderId, (order, stock) => {
    let state = 'canceled';
    for (const item of order.items) {
      if (state !== 'processing' && quantityToRefund(item) > 0) {
        state = quantityToShip(item) > quantityToCancel(item) ? 'processing' : 'complete';
      }
      cancelItem(stock, item);
    }
    bookCancellation(order);
    setState(order, state);
  });
  return true;
}

function cancelItem(stock: StockPlan, item: Fields): void {
  const handled = Math.max(amountOf(item, 'qty_shipped'), amountOf(item, 'qty_invoiced'));
  const open = round4(amountOf(item, 'qty_ordered') - handled - amountOf(item, 'qty_canceled'));
  const product = stock.productById(Number(item['product_id'] ?? 0)) ?? stock.productBySku(textOf(item, 'sku'));
  // NOTE: +N although nothing was reserved at creation: salable rises, as it does in the real shop.
  if (product !== undefined && open > 0) stock.reserve(product.sku, open, 'order_canceled');
  addTo(item, 'qty_canceled', quantityToCancel(item));
  item['tax_canceled'] = round4(amountOf(item, 'tax_amount') - amountOf(item, 'tax_invoiced'));
}

function bookCancellation({ fields }: OrderRow): void {
  for (const prefix of ['', 'base_']) {
    const of = (column: string): number => amountOf(fields, `${prefix}${column}`);
    fields[`${prefix}subtotal_canceled`] = round4(of('subtotal') - of('subtotal_invoiced'));
    fields[`${prefix}tax_canceled`] = round4(of('tax_amount') - of('tax_invoiced'));
    fields[`${prefix}shipping_canceled`] = round4(of('shipping_amount') - of('shipping_invoiced'));
    fields[`${prefix}discount_canceled`] = round4(Math.abs(of('discount_amount')) - Math.abs(of('discount_invoiced')));
    fields[`${prefix}total_canceled`] = round4(of('grand_total') - of('total_paid'));
  }
}

export function holdOrder(shop: Shop, orderId: number): boolean {
  if (!canHold(shop.order(orderId))) throw badRequest('A hold action is not available.');
  shop.changeOrder(orderId, (order) => {
    order.fields['hold_before_state'] = order.fields['state'] ?? null;
    order.fields['hold_before_status'] = order.fields['status'] ?? null;
    setState(order, 'holded');
  });
  return true;
}

export function unholdOrder(shop: Shop, orderId: number): boolean {
  if (stateOf(shop.order(orderId)) !== 'holded') throw badRequest('You cannot remove the hold.');
  shop.changeOrder(orderId, (order) => {
    order.fields['state'] = order.fields['hold_before_state'] ?? null;
    order.fields['status'] = order.fields['hold_before_status'] ?? null;
    order.fields['hold_before_state'] = null;
    order.fields['hold_before_status'] = null;
  });
  return true;
}

/** A comment *writes* the order's status. Which statuses it may write, and what an absent one does, changed in 2.4.7. */
export function commentOrder(shop: Shop, orderId: number, statusHistory: Fields): boolean {
  const status = textOf(statusHistory, 'status');
  const isChecked = shop.options.release !== '2.4.6';
  if (isChecked && status !== '' && !isStatusOfState(shop.options, status, stateOf(shop.order(orderId)))) {
    throw badRequest('Unable to add comment: The status "%1" is not part of the order status history.', [status]);
  }
  shop.changeOrder(orderId, (order) => {
    if (status !== '') order.fields['status'] = status;
    else if (!isChecked) order.fields['status'] = null; // #34180: the order vanishes from the Admin grid's filters
    const history: Fields = { ...statusHistory, status: order.fields['status'] ?? null };
    fillHistory(shop, order, history);
    order.histories.push(history);
    const mail = { kind: 'order_comment', to: shop.customerMailOf(order), orderId } as const;
    shop.mailBox.sendComment(mail, amountOf(statusHistory, 'is_customer_notified') === 1);
  });
  return true;
}
