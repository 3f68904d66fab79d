import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AmazonOrder, type AmazonOrderLine, proceedsKinds } from '../../src/domain/amazon-order.js';
import { draftOrder } from '../../src/domain/draft-order.js';
import { isSameMoney, type Money, parseMoney } from '../../src/domain/money.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { propertyRun } from '../properties/property-seed.js';
import { address, line, order, orderItemId, request, sku, unitedStates } from './orders.js';

const currencies = { USD: 2, JPY: 0, KWD: 3 } as const;
type Currency = keyof typeof currencies;

function moneyOf(amountMinor: number, currency: Currency): Money {
  const decimals = currencies[currency];
  const digits = `${Math.abs(amountMinor)}`.padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  const parsed = parseMoney(`${amountMinor < 0 ? '-' : ''}${text}`, currency);
  if ('notMoney' in parsed) throw new Error(parsed.notMoney);
  return parsed;
}

/** What a seller's order may look like: tax on top or within, discounts with either sign, fees, several lines. */
const soldLine = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  cancelled: fc.integer({ min: 0, max: 2 }),
  unit: fc.integer({ min: 0, max: 500_000 }),
  shipping: fc.integer({ min: 0, max: 5_000 }),
  tax: fc.integer({ min: 0, max: 2_000 }),
  shippingTax: fc.integer({ min: 0, max: 500 }),
  giftWrap: fc.integer({ min: 0, max: 1_000 }),
  discount: fc.integer({ min: 0, max: 3_000 }),
  shippingDiscount: fc.integer({ min: 0, max: 3_000 }),
  isTaxDetailed: fc.boolean(),
});
const soldOrder = fc.record({
  currency: fc.constantFrom<Currency>('USD', 'JPY', 'KWD'),
  lines: fc.array(soldLine, { minLength: 1, maxLength: 6 }),
  tip: fc.integer({ min: 0, max: 900 }),
  discountSign: fc.constantFrom(1, -1),
  isTaxIncluded: fc.boolean(),
});
type Sold = typeof soldOrder extends fc.Arbitrary<infer Value> ? Value : never;

function amazonOrderOf({ currency, lines, tip, discountSign, isTaxIncluded }: Sold): {
  readonly order: AmazonOrder;
  readonly totalMinor: number;
} {
  const of = (amountMinor: number): Money => moneyOf(amountMinor, currency);
  const made = lines.map((sold, index) => {
    // Where prices include tax, `unit` below is not the price of a piece, and cancelled pieces could not be told from it.
    const cancelled = isTaxIncluded ? 0 : sold.cancelled;
    const tax = sold.isTaxDetailed ? sold.tax : 0;
    const shippingTax = sold.isTaxDetailed ? sold.shippingTax : 0;
    const untold = sold.isTaxDetailed ? 0 : sold.tax;
    const withTax = isTaxIncluded ? tax + untold : 0;
    const row = sold.unit * sold.quantity + withTax;
    const shipping = sold.shipping + (isTaxIncluded ? shippingTax : 0);
    const proceeds: AmazonOrderLine['proceeds'] = [
      { kind: 'ITEM', amount: of(row) },
      { kind: 'SHIPPING', amount: of(shipping) },
      { kind: 'TAX', of: 'ITEM', amount: of(tax) },
      { kind: 'TAX', of: 'SHIPPING', amount: of(shippingTax) },
      { kind: 'TAX', amount: of(untold) },
      { kind: 'GIFT_WRAP', amount: of(sold.giftWrap) },
      { kind: 'DISCOUNT', of: 'ITEM', amount: of(discountSign * sold.discount) },
      { kind: 'DISCOUNT', of: 'SHIPPING', amount: of(discountSign * sold.shippingDiscount) },
    ];
    const totalMinor =
      sold.unit * sold.quantity +
      sold.shipping +
      tax +
      shippingTax +
      untold +
      sold.giftWrap -
      sold.discount -
      sold.shippingDiscount;
    return {
      totalMinor,
      line: line({
        orderItemId: orderItemId(`${index}`),
        quantityOrdered: sold.quantity + cancelled,
        quantityCancelled: cancelled,
        unitPrice: of(sold.unit),
        proceeds,
      }),
    };
  });
  const totalMinor = made.reduce((sum, each) => sum + each.totalMinor, tip);
  return {
    totalMinor,
    order: order({
      lines: made.map((each) => each.line),
      deliveryTip: of(tip),
      grandTotal: of(totalMinor),
    }),
  };
}

