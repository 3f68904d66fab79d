import fc from 'fast-check';
import { type Currency, currencies } from './sold-orders.js';
import { type Json, wireOf } from './wire-of-sold.js';

/** Honest orders of one line at and beyond what numbers, columns and JSON can hold: more than any merchant sells. */
export const hugeOrders: fc.Arbitrary<{ readonly wire: Json; readonly currency: Currency }> = fc
  .record({
    currency: fc.constantFrom(...Object.keys(currencies)) as fc.Arbitrary<Currency>,
    minor: fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(0n, 1n, 10n ** 12n - 1n, 10n ** 14n - 1n)),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 10_000 }),
      fc.constantFrom(99_999_999, 100_000_000, 2 ** 31, 2 ** 53 - 1, 2 ** 53),
    ),
  })
  .map(({ currency, minor, quantity }) => {
    const wire = JSON.parse(JSON.stringify(wireOf(onePiece(currency))));
    const money = (amount: bigint) => ({ amount: decimalOf(amount, currencies[currency]), currencyCode: currency });
    const total = money(minor * BigInt(quantity));
    const [item] = wire.orderItems;
    Object.assign(item, { quantityOrdered: quantity, fulfillment: null });
    item.product.price = { unitPrice: money(minor) };
    item.proceeds = { proceedsTotal: total, breakdowns: [{ type: 'ITEM', subtotal: total }] };
    wire.proceeds = { grandTotal: total };
    return { wire, currency };
  });

const onePiece = (currency: Currency): Parameters<typeof wireOf>[0] => ({
  ...{ currency, lines: [nothingBought], tip: 0, tipPlace: 'order', isTaxIncluded: false, hasGrandTotal: true },
  ...{ fulfilledBy: 'MERCHANT', status: 'UNSHIPPED', withMilliseconds: false, zeros: 0 },
});

const nothingBought: Parameters<typeof wireOf>[0]['lines'][number] = {
  ...{ quantity: 1, cancelled: 0, unit: 0, shipping: 0, itemTax: 0, shippingTax: 0, giftWrap: 0, giftWrapTax: 0 },
  ...{ codFee: 0, other: 0, itemDiscountPart: 0, shippingDiscountPart: 0, detail: 'none', discountSign: 1 },
  ...{ hasUnitPrice: true, hasItemBreakdown: true, isInPieces: false },
};

function decimalOf(minor: bigint, decimals: number): string {
  const digits = `${minor}`.padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
