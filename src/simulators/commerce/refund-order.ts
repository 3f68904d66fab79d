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
import { quantityToRefund } from './order-quantities.js';
import { refundableAmount, setState, stateAfterDocument, stateOf } from './order-state.js';
import { refundStock } from './refund-stock.js';
import { badRequest } from './rest-error.js';
import type { DocumentRow, OrderRow } from './rows.js';
import type { Shop } from './shop.js';
import { NotEnoughStock } from './stock.js';

export type RefundRequest = DocumentRequest & {
  readonly shippingAmount?: number | undefined;
  readonly adjustmentPositive: number;
  readonly adjustmentNegative: number;
  readonly returnToStockItems: readonly number[];
};

/** `POST /V1/order/{id}/refund`, offline: needs invoiced quantities and `total_paid`, but no invoice document. */
export function refundOrder(shop: Shop, orderId: number, request: RefundRequest): number {
  return shop.changeOrder(orderId, (order, stock) => {
    const lines = order.items.map((item) => refundLine(item, request));
    const creditmemo = collectTotals(shop, order, { lines, request });
    refuseDocument('Creditmemo', refundProblems(order, creditmemo, { lines, request }));
    try {
      refundStock(stock, order, { lines, returned: request.returnToStockItems });
    } catch (error) {
      if (error instanceof NotEnoughStock) throw badRequest('Could not save a Creditmemo, see error log for details');
      throw error;
    }
    bookRefund(order, creditmemo);
    if (request.comment !== undefined) {
      addDocumentComment(shop, creditmemo, request.comment, request.isNotified && request.isCommentAppended);
    }
    order.creditmemos.push(creditmemo);
    setState(order, stateAfterDocument(order, shop.options, false));
    if (request.isNotified) notifyOfDocument(shop, order, 'creditmemo', creditmemo);
    return entityIdOf(creditmemo);
  });
}

export type RefundLine = { readonly item: Fields; readonly quantity: number; readonly isLast: boolean };

function refundLine(item: Fields, { quantities }: DocumentRequest): RefundLine {
  const open = quantityToRefund(item);
  const quantity = quantities.size === 0 ? open : (quantities.get(Number(item['item_id'])) ?? 0);
  return { item, quantity, isLast: quantity === open };
}

type Collected = { readonly lines: readonly RefundLine[]; readonly request: RefundRequest };

function refundProblems(order: OrderRow, creditmemo: DocumentRow, { lines, request }: Collected): readonly string[] {
  const problems: string[] = [];
  if (['payment_review', 'holded', 'canceled', 'closed'].includes(stateOf(order))) {
    problems.push(`A creditmemo can not be created when an order has a status of ${textOf(order.fields, 'status')}`);
  } else if (!order.items.some((item) => quantityToRefund(item) > 0)) {
    problems.push('The order does not allow a creditmemo to be created.');
  }
  if (refundableAmount(order) === 0) problems.push("We can't create creditmemo for the order.");
  for (const { item, quantity } of lines) {
    if (quantity > quantityToRefund(item)) {
      problems.push(
        `The quantity to creditmemo must not be greater than the unrefunded quantity for product SKU "${textOf(item, 'sku')}".`,
      );
    }
  }
  const grandTotal = amountOf(creditmemo.fields, 'base_grand_total');
  const isShippingOpen = amountOf(order.fields, 'shipping_amount') > amountOf(order.fields, 'shipping_refunded');
  if (grandTotal <= 0) problems.push("The credit memo's total must be positive.");
  else if (lines.every(({ quantity }) => quantity <= 0) && !isShippingOpen)
    problems.push("You can't create a creditmemo without products.");
  const available = round4(amountOf(order.fields, 'base_total_paid') - amountOf(order.fields, 'base_total_refunded'));
  if (grandTotal > available) problems.push(`The most money available to refund is ${available}.`);
  const known = new Set(order.items.map((item) => Number(item['item_id'])));
  if ([...request.quantities.keys()].some((id) => !known.has(id))) {
    problems.push('The creditmemo contains product item that is not part of the original order.');
  }
  return problems;
}

const prefixes = ['', 'base_'] as const;

function collectTotals(shop: Shop, order: OrderRow, { lines, request }: Collected): DocumentRow {
  const fields: Fields = {
    ...documentHead(shop, order, 'creditmemo'),
    ...columnsFrom(order, currencyColumns),
    state: 2, // refunded
    adjustment_positive: round4(request.adjustmentPositive),
    base_adjustment_positive: round4(request.adjustmentPositive),
    adjustment_negative: round4(request.adjustmentNegative),
    base_adjustment_negative: round4(request.adjustmentNegative),
    adjustment: round4(request.adjustmentPositive - request.adjustmentNegative),
    base_adjustment: round4(request.adjustmentPositive - request.adjustmentNegative),
  };
  const refunded = lines.filter(({ quantity }) => quantity > 0);
  const items = refunded.map(({ item, quantity }) => ({
    entity_id: shop.sequences.next('creditmemo_item'),
    parent_id: fields['entity_id'] ?? null,
    order_item_id: item['item_id'] ?? null,
    product_id: item['product_id'] ?? null,
    sku: item['sku'] ?? null,
    name: item['name'] ?? null,
    base_cost: item['base_cost'] ?? null,
    qty: quantity,
  }));
  for (const prefix of prefixes) {
    for (const [index, line] of refunded.entries()) Object.assign(items[index] ?? {}, lineAmounts(line, prefix));
    Object.assign(fields, documentAmounts(order, items, { prefix, request }));
  }
  return { fields, items, comments: [] };
}

