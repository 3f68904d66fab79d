import {
  addDocumentComment,
  columnsFrom,
  currencyColumns,
  type DocumentRequest,
  documentHead,
  entityIdOf,
  notifyOfDocument,
  refuseDocument,
} from './document.js';
import { addTo, addToBoth, amountOf, type Fields, round4, roundPrice, textOf } from './json.js';
import { quantityToInvoice } from './order-quantities.js';
import { canInvoice, setState, stateAfterDocument, stateOf } from './order-state.js';
import { badRequest } from './rest-error.js';
import type { DocumentRow, OrderRow } from './rows.js';
import type { Shop } from './shop.js';

/** `POST /V1/order/{id}/invoice`: the amounts come from the items, whatever the order's own total says; offline payments end paid. */
export function invoiceOrder(shop: Shop, orderId: number, request: DocumentRequest): number {
  return shop.changeOrder(orderId, (order) => {
    const lines = order.items.map((item) => invoiceLine(item, request));
    refuseDocument('Invoice', invoiceProblems(order, lines));
    const invoice = collectTotals(shop, order, lines);
    payInvoice(order, invoice);
    if (request.comment !== undefined) {
      addDocumentComment(shop, invoice, request.comment, request.isNotified && request.isCommentAppended);
    }
    order.invoices.push(invoice);
    setState(order, stateAfterDocument(order, shop.options, true));
    if (request.isNotified) notifyOfDocument(shop, order, 'invoice', invoice);
    return entityIdOf(invoice);
  });
}

type Line = { readonly item: Fields; readonly quantity: number; readonly isLast: boolean };

function invoiceLine(item: Fields, { quantities }: DocumentRequest): Line {
  const open = quantityToInvoice(item);
  const quantity = quantities.size === 0 ? open : (quantities.get(Number(item['item_id'])) ?? 0);
  if (quantity > open) {
    throw badRequest('We found an invalid quantity to invoice item "%1".', [textOf(item, 'name')]);
  }
  return { item, quantity, isLast: quantity === open };
}

function invoiceProblems(order: OrderRow, lines: readonly Line[]): readonly string[] {
  const problems: string[] = [];
  if (lines.every(({ quantity }) => quantity <= 0)) {
    problems.push("The invoice can't be created without products. Add products and try again.");
  }
  if (['payment_review', 'holded', 'canceled', 'complete', 'closed'].includes(stateOf(order))) {
    problems.push(`An invoice cannot be created when an order has a status of ${textOf(order.fields, 'status')}`);
  } else if (!canInvoice(order)) problems.push('The order does not allow an invoice to be created.');
  return problems;
}

/** Both currencies at once: the base amounts have their own columns and may differ. */
const prefixes = ['', 'base_'] as const;

function collectTotals(shop: Shop, order: OrderRow, lines: readonly Line[]): DocumentRow {
  const isLast = lines.every((line) => line.isLast);
  const fields: Fields = {
    ...documentHead(shop, order, 'invoice'),
    ...columnsFrom(order, currencyColumns),
    state: 2, // paid
    total_qty: round4(lines.reduce((sum, { quantity }) => sum + quantity, 0)),
  };
  const items = lines.map(({ item, quantity }) => lineRow(shop, fields, item, quantity));
  for (const prefix of prefixes) {
    for (const [index, line] of lines.entries()) Object.assign(items[index] ?? {}, lineAmounts(line, prefix));
    Object.assign(fields, documentAmounts(order, items, { prefix, isLast }));
  }
  return { fields, items, comments: [] };
}

function lineRow(shop: Shop, invoice: Fields, item: Fields, quantity: number): Fields {
  return {
    entity_id: shop.sequences.next('invoice_item'),
    parent_id: invoice['entity_id'] ?? null,
    order_item_id: item['item_id'] ?? null,
    product_id: item['product_id'] ?? null,
    sku: item['sku'] ?? null,
    name: item['name'] ?? null,
    qty: quantity,
  };
}

