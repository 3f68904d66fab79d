import type { AmazonRefund } from './amazon-refund.js';
import type { OrderItemId, Sku } from './ids.js';
import { addMoney, isSameMoney, type Money, nearestShareOfMoney, negateMoney, timesMoney, zeroMoney } from './money.js';

/** One line as the shop has it: what was invoiced of it, and how many pieces are not paid back yet. */
export type PaidLine = {
  readonly lineId: number;
  readonly orderItemId?: OrderItemId;
  readonly quantityInvoiced: number;
  readonly quantityRefunded: number;
  readonly row: Money;
  readonly tax: Money;
  readonly discount: Money;
};

export type PaidOrder = {
  readonly paid: Money;
  readonly refunded: Money;
  readonly shippingLeft: Money;
  readonly lines: readonly PaidLine[];
};

/** A credit memo whose total is the refund's to the minor unit: pieces by the shop's own amounts, the rest as an adjustment. */
export type RefundPlan =
  | { readonly plan: 'everything' }
  | {
      readonly plan: 'part';
      readonly lines: readonly { readonly lineId: number; readonly quantity: number }[];
      readonly adjustmentPositive: Money;
      readonly adjustmentNegative: Money;
    }
  /** No credit memo can say the same. */
  | { readonly plan: 'none'; readonly because: string };

type AmazonLine = { readonly orderItemId: OrderItemId; readonly sku?: Sku };

export function planRefund(refund: AmazonRefund, order: PaidOrder, amazonLines: readonly AmazonLine[]): RefundPlan {
  const { total } = refund;
  if (total.currency !== order.paid.currency) return { plan: 'none', because: `it is in ${total.currency}` };
  const left = addMoney(order.paid, negateMoney(order.refunded));
  if (total.amountMinor > left.amountMinor) {
    return { plan: 'none', because: 'it is more than Commerce has left of this order to pay back' };
  }
  if (order.refunded.amountMinor === 0 && isSameMoney(total, order.paid)) return { plan: 'everything' };
  return adjusted(total, order, wholePieces(refund, order, amazonLines));
}

type Pieces = { readonly line: PaidLine; readonly quantity: number; readonly amount: Money };

/** Parts of the refund that are exactly so many pieces of a line. A piece that is no whole number of cents is not guessed. */
function wholePieces({ lines }: AmazonRefund, order: PaidOrder, amazonLines: readonly AmazonLine[]): readonly Pieces[] {
  const taken: Pieces[] = [];
  for (const { sku, amount } of lines) {
    const names = amazonLines.filter((line) => line.sku === sku).map(({ orderItemId }) => orderItemId);
    for (const line of order.lines) {
      if (line.orderItemId === undefined || !names.includes(line.orderItemId)) continue;
      if (taken.some((other) => other.line.lineId === line.lineId)) continue;
      const quantity = piecesIn(amount, line);
      if (quantity === 0) continue;
      taken.push({ line, quantity, amount });
      break;
    }
  }
  return taken;
}

function piecesIn(amount: Money, line: PaidLine): number {
  const piece = pieceOf(line);
  if (piece === undefined || piece.amountMinor <= 0 || amount.amountMinor % piece.amountMinor !== 0) return 0;
  const quantity = amount.amountMinor / piece.amountMinor;
  return quantity <= quantityLeft(line) ? quantity : 0;
}

const quantityLeft = ({ quantityInvoiced, quantityRefunded }: PaidLine): number => quantityInvoiced - quantityRefunded;

/** What Commerce pays back for one piece, where each of its parts can be divided exactly. */
function pieceOf({ row, tax, discount, quantityInvoiced }: PaidLine): Money | undefined {
  if (!Number.isSafeInteger(quantityInvoiced) || quantityInvoiced < 1) return undefined;
  // Commerce divides each of them by itself: only where all go without a rest is the sum what it will pay back.
  if ([row, tax, discount].some(({ amountMinor }) => amountMinor % quantityInvoiced !== 0)) return undefined;
  return nearestShareOfMoney(addMoney(row, tax, negateMoney(discount)), quantityInvoiced);
}

function adjusted(total: Money, order: PaidOrder, pieces: readonly Pieces[]): RefundPlan {
  const zero = zeroMoney(total.currency);
  const covered = addMoney(zero, ...pieces.map(({ amount }) => amount));
  if (covered.amountMinor > total.amountMinor) return adjusted(total, order, []);
  const rest = addMoney(total, negateMoney(covered));
  const lines = pieces.map(({ line, quantity }) => ({ lineId: line.lineId, quantity }));
  if (lines.length > 0) return { plan: 'part', lines, adjustmentPositive: rest, adjustmentNegative: zero };
  return withoutPieces(total, order);
}

/** Commerce makes a memo without pieces only while shipping is left to pay back; else one piece carries the amount. */
function withoutPieces(total: Money, { lines, shippingLeft }: PaidOrder): RefundPlan {
  const zero = zeroMoney(total.currency);
  const [first] = lines;
  if (first !== undefined && shippingLeft.amountMinor > 0) {
    const none = [{ lineId: first.lineId, quantity: 0 }];
    return { plan: 'part', lines: none, adjustmentPositive: total, adjustmentNegative: zero };
  }
  for (const line of lines) {
    const piece = quantityLeft(line) >= 1 ? pieceOf(line) : undefined;
    if (piece === undefined || piece.amountMinor <= 0) continue;
    const one = [{ lineId: line.lineId, quantity: 1 }];
    const over = addMoney(total, negateMoney(piece));
    return over.amountMinor >= 0
      ? { plan: 'part', lines: one, adjustmentPositive: over, adjustmentNegative: zero }
      : { plan: 'part', lines: one, adjustmentPositive: zero, adjustmentNegative: timesMoney(over, -1) };
  }
  return { plan: 'none', because: 'no line of the Commerce order can carry a part of this amount' };
}