function expectToHold(draft: OrderDraft, total: Money): void {
  const sum = (amounts: readonly Money[]): number => amounts.reduce((all, { amountMinor }) => all + amountMinor, 0);
  const { subtotal, shippingAmount, tax, discount, grandTotal, shippingTax, shippingDiscount, lines } = draft;
  const facts = {
    'the grand total is that of Amazon': isSameMoney(grandTotal, total),
    'the rows make the subtotal': subtotal.amountMinor === sum(lines.map(({ rowTotal }) => rowTotal)),
    'the taxes add up': tax.amountMinor === sum([...lines.map((each) => each.tax), shippingTax]),
    'the discounts add up': discount.amountMinor === sum([...lines.map((each) => each.discount), shippingDiscount]),
    'Commerce comes to the same when it invoices':
      sum([subtotal, shippingAmount, tax]) - discount.amountMinor === grandTotal.amountMinor,
    'nothing is negative': [subtotal, shippingAmount, tax, discount, grandTotal].every((each) => each.amountMinor >= 0),
  };
  const broken = Object.entries(facts).filter(([, holds]) => !holds);
  // One assertion for each of thousands of orders: jest's own are slow.
  if (broken.length > 0) expect(broken).toEqual([]);
}

describe('whatever was sold', () => {
  it('the Commerce order costs what Amazon says, to the minor unit', () => {
    fc.assert(
      fc.property(soldOrder, (sold) => {
        const { order: amazonOrder, totalMinor } = amazonOrderOf(sold);
        const draft = draftOrder(request({ order: amazonOrder, storeView: { baseCurrency: sold.currency } }));
        if ('code' in draft) {
          // Discounts above the price are the one thing here that cannot be sold.
          if (totalMinor >= 0 || draft.code !== 'totals-differ') expect(draft).toBe('an order');
          return;
        }
        expectToHold(draft, moneyOf(totalMinor, sold.currency));
      }),
      propertyRun(2_000),
    );
  });

  it('a total that is off by anything but the tax blocks the order', () => {
    fc.assert(
      fc.property(soldOrder, fc.integer({ min: 1, max: 99 }), (sold, off) => {
        const { order: amazonOrder, totalMinor } = amazonOrderOf({ ...sold, isTaxIncluded: false });
        const taxMinor = sold.lines.reduce(
          (sum, each) => sum + each.tax + (each.isTaxDetailed ? each.shippingTax : 0),
          0,
        );
        fc.pre(off !== taxMinor);
        const wrong = { ...amazonOrder, grandTotal: moneyOf(totalMinor - off, sold.currency) };
        const draft = draftOrder(request({ order: wrong, storeView: { baseCurrency: sold.currency } }));
        if (!('code' in draft) || draft.code !== 'totals-differ') expect(draft).toBe('a blocked order');
      }),
      propertyRun(500),
    );
  });
});

const anyMoney = fc
  .tuple(
    fc.integer({ min: 1 - 10 ** 12, max: 10 ** 12 - 1 }),
    fc.constantFrom<Currency>('USD', 'USD', 'USD', 'JPY', 'KWD'),
  )
  .map(([amountMinor, currency]) => moneyOf(amountMinor, currency));
const anyCount = fc.oneof(
  fc.integer({ min: -2, max: 5 }),
  fc.constantFrom(0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 10 ** 12),
);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'TX', 'Jane Doe', 'US', 'x'.repeat(400)));
const anyLine = fc
  .record(
    {
      orderItemId: fc.integer({ min: 1, max: 9 }).map((number) => orderItemId(`${number}`)),
      sku: fc.constantFrom(sku(), sku('constructor'), sku('__proto__')),
      title: anyText,
      quantityOrdered: anyCount,
      quantityShipped: anyCount,
      quantityCancelled: anyCount,
      unitPrice: anyMoney,
      proceeds: fc.array(
        fc.record(
          { kind: fc.constantFrom(...proceedsKinds), of: fc.constantFrom(...proceedsKinds), amount: anyMoney },
          { requiredKeys: ['kind', 'amount'] },
        ),
        { maxLength: 5 },
      ),
      proceedsTotal: anyMoney,
      giftMessage: anyText,
      programs: fc.array(anyText, { maxLength: 2 }),
    },
    {
      requiredKeys: [
        'orderItemId',
        'title',
        'quantityOrdered',
        'quantityShipped',
        'quantityCancelled',
        'proceeds',
        'programs',
      ],
    },
  )
  .map((each): AmazonOrderLine => each);
const anyOrder = fc
  .record({
    lines: fc.array(anyLine, { maxLength: 4 }),
    grandTotal: anyMoney,
    deliveryTip: anyMoney,
    fulfilledBy: fc.constantFrom('FBM', 'FBA'),
    serviceLevel: anyText,
    buyer: fc.record({ name: anyText, email: anyText }),
    deliveryAddress: fc
      .record({ name: anyText, lines: fc.array(anyText, { maxLength: 4 }), city: anyText, stateOrRegion: anyText })
      .map((given) => address(given)),
  })
  .map((given) => order(given));

describe('whatever nonsense Amazon answers', () => {
  it('there is an exact Commerce order or a blocker, never a crash', () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom(unitedStates, 'not-found' as const), (amazonOrder, country) => {
        const draft = draftOrder(request({ order: amazonOrder, country }));
        if ('code' in draft || amazonOrder.grandTotal === undefined) return;
        expectToHold(draft, amazonOrder.grandTotal);
      }),
      propertyRun(2_000),
    );
  });
});
