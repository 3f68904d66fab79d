import type { AmazonOrderLine } from './amazon-order.js';
import type { Blocker } from './blocker.js';
import type { Sku } from './ids.js';
import { type LineAmounts, quantityLeft } from './line-amounts.js';
import { isSameMoney, type Money, nearestShareOfMoney, timesMoney } from './money.js';
import type { DraftLine } from './order-draft.js';
import { cutTo, oneLine } from './text.js';

export type KnownProducts = ReadonlyMap<Sku, { readonly productId: number; readonly name?: string }>;

type Catalogue = { readonly products: KnownProducts; readonly skuMap: Readonly<Record<string, Sku>> };

const nameMax = 255;

/** `lines` and `amounts` go side by side. A line without its product would ship without taking stock, so it blocks. */
export function draftLines(
  lines: readonly AmazonOrderLine[],
  amounts: readonly LineAmounts[],
  catalogue: Catalogue,
): { readonly lines: readonly DraftLine[] } | Blocker {
  const drafted: DraftLine[] = [];
  for (const [index, line] of lines.entries()) {
    const amount = amounts[index];
    const sku = commerceSkuOf(line, catalogue.skuMap);
    const product = sku === undefined ? undefined : catalogue.products.get(sku);
    if (sku === undefined || product === undefined || amount === undefined) {
      return { code: 'sku-unknown', subject: sku ?? `of order item ${line.orderItemId}` };
    }
    drafted.push({
      orderItemId: line.orderItemId,
      sku,
      name: cutTo(oneLine(line.title) || oneLine(product.name ?? '') || sku, nameMax),
      productId: product.productId,
      quantity: quantityLeft(line),
      unitPrice: unitPriceOf(line, amount.item),
      rowTotal: amount.item,
      tax: amount.itemTax,
      discount: amount.itemDiscount,
    });
  }
  return { lines: drafted };
}

/** A plain object out of a message or a file: a SKU may be called `constructor`. */
export const commerceSkuOf = (
  { sku }: Pick<AmazonOrderLine, 'sku'>,
  skuMap: Readonly<Record<string, Sku>>,
): Sku | undefined => (sku !== undefined && Object.hasOwn(skuMap, sku) ? skuMap[sku] : sku);

/**
 * The row is what counts; the price of a piece is shown beside it. Where Amazon's does not fit the row (it includes tax, say),
 * it is the nearest share of the row: a price that belongs to another row would only mislead.
 */
function unitPriceOf(line: AmazonOrderLine, row: Money): Money {
  const { unitPrice } = line;
  const quantity = quantityLeft(line);
  const isFitting = unitPrice !== undefined && isSameMoney(timesMoney(unitPrice, quantity), row);
  return isFitting ? unitPrice : nearestShareOfMoney(row, quantity);
}
