import { amountOf } from './json.js';
import type { RefundLine } from './refund-order.js';
import type { OrderRow } from './rows.js';
import type { StockPlan } from './stock.js';

type Refund = { readonly lines: readonly RefundLine[]; readonly returned: readonly number[] };

/**
 * | refunded                | source | reservation |
 * |-------------------------|--------|-------------|
 * | shipped, returned       | +N     | 0           |
 * | shipped, not returned   | 0      | 0           |
 * | unshipped, returned     | 0      | +N          |
 * | unshipped, not returned | −N     | +N          |
 *
 * Shipped is what shipment documents say: an FBA order created with `qty_shipped` has none and counts as unshipped.
 * What was never shipped counts as refunded first.
 */
export function refundStock(stock: StockPlan, order: OrderRow, { lines, returned }: Refund): void {
  for (const { item, quantity } of lines) {
    const itemId = Number(item['item_id']);
    const product = stock.productById(Number(item['product_id'] ?? 0));
    if (product === undefined || quantity <= 0) continue;
    const invoicedOpen = amountOf(item, 'qty_invoiced') - amountOf(item, 'qty_refunded');
    const unshipped = Math.min(quantity, Math.max(0, invoicedOpen - shippedByDocuments(order, itemId)));
    const shipped = quantity - unshipped;
    const sourceCode = sourceOf(order, itemId) ?? stock.defaultSourceCode;
    if (returned.includes(itemId)) stock.deduct(product.sku, sourceCode, -shipped);
    else stock.deduct(product.sku, sourceCode, unshipped);
    stock.reserve(product.sku, unshipped, 'creditmemo_created');
  }
}

function shippedByDocuments(order: OrderRow, itemId: number): number {
  const lines = order.shipments.flatMap(({ items }) => items.filter((line) => line['order_item_id'] === itemId));
  return lines.reduce((sum, line) => sum + amountOf(line, 'qty'), 0);
}

function sourceOf(order: OrderRow, itemId: number): string | undefined {
  return order.shipments.find(({ items }) => items.some((line) => line['order_item_id'] === itemId))?.sourceCode;
}