/** The last part of a line takes what is left, so that parts always add up to the whole. */
function lineAmounts({ item, quantity, isLast }: Line, prefix: string): Fields {
  const part = (column: string, done: string): number => {
    const open = amountOf(item, `${prefix}${column}`) - amountOf(item, `${prefix}${done}`);
    if (quantity <= 0) return 0;
    if (isLast) return round4(open);
    const available = amountOf(item, 'qty_ordered') - amountOf(item, 'qty_invoiced');
    return roundPrice((open / available) * quantity);
  };
  return {
    [`${prefix}price`]: amountOf(item, `${prefix}price`),
    [`${prefix}row_total`]: part('row_total', 'row_invoiced'),
    [`${prefix}tax_amount`]: part('tax_amount', 'tax_invoiced'),
    [`${prefix}discount_amount`]: part('discount_amount', 'discount_invoiced'),
  };
}

/** rows − item discounts − shipping discount + shipping + tax; shipping goes with the first invoice that has any. */
function documentAmounts(
  order: OrderRow,
  items: readonly Fields[],
  { prefix, isLast }: { readonly prefix: string; readonly isLast: boolean },
): Fields {
  const of = (column: string): number => amountOf(order.fields, `${prefix}${column}`);
  const sum = (column: string): number =>
    items.reduce((total, item) => total + amountOf(item, `${prefix}${column}`), 0);
  const hasEarlier = (column: string): boolean =>
    order.invoices.some((invoice) => amountOf(invoice.fields, `${prefix}${column}`) !== 0);

  const openSubtotal = round4(of('subtotal') - of('subtotal_invoiced'));
  const subtotal = isLast ? openSubtotal : Math.min(openSubtotal, sum('row_total'));
  const discount = sum('discount_amount') + (hasEarlier('discount_amount') ? 0 : of('shipping_discount_amount'));
  const isShippingOpen = !hasEarlier('shipping_amount');
  const shipping = isShippingOpen ? of('shipping_amount') : 0;
  const shippingTax = isShippingOpen ? of('shipping_tax_amount') : 0;
  const openTax = round4(of('tax_amount') - of('tax_invoiced'));
  const tax = isLast ? openTax : Math.min(openTax, sum('tax_amount') + shippingTax);
  return {
    [`${prefix}subtotal`]: round4(subtotal),
    [`${prefix}discount_amount`]: round4(-discount),
    [`${prefix}shipping_amount`]: shipping,
    [`${prefix}shipping_tax_amount`]: shippingTax,
    [`${prefix}tax_amount`]: round4(tax),
    [`${prefix}grand_total`]: round4(subtotal - discount + shipping + tax),
  };
}

function payInvoice(order: OrderRow, invoice: DocumentRow): void {
  for (const [index, line] of invoice.items.entries()) {
    const item = order.items[index];
    if (item === undefined) continue;
    addTo(item, 'qty_invoiced', amountOf(line, 'qty'));
    for (const prefix of prefixes) {
      addTo(item, `${prefix}row_invoiced`, amountOf(line, `${prefix}row_total`));
      addTo(item, `${prefix}tax_invoiced`, amountOf(line, `${prefix}tax_amount`));
      addTo(item, `${prefix}discount_invoiced`, amountOf(line, `${prefix}discount_amount`));
    }
  }
  for (const prefix of prefixes) {
    const of = (column: string): number => amountOf(invoice.fields, `${prefix}${column}`);
    addTo(order.fields, `${prefix}total_invoiced`, of('grand_total'));
    addTo(order.fields, `${prefix}subtotal_invoiced`, of('subtotal'));
    addTo(order.fields, `${prefix}tax_invoiced`, of('tax_amount'));
    addTo(order.fields, `${prefix}shipping_invoiced`, of('shipping_amount'));
    addTo(order.fields, `${prefix}discount_invoiced`, of('discount_amount'));
    addTo(order.fields, `${prefix}total_paid`, of('grand_total'));
  }
  addToBoth(order.payment, 'amount_paid', amountOf(invoice.fields, 'grand_total'));
  addToBoth(order.payment, 'shipping_captured', amountOf(invoice.fields, 'shipping_amount'));
}
