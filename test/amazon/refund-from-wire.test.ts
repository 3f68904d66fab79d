import { describe, expect, it } from '@jest/globals';
import { refundFromWire } from '../../src/amazon/refund-from-wire.js';
import { money } from '../support/order-inputs.js';

const part = (breakdownType: string, amount: number, breakdowns: readonly object[] = []) => ({
  breakdownType,
  breakdownAmount: { currencyCode: 'USD', currencyAmount: amount },
  breakdowns,
});

/** As sellers report it: what the buyer gets stands under "Expenses", Amazon's returned fees under "Sales". */
const refund = (changes: object = {}) => ({
  relatedIdentifiers: [
    { relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: '902-1106328-1059050' },
    { relatedIdentifierName: 'REFUND_ID', relatedIdentifierValue: 'R-1' },
  ],
  transactionType: 'Refund',
  transactionId: 'T-1',
  description: 'Refund Order',
  postedDate: '2026-11-01T10:00:00Z',
  totalAmount: { currencyCode: 'USD', currencyAmount: -23.3 },
  breakdowns: [
    part('Sales', 3.75, [part('AmazonFees', 3.75, [part('Commission', 3.75)])]),
    part('Expenses', -27.05, [part('ProductCharges', -24.99), part('Tax', -2.06)]),
  ],
  items: [
    {
      totalAmount: { currencyCode: 'USD', currencyAmount: -23.3 },
      breakdowns: [part('ProductCharges', -24.99), part('Tax', -2.06), part('AmazonFees', 3.75)],
      contexts: [{ contextType: 'ProductContext', sku: 'MUG-BLUE', quantityShipped: 1 }],
    },
  ],
  ...changes,
});

describe('a transaction of Amazon', () => {
  it("that is a refund tells what the buyer got, without Amazon's own fees", () => {
    expect(refundFromWire(refund())).toEqual({
      amazonOrderId: '902-1106328-1059050',
      refund: {
        id: 'R-1',
        postedAt: '2026-11-01T10:00:00.000Z',
        total: money('27.05'),
        lines: [{ sku: 'MUG-BLUE', quantity: 1, amount: money('27.05') }],
      },
    });
  });

  it.each([
    ['by its type alone', { transactionType: 'Refund', description: null }],
    ['by its description, under the one type that the model names', { transactionType: 'Shipment' }],
    ['by its description alone', { transactionType: null }],
  ])('is known for a refund %s', (_name, changes) => {
    expect(refundFromWire(refund(changes))).toMatchObject({ refund: { id: 'R-1' } });
  });

  it('is exact although its numbers are floats', () => {
    const floats = refund({
      breakdowns: [part('ProductCharges', -0.1), part('Tax', -0.20000000000000004)],
      items: null,
    });
    expect(refundFromWire(floats)).toMatchObject({ refund: { total: money('0.30'), lines: [] } });
  });

  it('without a refund id is named after its booking, and a released one after the one that was deferred', () => {
    const order = { relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: '902-1106328-1059050' };
    const deferred = { relatedIdentifierName: 'DEFERRED_TRANSACTION_ID', relatedIdentifierValue: 'T-0' };
    expect(refundFromWire(refund({ relatedIdentifiers: [order] }))).toMatchObject({ refund: { id: 'T-1' } });
    expect(refundFromWire(refund({ relatedIdentifiers: [order, deferred] }))).toMatchObject({ refund: { id: 'T-0' } });
  });

  it.each([
    ['a shipment', { transactionType: 'Shipment', description: 'Order Payment' }],
    ['a fee', { transactionType: 'ServiceFee', description: 'FBAStorageBilling' }],
    ['a retrocharge', { transactionType: 'Retrocharge', description: 'RetroChargeRefund' }],
  ])('that is %s is no refund', (_name, changes) => {
    expect(refundFromWire(refund(changes))).toBe('no-refund');
  });

  it.each([
    ['without an order', { relatedIdentifiers: [] }],
    ['without an amount', { totalAmount: null }],
    ['of nothing to the buyer', { breakdowns: [part('AmazonFees', 3.75)], items: [] }],
    ['in two currencies', { totalAmount: { currencyCode: 'EUR', currencyAmount: -1 }, items: [] }],
    ['finer than its currency', { breakdowns: [part('ProductCharges', -1.005)], items: [] }],
  ])('that is a refund %s cannot be read, and is counted', (_name, changes) => {
    expect(refundFromWire(refund(changes))).toBe('unreadable');
  });

  it.each([null, 'text', 7, {}, []])('%j does no harm', (raw) => {
    expect(refundFromWire(raw)).toBe('no-refund');
  });
});
