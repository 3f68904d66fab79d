import type { AmazonOrder, AmazonOrderLine } from './amazon-order.js';
import type { Blocker } from './blocker.js';
import { type LineAmounts, lineAmountsOf, quantityLeft } from './line-amounts.js';
import { addMoney, type Money, zeroMoney } from './money.js';
import { type OrderTotals, orderTotalsOf } from './order-totals.js';

export type PricedOrder = { readonly currency: string; readonly totals: OrderTotals };

/** Everything that is paid for what is left of the order, and the proof that it is what Amazon says. */
export function pricedOrder(
  order: AmazonOrder,
  lines: readonly AmazonOrderLine[],
  baseCurrency: string,
): PricedOrder | Blocker {
  const currency = currencyOf(order, lines, baseCurrency);
  if (typeof currency !== 'string') return currency;
  if (!isWithinExactArithmetic(order, lines))
    return { code: 'totals-differ', subject: 'amounts beyond exact arithmetic' };
  const amounts: LineAmounts[] = [];
  for (const line of lines) {
    const amount = lineAmountsOf(isFree(order, line) ? withPrice(line, currency) : line, currency);
    if (amount === 'price-missing') return { code: 'price-missing', subject: line.sku ?? line.orderItemId };
    if (amount === 'cancelled-still-priced') {
      return { code: 'totals-differ', subject: `the price of ${line.sku ?? line.orderItemId} covers cancelled pieces` };
    }
    amounts.push(amount);
  }
  const tip = tipOf(order, lines, currency);
  const amazonTotal = amazonTotalOf(order, lines, tip);
  if (amazonTotal === undefined) return { code: 'price-missing', subject: 'the whole order' };
  const totals = orderTotalsOf(amounts, tip, amazonTotal);
  return 'differ' in totals ? { code: 'totals-differ', subject: totals.differ } : { currency, totals };
}

/** One currency for the whole order, and the store view's own: Commerce would convert, and every total would be off. */
function currencyOf(order: AmazonOrder, lines: readonly AmazonOrderLine[], baseCurrency: string): string | Blocker {
  const found = [...new Set(amountsOf(order, lines).map(({ currency }) => currency))];
  const [currency = baseCurrency] = found;
  if (found.length > 1) return { code: 'currency-differs', subject: `${found.join(' and ')} in one order` };
  if (currency === baseCurrency) return currency;
  return { code: 'currency-differs', subject: `order ${currency}, store view ${baseCurrency}` };
}

const amountsOf = ({ grandTotal, deliveryTip }: AmazonOrder, lines: readonly AmazonOrderLine[]): readonly Money[] =>
  [
    grandTotal,
    deliveryTip,
    ...lines.flatMap(({ unitPrice, proceedsTotal, proceeds }) => [
      unitPrice,
      proceedsTotal,
      ...proceeds.map(({ amount }) => amount),
    ]),
  ].filter((amount) => amount !== undefined);

/** A JSON number keeps 15 digits; and however often parts are added, a double then holds their sums exactly. */
const amountMinorMax = 10 ** 15;

/** No sum of these, in whatever order they are added, is more than can be sent to Commerce to the minor unit. */
function isWithinExactArithmetic(order: AmazonOrder, lines: readonly AmazonOrderLine[]): boolean {
  const most = [
    ...amountsOf(order, lines).map(({ amountMinor }) => amountMinor),
    ...lines.map((line) => (line.unitPrice?.amountMinor ?? 0) * Math.max(line.quantityOrdered, quantityLeft(line))),
  ].reduce((sum, amountMinor) => sum + Math.abs(amountMinor), 0);
  return most < amountMinorMax;
}

/** A replacement costs nothing, and Amazon then leaves prices out. */
const isFree = (order: AmazonOrder, { unitPrice, proceeds }: AmazonOrderLine): boolean =>
  unitPrice === undefined &&
  !proceeds.some(({ kind }) => kind === 'ITEM') &&
  (order.grandTotal === undefined ? order.replaces !== undefined : order.grandTotal.amountMinor === 0);

const withPrice = (line: AmazonOrderLine, currency: string): AmazonOrderLine => ({
  ...line,
  unitPrice: zeroMoney(currency),
});

/** Amazon gives a tip for the whole order or within its lines; it is counted once. */
function tipOf({ deliveryTip }: AmazonOrder, lines: readonly AmazonOrderLine[], currency: string): Money {
  const isInLines = lines.some(({ proceeds }) => proceeds.some(({ kind }) => kind === 'DELIVERY_TIP'));
  return deliveryTip === undefined || isInLines ? zeroMoney(currency) : deliveryTip;
}

/** Amazon's own word on what the buyer pays: never our sum of the parts, which is what is to be proven. */
function amazonTotalOf(order: AmazonOrder, lines: readonly AmazonOrderLine[], tip: Money): Money | undefined {
  if (order.grandTotal !== undefined) return order.grandTotal;
  const totals = lines.map(({ proceedsTotal }) => proceedsTotal).filter((total) => total !== undefined);
  if (totals.length === lines.length) return addMoney(tip, ...totals);
  return order.replaces !== undefined && totals.length === 0 ? tip : undefined;
}
