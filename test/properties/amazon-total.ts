import { scaled } from './commerce-arithmetic.js';

// biome-ignore lint/suspicious/noExplicitAny: nonsense is probed member by member
type Wire = any;

const isGiven = (value: Wire): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What Amazon itself says that the order costs, read from its bytes: its total, else those of its items and the tip. */
export function amazonTotalIn(wire: Wire): bigint {
  const proceeds = isGiven(wire.proceeds) ? wire.proceeds : {};
  if (isGiven(proceeds.grandTotal)) return amountIn(proceeds.grandTotal);
  const items: readonly Wire[] = wire.orderItems.filter((item: Wire) => piecesLeft(item, wire) > 0);
  const totals = items.map((item) => (isGiven(item.proceeds) ? item.proceeds.proceedsTotal : undefined));
  const isTipWithin = items.some((item) => breakdowns(item.proceeds).some(({ type }: Wire) => type === 'DELIVERY_TIP'));
  const tip = breakdowns(proceeds).find(({ type }: Wire) => type === 'DELIVERY_TIP');
  const ofOrder = tip === undefined || isTipWithin ? 0n : amountIn(tip.subtotal);
  // A replacement may say nothing at all of money.
  return totals.filter(isGiven).reduce((sum: bigint, total) => sum + amountIn(total), ofOrder);
}

const breakdowns = (proceeds: Wire): readonly Wire[] =>
  isGiven(proceeds) && isGiven(proceeds.breakdowns) ? proceeds.breakdowns : [];

/** Without the zeros that mean nothing. */
const amountIn = ({ amount }: Wire): bigint =>
  scaled(
    String(amount)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, ''),
  );

/** Neither shipped nor to be shipped: cancelled. */
function piecesLeft(item: Wire, wire: Wire): number {
  const { quantityFulfilled: fulfilled, quantityUnfulfilled: unfulfilled } = isGiven(item.fulfillment)
    ? item.fulfillment
    : { quantityFulfilled: null, quantityUnfulfilled: null };
  if (wire.fulfillment.fulfillmentStatus === 'CANCELLED')
    return Math.min(item.quantityOrdered, isGiven(fulfilled) ? fulfilled : 0);
  return isGiven(fulfilled) && isGiven(unfulfilled)
    ? Math.min(item.quantityOrdered, fulfilled + unfulfilled)
    : item.quantityOrdered;
}
