import { type AmazonRefund, type AmazonRefundLine, parseRefundId } from '../domain/amazon-refund.js';
import { type AmazonOrderId, parseAmazonOrderId, parseSku } from '../domain/ids.js';
import { addMoney, isMoney, type Money, negateMoney, parseMoney, zeroMoney } from '../domain/money.js';
import { given } from '../remote/given.js';
import { type WireBreakdown, type WireTransaction, wireTransaction, wireTransactionHead } from './wire-transactions.js';

type OrderRefund = { readonly amazonOrderId: AmazonOrderId; readonly refund: AmazonRefund };

/** A refund to a buyer, something else that was booked, or a refund that we cannot read. */
export function refundFromWire(raw: unknown): OrderRefund | 'no-refund' | 'unreadable' {
  const head = wireTransactionHead.safeParse(raw);
  if (!head.success || !isRefund(head.data)) return 'no-refund';
  const parsed = wireTransaction.safeParse(raw);
  if (!parsed.success) return 'unreadable';
  return refundOf(parsed.data) ?? 'unreadable';
}

/**
 * The model names only the type "Shipment", with "Refund Order" among its descriptions; sellers see the type "Refund", with
 * "Refund" or "Refund Order" beside it.
 */
const isRefund = ({ transactionType = '', description = '' }: ReturnType<typeof wireTransactionHead.parse>): boolean =>
  /^refund$/i.test(transactionType) ||
  /^refund order$/i.test(description) ||
  (transactionType === '' && /^refund$/i.test(description));

function refundOf(wire: WireTransaction): OrderRefund | undefined {
  const amazonOrderId = parseAmazonOrderId(identifier(wire, 'ORDER_ID'));
  // A deferred refund is booked once more when it is released, and then names the booking of before.
  const id = parseRefundId(
    identifier(wire, 'REFUND_ID') ?? identifier(wire, 'DEFERRED_TRANSACTION_ID') ?? wire.transactionId,
  );
  const { currencyCode } = wire.totalAmount;
  const lines = (wire.items ?? []).map((item) => lineOf(item, currencyCode));
  const whole = paidBack(wire.breakdowns ?? [], currencyCode);
  if (amazonOrderId === undefined || id === undefined || whole === undefined) return undefined;
  const known = lines.filter((line): line is AmazonRefundLine => line !== undefined && line.amount.amountMinor > 0);
  if (known.length < lines.length && whole.amountMinor <= 0) return undefined;
  const zero = zeroMoney(currencyCode);
  const total = whole.amountMinor > 0 ? whole : addMoney(zero, ...known.map(({ amount }) => amount));
  if (total.amountMinor <= 0) return undefined;
  return { amazonOrderId, refund: { id, postedAt: wire.postedDate, total, lines: known } };
}

const identifier = ({ relatedIdentifiers = [] }: WireTransaction, name: string): string | undefined =>
  relatedIdentifiers.find((each) => each.relatedIdentifierName === name)?.relatedIdentifierValue;

function lineOf(
  { breakdowns = [], contexts = [] }: NonNullable<WireTransaction['items']>[number],
  currency: string,
): AmazonRefundLine | undefined {
  const amount = paidBack(breakdowns, currency);
  if (amount === undefined) return undefined;
  const product = contexts.find(({ sku }) => sku !== undefined);
  return { amount, ...given({ sku: parseSku(product?.sku), quantity: product?.quantityShipped }) };
}

/** What the seller's balance loses is less than the buyer gets: Amazon gives back a part of its own fees. */
const isAmazons = ({ breakdownType = '' }: WireBreakdown): boolean =>
  /amazon ?fees|commission|fba ?fees|facilitator|withheld/i.test(breakdownType);

/** The buyer's part of these, as a positive amount; undefined where an amount cannot be read exactly. */
function paidBack(breakdowns: readonly WireBreakdown[], currency: string): Money | undefined {
  const amounts = breakdowns.map((each) => buyersPart(each, currency));
  const known = amounts.filter((amount): amount is Money => amount !== undefined);
  return known.length < amounts.length ? undefined : negateMoney(addMoney(zeroMoney(currency), ...known));
}

function buyersPart(each: WireBreakdown, currency: string): Money | undefined {
  if (isAmazons(each)) return zeroMoney(currency);
  const parts = each.breakdowns ?? [];
  if (parts.some(holdsAmazons)) {
    const part = paidBack(parts, currency);
    return part === undefined ? undefined : negateMoney(part);
  }
  if (each.breakdownAmount === undefined) return zeroMoney(currency);
  const { currencyAmount, currencyCode } = each.breakdownAmount;
  // Four decimals take off what float arithmetic added, and nothing else.
  const amount = parseMoney(currencyAmount.toFixed(4), currencyCode);
  return isMoney(amount) && currencyCode === currency ? amount : undefined;
}

const holdsAmazons = (each: WireBreakdown): boolean => isAmazons(each) || (each.breakdowns ?? []).some(holdsAmazons);
