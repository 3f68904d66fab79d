import { amountOf, type Fields, round4, textOf } from './json.js';
import { quantityToInvoice, quantityToShip } from './order-quantities.js';
import type { OrderRow } from './rows.js';

/** What may be done with an order, and the state that Magento works out again at every save. */

const defaultStatusOf: Readonly<Record<string, string>> = {
  new: 'pending',
  pending_payment: 'pending_payment',
  processing: 'processing',
  complete: 'complete',
  closed: 'closed',
  canceled: 'canceled',
  holded: 'holded',
  payment_review: 'payment_review',
};

export type StateRules = {
  readonly release: '2.4.6' | '2.4.9';
  readonly statuses: readonly { readonly code: string; readonly state: string }[];
};

export function stateOf(order: OrderRow): string {
  return textOf(order.fields, 'state');
}

export function setState(order: OrderRow, state: string): void {
  order.fields['state'] = state;
  order.fields['status'] = defaultStatusOf[state] ?? state;
}

export function isStatusOfState(rules: StateRules, status: string, state: string): boolean {
  if (status === 'fraud') return state === 'payment_review' || state === 'processing';
  return defaultStatusOf[state] === status || rules.statuses.some((own) => own.code === status && own.state === state);
}

export function canInvoice(order: OrderRow): boolean {
  const blocked = ['holded', 'payment_review', 'canceled', 'complete', 'closed'];
  return !blocked.includes(stateOf(order)) && order.items.some((item) => quantityToInvoice(item) > 0);
}

export function canShip(order: OrderRow): boolean {
  if (['holded', 'payment_review', 'canceled'].includes(stateOf(order)) || isVirtual(order.fields)) return false;
  return order.items.some((item) => quantityToShip(item) > 0 && amountOf(item, 'is_virtual') === 0);
}

export function canCancel(order: OrderRow): boolean {
  const blocked = ['canceled', 'holded', 'payment_review', 'complete', 'closed'];
  return !blocked.includes(stateOf(order)) && order.items.some((item) => quantityToInvoice(item) > 0);
}

export function canHold(order: OrderRow): boolean {
  return !['canceled', 'payment_review', 'complete', 'closed', 'holded'].includes(stateOf(order));
}

export function canRefund(order: OrderRow, rules: StateRules): boolean {
  if (['holded', 'payment_review', 'canceled', 'closed'].includes(stateOf(order))) return false;
  // NOTE: an order over nothing counts as refundable in newer releases, so it stays complete; 2.4.6 closes it.
  const isOverNothing = amountOf(order.fields, 'grand_total') === 0 && rules.release !== '2.4.6';
  if (isOverNothing) return order.creditmemos.length === 0 && !canInvoice(order);
  return refundableAmount(order) !== 0;
}

export function refundableAmount(order: OrderRow): number {
  return round4(amountOf(order.fields, 'total_paid') - amountOf(order.fields, 'total_refunded'));
}

export function isVirtual(fields: Fields): boolean {
  return amountOf(fields, 'is_virtual') !== 0;
}

/** Runs before every save, whoever saves: this is why an FBA order without `total_paid` comes out as closed. */
export function deriveState(order: OrderRow, rules: StateRules): void {
  const state = stateOf(order);
  if (state === 'canceled' || state === 'holded' || state === 'payment_review' || canInvoice(order)) return;
  if (state !== 'processing' && state !== 'complete') return;
  const isShippable = canShip(order);
  if (!isShippable && !canRefund(order, rules) && !isVirtual(order.fields)) setState(order, 'closed');
  else if (state === 'processing' && (!isShippable || isShippedApartFromRefunds(order))) setState(order, 'complete');
}

function isShippedApartFromRefunds(order: OrderRow): boolean {
  const shipped = sumOf(order.items, 'qty_shipped');
  return shipped > 0 && amountOf(order.fields, 'total_qty_ordered') <= shipped + sumOf(order.items, 'qty_refunded');
}

/** What `/invoice` and `/refund` set before they save; it also resets a custom status to the state's own. */
export function stateAfterDocument(order: OrderRow, rules: StateRules, isInProgress: boolean): string {
  const state = stateOf(order);
  if (state !== 'canceled' && state !== 'holded' && !canInvoice(order) && !canShip(order)) {
    if (amountOf(order.fields, 'base_grand_total') === 0 || canRefund(order, rules)) return 'complete';
    if (amountOf(order.fields, 'total_refunded') > 0) return 'closed';
  }
  return state === 'new' && isInProgress ? 'processing' : state;
}

function sumOf(items: readonly Fields[], column: string): number {
  return items.reduce((sum, item) => sum + amountOf(item, column), 0);
}
