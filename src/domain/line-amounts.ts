import type { AmazonOrderLine, ProceedsKind } from './amazon-order.js';
import { addMoney, type Money, negateMoney, timesMoney, zeroMoney } from './money.js';

/** What the buyer pays for one line, in the places that Commerce has for it. */
export type LineAmounts = {
  readonly item: Money;
  readonly itemTax: Money;
  readonly itemDiscount: Money;
  /** Delivery, and what Commerce has no total for: gift wrap, cash on delivery, tips, others. */
  readonly shipping: Money;
  readonly shippingTax: Money;
  readonly shippingDiscount: Money;
};

/** Commerce's totals know shipping, and nothing of these; the order's comment names each. */
export const feeKinds = ['GIFT_WRAP', 'COD_FEE', 'DELIVERY_TIP', 'OTHER'] as const satisfies readonly ProceedsKind[];

export const isFee = (kind: ProceedsKind): boolean => feeKinds.some((fee) => fee === kind);

export const quantityLeft = ({ quantityOrdered, quantityCancelled }: AmazonOrderLine): number =>
  quantityOrdered - quantityCancelled;

/** `price-missing`: nothing tells what the line costs. `cancelled-still-priced`: its price still covers cancelled pieces. */
export function lineAmountsOf(
  line: AmazonOrderLine,
  currency: string,
): LineAmounts | 'price-missing' | 'cancelled-still-priced' {
  const sumOf = (isMeant: (kind: ProceedsKind, of: ProceedsKind | undefined) => boolean): Money =>
    addMoney(
      zeroMoney(currency),
      ...line.proceeds.filter(({ kind, of }) => isMeant(kind, of)).map(({ amount }) => amount),
    );
  const isOfShipping = (of: ProceedsKind | undefined): boolean => of === 'SHIPPING' || (of !== undefined && isFee(of));
  const item = itemOf(line, currency);
  if (typeof item === 'string') return item;
  return {
    item,
    // Amazon does not always say what a tax belongs to; what nobody claims belongs to the goods.
    itemTax: sumOf((kind, of) => kind === 'TAX' && !isOfShipping(of)),
    itemDiscount: withoutSign(sumOf((kind, of) => kind === 'DISCOUNT' && !isOfShipping(of))),
    shipping: sumOf((kind) => kind === 'SHIPPING' || isFee(kind)),
    shippingTax: sumOf((kind, of) => kind === 'TAX' && isOfShipping(of)),
    shippingDiscount: withoutSign(sumOf((kind, of) => kind === 'DISCOUNT' && isOfShipping(of))),
  };
}

function itemOf(line: AmazonOrderLine, currency: string): Money | 'price-missing' | 'cancelled-still-priced' {
  const { unitPrice, proceeds, quantityCancelled, quantityOrdered } = line;
  const items = proceeds.filter(({ kind }) => kind === 'ITEM').map(({ amount }) => amount);
  if (items.length === 0) return unitPrice === undefined ? 'price-missing' : timesMoney(unitPrice, quantityLeft(line));
  const item = addMoney(zeroMoney(currency), ...items);
  const isStillPriced =
    quantityCancelled > 0 &&
    unitPrice !== undefined &&
    unitPrice.amountMinor !== 0 &&
    item.amountMinor === unitPrice.amountMinor * quantityOrdered;
  return isStillPriced ? 'cancelled-still-priced' : item;
}

/** Amazon publishes no example of a discount, so both signs are taken for one; the order's total tells whether that was right. */
const withoutSign = (amount: Money): Money => (amount.amountMinor < 0 ? negateMoney(amount) : amount);
