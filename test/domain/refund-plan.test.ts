import { describe, expect, it } from '@jest/globals';
import { type AmazonRefundLine, parseRefundId } from '../../src/domain/amazon-refund.js';
import { type PaidLine, type PaidOrder, planRefund } from '../../src/domain/refund-plan.js';
import { given, itemId, money, sku } from '../support/order-inputs.js';

const mugs: PaidLine = {
  lineId: 1,
  orderItemId: itemId('M'),
  quantityInvoiced: 2,
  quantityRefunded: 0,
  row: money('49.98'),
  tax: money('4.12'),
  discount: money('5.00'),
};
const plate: PaidLine = {
  lineId: 2,
  orderItemId: itemId('P'),
  quantityInvoiced: 1,
  quantityRefunded: 0,
  row: money('18.50'),
  tax: money('1.53'),
  discount: money('0.00'),
};
const paid = (changes: Partial<PaidOrder> = {}): PaidOrder => ({
  paid: money('69.13'),
  refunded: money('0.00'),
  shippingLeft: money('0.00'),
  lines: [mugs, plate],
  ...changes,
});
const lines = [
  { orderItemId: itemId('M'), sku: sku('MUG') },
  { orderItemId: itemId('P'), sku: sku('PLATE') },
];
const back = (name: string, amount: string): AmazonRefundLine => ({ sku: sku(name), amount: money(amount) });
const plan = (total: string, parts: readonly AmazonRefundLine[], order = paid(), currency = 'USD') =>
  planRefund(
    { id: given(parseRefundId('R')), postedAt: '2026-11-01T00:00:00Z', total: money(total, currency), lines: parts },
    order,
    lines,
  );
const part = (pieces: Readonly<Record<number, number>>, more = '0.00', less = '0.00') => ({
  plan: 'part',
  lines: Object.entries(pieces).map(([lineId, quantity]) => ({ lineId: Number(lineId), quantity })),
  adjustmentPositive: money(more),
  adjustmentNegative: money(less),
});

describe('a refund at Amazon becomes in Commerce', () => {
  it.each([
    ['of everything that was paid', plan('69.13', []), { plan: 'everything' }],
    ['of one piece of two', plan('24.55', [back('MUG', '24.55')]), part({ 1: 1 })],
    ['of all pieces of a line', plan('49.10', [back('MUG', '49.10')]), part({ 1: 2 })],
    ['of pieces of two lines', plan('44.58', [back('MUG', '24.55'), back('PLATE', '20.03')]), part({ 1: 1, 2: 1 })],
    ['of a piece and its shipping', plan('30.00', [back('MUG', '24.55')]), part({ 1: 1 }, '5.45')],
    [
      'of a part of a piece while shipping is left',
      plan('5.01', [back('MUG', '5.01')], paid({ shippingLeft: money('5.99') })),
      part({ 1: 0 }, '5.01'),
    ],
    [
      'of a part of a piece when no shipping is left',
      plan('5.01', [back('MUG', '5.01')]),
      part({ 1: 1 }, '0.00', '19.54'),
    ],
    ['of more than a piece when none fits', plan('30.00', [back('MUG', '30.00')]), part({ 1: 1 }, '5.45')],
    ['of a SKU that is on no line', plan('20.03', [back('VASE', '20.03')]), part({ 1: 1 }, '0.00', '4.52')],
  ])('%s: the same amount', (_name, planned, expected) => {
    expect(planned).toEqual(expected);
  });

  it.each([
    ['more than is left', plan('10.00', [], paid({ refunded: money('60.00') }))],
    ['another currency', plan('10.00', [], paid(), 'EUR')],
    [
      'no line with a piece left',
      plan('5.00', [], paid({ refunded: money('1.00'), lines: [{ ...plate, quantityRefunded: 1 }] })),
    ],
  ])('nothing, with the reason: %s', (_name, planned) => {
    expect(planned).toEqual({ plan: 'none', because: expect.any(String) });
  });

  it('does not guess at pieces that are no whole number of cents', () => {
    const thirds: PaidLine = { ...plate, quantityInvoiced: 3, row: money('10.00'), tax: money('0.00') };
    expect(plan('3.33', [back('PLATE', '3.33')], paid({ lines: [thirds] }))).toMatchObject({ plan: 'none' });
  });
});
