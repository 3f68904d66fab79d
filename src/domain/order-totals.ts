import type { LineAmounts } from './line-amounts.js';
import { addMoney, decimalOf, isSameMoney, type Money, negateMoney, zeroMoney } from './money.js';

/** The totals of a Commerce order. `tax` and `discount` hold those of shipping too, as Commerce's own do. */
export type OrderTotals = {
  readonly lines: readonly LineAmounts[];
  readonly subtotal: Money;
  readonly shippingAmount: Money;
  readonly shippingTax: Money;
  readonly shippingDiscount: Money;
  readonly tax: Money;
  readonly discount: Money;
  readonly grandTotal: Money;
};

/** Why no totals can be made, for people. */
export type TotalsDiffer = { readonly differ: string };

/**
 * To the minor unit, or not at all. Amazon's examples have tax on top of the price; in countries where prices include it, the
 * parts may hold it twice. Which of the two holds is seen from Amazon's own total: they differ by the whole tax.
 */
export function orderTotalsOf(
  lines: readonly LineAmounts[],
  tip: Money,
  amazonTotal: Money,
): OrderTotals | TotalsDiffer {
  const onTop = totalled(lines, tip);
  const found = [onTop, totalled(lines.map(withoutIncludedTax), tip)].find(({ grandTotal }) =>
    isSameMoney(grandTotal, amazonTotal),
  );
  if (found === undefined) {
    const { currency } = amazonTotal;
    return { differ: `lines ${decimalOf(onTop.grandTotal)}, Amazon ${decimalOf(amazonTotal)} ${currency}` };
  }
  return hasNegative(found) ? { differ: 'one of the amounts is negative' } : found;
}

const withoutIncludedTax = (line: LineAmounts): LineAmounts => ({
  ...line,
  item: addMoney(line.item, negateMoney(line.itemTax)),
  shipping: addMoney(line.shipping, negateMoney(line.shippingTax)),
});

function totalled(lines: readonly LineAmounts[], tip: Money): OrderTotals {
  const sum = (pick: (line: LineAmounts) => Money): Money => addMoney(zeroMoney(tip.currency), ...lines.map(pick));
  const subtotal = sum(({ item }) => item);
  const shippingAmount = addMoney(
    sum(({ shipping }) => shipping),
    tip,
  );
  const shippingTax = sum((line) => line.shippingTax);
  const shippingDiscount = sum((line) => line.shippingDiscount);
  const tax = addMoney(
    sum(({ itemTax }) => itemTax),
    shippingTax,
  );
  const discount = addMoney(
    sum(({ itemDiscount }) => itemDiscount),
    shippingDiscount,
  );
  const grandTotal = addMoney(subtotal, shippingAmount, tax, negateMoney(discount));
  return { lines, subtotal, shippingAmount, shippingTax, shippingDiscount, tax, discount, grandTotal };
}

/** Commerce computes with the parts when it invoices and refunds; none of them may pull the other way. */
const hasNegative = ({ lines, shippingAmount, grandTotal }: OrderTotals): boolean =>
  [shippingAmount, grandTotal, ...lines.flatMap(({ item, itemTax, shippingTax }) => [item, itemTax, shippingTax])].some(
    ({ amountMinor }) => amountMinor < 0,
  );
