import fc from 'fast-check';

/** What buyers buy, in minor units, and what it has to come to: the truth that Amazon's answer is written from. */

export const currencies = { USD: 2, EUR: 2, GBP: 2, JPY: 0, KRW: 0, KWD: 3, TND: 3 } as const;
export type Currency = keyof typeof currencies;

const amount = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 99 }));

const soldLine = fc.record({
  quantity: fc.integer({ min: 1, max: 60 }),
  cancelled: fc.integer({ min: 0, max: 2 }),
  unit: fc.oneof(amount(500_000), fc.integer({ min: 0, max: 90_000_000 })),
  shipping: amount(9_000),
  itemTax: amount(40_000),
  shippingTax: amount(900),
  giftWrap: amount(1_500),
  giftWrapTax: amount(150),
  codFee: amount(700),
  other: amount(300),
  itemDiscountPart: fc.integer({ min: 0, max: 100 }),
  shippingDiscountPart: fc.integer({ min: 0, max: 100 }),
  detail: fc.constantFrom('full', 'partial', 'none'),
  discountSign: fc.constantFrom(1, -1),
  hasUnitPrice: fc.boolean(),
  hasItemBreakdown: fc.boolean(),
  isInPieces: fc.boolean(),
});
export type SoldLine = typeof soldLine extends fc.Arbitrary<infer Value> ? Value : never;

export const soldOrders = fc.record({
  currency: fc.constantFrom(...Object.keys(currencies)) as fc.Arbitrary<Currency>,
  lines: fc.oneof(
    { weight: 60, arbitrary: fc.array(soldLine, { minLength: 1, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(soldLine, { minLength: 30, maxLength: 60 }) },
  ),
  tip: amount(2_000),
  tipPlace: fc.constantFrom('order', 'line', 'both'),
  isTaxIncluded: fc.boolean(),
  hasGrandTotal: fc.boolean(),
  fulfilledBy: fc.constantFrom('MERCHANT', 'AMAZON'),
  status: fc.constantFrom('UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'),
  withMilliseconds: fc.boolean(),
  zeros: fc.integer({ min: 0, max: 3 }),
});
export type SoldOrder = typeof soldOrders extends fc.Arbitrary<infer Value> ? Value : never;

/** Cancelled pieces have no price any more; where prices include tax they could not be told from a price that still does. */
export const cancelledOf = (line: SoldLine, { isTaxIncluded }: Pick<SoldOrder, 'isTaxIncluded'>): number =>
  isTaxIncluded || line.unit === 0 ? 0 : line.cancelled;

export type Worth = {
  readonly subtotal: number;
  readonly shipping: number;
  readonly tax: number;
  readonly discount: number;
  readonly total: number;
};

export const discountsOf = (line: SoldLine): { readonly item: number; readonly shipping: number } => ({
  item: Math.floor((line.unit * line.quantity * line.itemDiscountPart) / 100),
  shipping: Math.floor((line.shipping * line.shippingDiscountPart) / 100),
});

export const taxOf = ({ itemTax, shippingTax, giftWrapTax }: SoldLine): number => itemTax + shippingTax + giftWrapTax;

export function worthOf({ lines, tip }: SoldOrder): Worth {
  const sum = (pick: (line: SoldLine) => number): number => lines.reduce((all, line) => all + pick(line), 0);
  const subtotal = sum(({ unit, quantity }) => unit * quantity);
  const shipping = sum((line) => line.shipping + line.giftWrap + line.codFee + line.other) + tip;
  const tax = sum(taxOf);
  const discount = sum((line) => discountsOf(line).item + discountsOf(line).shipping);
  return { subtotal, shipping, tax, discount, total: subtotal + shipping + tax - discount };
}
