import { describe, expect, it } from '@jest/globals';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import { draftOrder } from '../../src/domain/draft-order.js';
import { decimalOf, type Money } from '../../src/domain/money.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import {
  amazonOrderId,
  drafted,
  line,
  marketplaceId,
  money,
  order,
  orderItemId,
  paid,
  request,
  sku,
  without,
} from './orders.js';

const amounts = (draft: OrderDraft): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      subtotal: draft.subtotal,
      discount: draft.discount,
      shipping: draft.shippingAmount,
      shippingTax: draft.shippingTax,
      shippingDiscount: draft.shippingDiscount,
      tax: draft.tax,
      grandTotal: draft.grandTotal,
    }).map(([name, amount]: [string, Money]) => [name, decimalOf(amount)]),
  );

const none = { discount: '0.00', shipping: '0.00', shippingTax: '0.00', shippingDiscount: '0.00', tax: '0.00' };

describe('what the buyer pays', () => {
  const priced = (changes: Partial<AmazonOrder>, currency = 'USD'): OrderDraft =>
    drafted({ order: order(changes), storeView: { baseCurrency: currency } });

  it.each([
    ['a discount that Amazon gives as a negative amount', '-2.00', '8.00'],
    ['a discount that Amazon gives as a positive amount', '2.00', '8.00'],
  ])('%s is taken off', (_, amount, total) => {
    const draft = priced({
      grandTotal: money(total),
      lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DISCOUNT/ITEM', amount)] })],
    });
    expect(amounts(draft)).toEqual({ ...none, subtotal: '10.00', discount: '2.00', grandTotal: '8.00' });
    expect(draft.lines[0]?.discount).toEqual(money('2.00'));
  });

  it('a discount on delivery stays with delivery', () => {
    const draft = priced({
      grandTotal: money('10.00'),
      lines: [
        line({ proceeds: [paid('ITEM', '10.00'), paid('SHIPPING', '4.00'), paid('DISCOUNT/SHIPPING', '-4.00')] }),
      ],
    });
    expect(amounts(draft)).toEqual({
      ...none,
      subtotal: '10.00',
      shipping: '4.00',
      discount: '4.00',
      shippingDiscount: '4.00',
      grandTotal: '10.00',
    });
    expect(draft.lines[0]?.discount).toEqual(money('0.00'));
  });

  it('a tax of which Amazon does not say what it belongs to belongs to the goods', () => {
    const draft = priced({
      grandTotal: money('49.99'),
      lines: [line({ unitPrice: money('39.99'), proceeds: [paid('ITEM', '39.99'), paid('TAX', '10.00')] })],
    });
    expect(draft.lines[0]?.tax).toEqual(money('10.00'));
    expect(amounts(draft)).toEqual({ ...none, subtotal: '39.99', tax: '10.00', grandTotal: '49.99' });
  });

  it('fees that Commerce has no total for go into delivery, and the comment names each', () => {
    const draft = priced({
      grandTotal: money('20.25'),
      deliveryTip: money('2.00'),
      lines: [
        line({
          giftWrapLevel: 'PREMIUM',
          proceeds: [
            paid('ITEM', '10.00'),
            paid('GIFT_WRAP', '3.99'),
            paid('TAX/GIFT_WRAP', '0.26'),
            paid('COD_FEE', '3.00'),
            paid('OTHER', '1.00'),
          ],
        }),
      ],
    });
    expect(amounts(draft)).toEqual({
      ...none,
      subtotal: '10.00',
      shipping: '9.99',
      shippingTax: '0.26',
      tax: '0.26',
      grandTotal: '20.25',
    });
    expect(draft.comment).toEqual(
      expect.arrayContaining([
        'In shipping: delivery tip: 2.00 USD',
        'In shipping: gift wrap for MUG-BLUE: 3.99 USD',
        'In shipping: cash on delivery for MUG-BLUE: 3.00 USD',
        'In shipping: other fee for MUG-BLUE: 1.00 USD',
        'Gift wrap for MUG-BLUE: PREMIUM',
      ]),
    );
  });

  it('a tip that Amazon names in a line and for the whole order is counted once', () => {
    const draft = priced({
      grandTotal: money('12.00'),
      deliveryTip: money('2.00'),
      lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DELIVERY_TIP', '2.00')] })],
    });
    expect(amounts(draft)).toEqual({ ...none, subtotal: '10.00', shipping: '2.00', grandTotal: '12.00' });
  });

  it('a price that includes its tax is taken apart when only so it makes the total of Amazon', () => {
    const draft = drafted({
      order: order({
        marketplaceId: marketplaceId('A1PA6795UKMFR9'),
        grandTotal: money('124.95', 'EUR'),
        lines: [
          line({
            unitPrice: money('119.00', 'EUR'),
            proceeds: [
              paid('ITEM', '119.00', 'EUR'),
              paid('TAX/ITEM', '19.00', 'EUR'),
              paid('SHIPPING', '5.95', 'EUR'),
              paid('TAX/SHIPPING', '0.95', 'EUR'),
            ],
          }),
        ],
      }),
      storeView: { baseCurrency: 'EUR' },
    });
    expect(amounts(draft)).toEqual({
      ...none,
      subtotal: '100.00',
      shipping: '5.00',
      shippingTax: '0.95',
      tax: '19.95',
      grandTotal: '124.95',
    });
    expect(draft.lines[0]).toMatchObject({ unitPrice: money('100.00', 'EUR'), rowTotal: money('100.00', 'EUR') });
  });

  it.each([
    ['JPY', '5980', '13960', '19940'],
    ['KWD', '1.005', '2.010', '3.015'],
    ['EUR', '0.01', '0.02', '0.03'],
  ])('in %s is exact', (currency, one, other, total) => {
    const draft = priced(
      {
        grandTotal: money(total, currency),
        lines: [
          line({ unitPrice: money(one, currency), proceeds: [paid('ITEM', one, currency)] }),
          line({
            orderItemId: orderItemId('2'),
            quantityOrdered: 2,
            unitPrice: money(other, currency),
            proceeds: [paid('ITEM', other, currency)],
          }),
        ],
      },
      currency,
    );
    expect(decimalOf(draft.grandTotal)).toBe(total);
    expect(decimalOf(draft.subtotal)).toBe(total);
  });

  it('is the price of a piece times the pieces when Amazon gives nothing else', () => {
    const draft = priced({ grandTotal: money('30.00'), lines: [line({ quantityOrdered: 3, proceeds: [] })] });
    expect(draft.lines[0]?.rowTotal).toEqual(money('30.00'));
  });

  it.each([
    ['that fits the row is kept', '15.00', '30.00', 2, '15.00'],
    ['that does not fit the row is derived from it', '14.00', '30.00', 2, '15.00'],
    ['that can not be derived exactly is left as Amazon gives it', '3.33', '10.00', 3, '3.33'],
  ])('a price of a piece %s, and the row stays exact', (_, unit, row, quantityOrdered, expected) => {
    const draft = priced({
      grandTotal: money(row),
      lines: [line({ quantityOrdered, unitPrice: money(unit), proceeds: [paid('ITEM', row)] })],
    });
    expect(draft.lines[0]).toMatchObject({ rowTotal: money(row), unitPrice: money(expected) });
  });

  it('is known without a price of a piece', () => {
    const draft = priced({
      grandTotal: money('10.00'),
      lines: [without(line({ quantityOrdered: 3 }), 'unitPrice')],
    });
    expect(draft.lines[0]).toMatchObject({ rowTotal: money('10.00'), unitPrice: money('3.33') });
  });

  it('is proven by the totals of the lines when Amazon gives none for the order', () => {
    const { grandTotal: _, ...rest } = order({ lines: [line({ proceedsTotal: money('10.00') })] });
    expect(decimalOf(drafted({ order: rest }).grandTotal)).toBe('10.00');
  });

  it('is nothing for a replacement, whether Amazon says zero or says nothing', () => {
    const { grandTotal: _, ...silent } = order({
      replaces: amazonOrderId('114-9876543-1234567'),
      lines: [without(line({ proceeds: [] }), 'unitPrice')],
    });
    expect(drafted({ order: silent })).toMatchObject({
      grandTotal: money('0.00'),
      lines: [{ rowTotal: money('0.00') }],
    });
    const said = { ...silent, grandTotal: money('0.00') };
    expect(drafted({ order: said }).comment).toContain('Replaces Amazon order: 114-9876543-1234567');
  });

  it('is nothing when a discount covers all of it', () => {
    const draft = priced({
      grandTotal: money('0.00'),
      lines: [line({ proceeds: [paid('ITEM', '10.00'), paid('DISCOUNT/ITEM', '-10.00')] })],
    });
    expect(amounts(draft)).toEqual({ ...none, subtotal: '10.00', discount: '10.00', grandTotal: '0.00' });
  });
});
describe('cancelled pieces', () => {
  it('are left out, and so is a line of which all are cancelled', () => {
    const draft = drafted({
      order: order({
        grandTotal: money('20.00'),
        lines: [
          line({ quantityOrdered: 3, quantityCancelled: 1, proceeds: [paid('ITEM', '20.00')] }),
          line({ orderItemId: orderItemId('2'), sku: sku('GONE'), quantityCancelled: 1 }),
        ],
      }),
    });
    expect(draft.lines).toEqual([expect.objectContaining({ quantity: 2, rowTotal: money('20.00') })]);
  });

  it('block the order while Amazon still counts their price', () => {
    const still = order({
      grandTotal: money('30.00'),
      lines: [line({ quantityOrdered: 3, quantityCancelled: 1, proceeds: [paid('ITEM', '30.00')] })],
    });
    expect(draftOrder(request({ order: still }))).toEqual({
      code: 'totals-differ',
      subject: 'the price of MUG-BLUE covers cancelled pieces',
    });
  });
});
