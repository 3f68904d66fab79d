import { isZeroAmount, type Money, money, negateAmount, sumAmounts, timesQuantity } from './amounts.js';
import type { ItemRecord, OrderRecord } from './order-record.js';

/**
 * Amounts in the shape of the model. Held in every order: the breakdowns of an item add up to its proceedsTotal, those
 * and the tip to the grandTotal, ITEM is unit price × quantity and tax comes on top.
 */
type Detail = { readonly subtype: string; readonly value: Money };
type Breakdown = { readonly type: string; readonly subtotal: Money; readonly detailedBreakdowns?: readonly Detail[] };
export type ItemProceeds = { readonly proceedsTotal: Money; readonly breakdowns: readonly Breakdown[] };

export function itemProceeds(item: ItemRecord, currency: string): ItemProceeds {
  return {
    proceedsTotal: money(itemTotal(item, currency), currency),
    breakdowns: [
      { type: 'ITEM', subtotal: money(timesQuantity(item.unitPrice, item.quantityOrdered, currency), currency) },
      ...unlessZero('SHIPPING', item.shipping, currency),
      ...unlessZero('GIFT_WRAP', item.giftWrap?.price, currency),
      ...taxBreakdown(item, currency),
      ...discountBreakdown(item, currency),
    ],
  };
}

export function orderProceeds(order: OrderRecord): { readonly grandTotal: Money; readonly breakdowns?: unknown } {
  const { currency, items, tip } = order;
  const total = sumAmounts(
    [...items.map((item) => itemTotal(item, currency)), tip?.amount ?? zero(currency)],
    currency,
  );
  const grandTotal = money(total, currency);
  // None of Amazon's examples has breakdowns here. With a tip there must be: it belongs to no item.
  if (tip === undefined) return { grandTotal };
  const tipped = { type: 'DELIVERY_TIP', status: tip.status, subtotal: money(tip.amount, currency) };
  return { grandTotal, breakdowns: [...summedByType(order), tipped] };
}

function itemTotal(item: ItemRecord, currency: string): string {
  return sumAmounts(
    [
      timesQuantity(item.unitPrice, item.quantityOrdered, currency),
      item.shipping,
      item.giftWrap?.price ?? zero(currency),
      taxOf(item, currency),
      negateAmount(item.discount, currency),
    ],
    currency,
  );
}

function taxBreakdown(item: ItemRecord, currency: string): readonly Breakdown[] {
  const parts = [
    { subtype: 'ITEM', amount: item.tax },
    { subtype: 'SHIPPING', amount: item.shippingTax },
    { subtype: 'GIFT_WRAP', amount: item.giftWrap?.tax ?? zero(currency) },
  ].filter((part) => !isZeroAmount(part.amount));
  if (parts.length === 0) return [];
  const tax: Breakdown = { type: 'TAX', subtotal: money(taxOf(item, currency), currency) };
  // Details come "not always": here only where they say more than the subtotal.
  if (parts.length === 1 && isZeroAmount(item.shippingTax)) return [tax];
  const detailedBreakdowns = parts.map(({ subtype, amount }) => ({ subtype, value: money(amount, currency) }));
  return [{ ...tax, detailedBreakdowns }];
}

function discountBreakdown(item: ItemRecord, currency: string): readonly Breakdown[] {
  if (isZeroAmount(item.discount)) return [];
  const amount = item.discountSign === 'negative' ? negateAmount(item.discount, currency) : item.discount;
  const subtotal = money(amount, currency);
  return [{ type: 'DISCOUNT', subtotal, detailedBreakdowns: [{ subtype: 'ITEM', value: subtotal }] }];
}

function unlessZero(type: string, amount: string | undefined, currency: string): readonly Breakdown[] {
  return amount === undefined || isZeroAmount(amount) ? [] : [{ type, subtotal: money(amount, currency) }];
}

function summedByType({ items, currency }: OrderRecord): readonly Breakdown[] {
  const amountsByType = new Map<string, string[]>();
  for (const item of items) {
    for (const { type, subtotal } of itemProceeds(item, currency).breakdowns) {
      amountsByType.set(type, [...(amountsByType.get(type) ?? []), subtotal.amount]);
    }
  }
  return [...amountsByType].map(([type, amounts]) => ({
    type,
    subtotal: money(sumAmounts(amounts, currency), currency),
  }));
}

const taxOf = (item: ItemRecord, currency: string): string =>
  sumAmounts([item.tax, item.shippingTax, item.giftWrap?.tax ?? zero(currency)], currency);

const zero = (currency: string): string => sumAmounts([], currency);
