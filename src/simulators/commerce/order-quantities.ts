import { amountOf, type Fields, round4 } from './json.js';

/** The quantities that Magento derives from an order item. Only simple items exist here: no parents, no children. */

export function quantityToInvoice(item: Fields): number {
  return Math.max(
    0,
    round4(amountOf(item, 'qty_ordered') - amountOf(item, 'qty_invoiced') - amountOf(item, 'qty_canceled')),
  );
}

export function quantityToShip(item: Fields): number {
  const handled = Math.max(amountOf(item, 'qty_shipped'), amountOf(item, 'qty_refunded'));
  return Math.max(0, round4(amountOf(item, 'qty_ordered') - handled - amountOf(item, 'qty_canceled')));
}

export function quantityToRefund(item: Fields): number {
  return Math.max(0, round4(amountOf(item, 'qty_invoiced') - amountOf(item, 'qty_refunded')));
}

export function quantityToCancel(item: Fields): number {
  return Math.min(quantityToInvoice(item), quantityToShip(item));
}