/** Out of what was invoiced: this is what the `_invoiced` columns of an order created as complete are for. */
function lineAmounts({ item, quantity, isLast }: RefundLine, prefix: string): Fields {
  const part = (invoiced: string, refunded: string): number => {
    const open = amountOf(item, `${prefix}${invoiced}`) - amountOf(item, `${prefix}${refunded}`);
    if (isLast) return round4(open);
    const available = amountOf(item, 'qty_invoiced') - amountOf(item, 'qty_refunded');
    return available <= 0 ? 0 : roundPrice((open / available) * quantity);
  };
  return {
    [`${prefix}price`]: amountOf(item, `${prefix}price`),
    [`${prefix}row_total`]: part('row_invoiced', 'amount_refunded'),
    [`${prefix}tax_amount`]: part('tax_invoiced', 'tax_refunded'),
    [`${prefix}discount_amount`]: part('discount_invoiced', 'discount_refunded'),
  };
}

function documentAmounts(
  order: OrderRow,
  items: readonly Fields[],
  { prefix, request }: { readonly prefix: string; readonly request: RefundRequest },
): Fields {
  const of = (column: string): number => amountOf(order.fields, `${prefix}${column}`);
  const sum = (column: string): number =>
    round4(items.reduce((total, item) => total + amountOf(item, `${prefix}${column}`), 0));
  const openShipping = round4(of('shipping_amount') - of('shipping_refunded'));
  const shipping = request.shippingAmount ?? openShipping;
  if (shipping > openShipping)
    throw badRequest('Maximum shipping amount allowed to refund is: %1', [String(openShipping)]);
  const shippingShare = of('shipping_amount') === 0 ? 0 : shipping / of('shipping_amount');
  const shippingTax = roundPrice(of('shipping_tax_amount') * shippingShare);
  const discount = round4(sum('discount_amount') + roundPrice(of('shipping_discount_amount') * shippingShare));
  const openTax = round4(of('tax_invoiced') - of('tax_refunded'));
  const tax = Math.min(openTax, round4(sum('tax_amount') + shippingTax));
  const adjustment = request.adjustmentPositive - request.adjustmentNegative;
  return {
    [`${prefix}subtotal`]: sum('row_total'),
    [`${prefix}discount_amount`]: round4(-discount),
    [`${prefix}shipping_amount`]: round4(shipping),
    [`${prefix}shipping_tax_amount`]: shippingTax,
    [`${prefix}tax_amount`]: tax,
    [`${prefix}grand_total`]: round4(sum('row_total') - discount + shipping + tax + adjustment),
  };
}

function bookRefund(order: OrderRow, creditmemo: DocumentRow): void {
  for (const line of creditmemo.items) {
    const item = order.items.find((candidate) => candidate['item_id'] === line['order_item_id']);
    if (item === undefined) continue;
    addTo(item, 'qty_refunded', amountOf(line, 'qty'));
    for (const prefix of prefixes) {
      addTo(item, `${prefix}amount_refunded`, amountOf(line, `${prefix}row_total`));
      addTo(item, `${prefix}tax_refunded`, amountOf(line, `${prefix}tax_amount`));
      addTo(item, `${prefix}discount_refunded`, amountOf(line, `${prefix}discount_amount`));
    }
  }
  for (const prefix of prefixes) {
    const of = (column: string): number => amountOf(creditmemo.fields, `${prefix}${column}`);
    addTo(order.fields, `${prefix}total_refunded`, of('grand_total'));
    addTo(order.fields, `${prefix}total_offline_refunded`, of('grand_total'));
    addTo(order.fields, `${prefix}subtotal_refunded`, of('subtotal'));
    addTo(order.fields, `${prefix}tax_refunded`, of('tax_amount'));
    addTo(order.fields, `${prefix}shipping_refunded`, of('shipping_amount'));
    addTo(order.fields, `${prefix}shipping_tax_refunded`, of('shipping_tax_amount'));
    addTo(order.fields, `${prefix}discount_refunded`, of('discount_amount'));
    addTo(order.fields, `${prefix}adjustment_positive`, of('adjustment_positive'));
    addTo(order.fields, `${prefix}adjustment_negative`, of('adjustment_negative'));
  }
  addToBoth(order.payment, 'amount_refunded', amountOf(creditmemo.fields, 'grand_total'));
}
