import { describe, expect, it } from '@jest/globals';
import type { CreditRefundRequest } from '../../activities/contract.js';
import type { RefundStanding } from '../../src/commerce/port.js';
import { parseRefundId } from '../../src/domain/amazon-refund.js';
import { money, orderItemId, sku } from '../domain/orders.js';
import { given } from '../support/order-inputs.js';
import { createdOrder, faultOf, goneAccount, parcel, shopAndSeller } from './shop-and-seller.js';

const standing = (changes: Partial<RefundStanding> = {}): RefundStanding => ({
  state: 'complete',
  paid: money('30.00'),
  refunded: money('0.00'),
  shippingLeft: money('0.00'),
  lines: [
    {
      lineId: 9001,
      orderItemId: orderItemId(),
      quantityInvoiced: 3,
      quantityRefunded: 0,
      row: money('30.00'),
      tax: money('0.00'),
      discount: money('0.00'),
    },
  ],
  memos: [],
  ...changes,
});

async function refunding(total: string, changes: Partial<RefundStanding> = {}) {
  const shop = shopAndSeller();
  const { order, commerceOrder } = await createdOrder(shop);
  shop.commerce.standings.set(commerceOrder.entityId, standing(changes));
  const request: CreditRefundRequest = {
    order,
    commerceOrder,
    refund: {
      id: given(parseRefundId('R-1')),
      postedAt: '2026-01-02T00:00:00Z',
      total: money(total),
      lines: [{ sku: sku(), amount: money(total) }],
    },
    lines: [{ orderItemId: orderItemId(), sku: sku() }],
  };
  return { shop, request, credit: () => shop.activities.creditAmazonRefund(request) };
}

describe('creditAmazonRefund', () => {
  it('makes a credit memo over the pieces that were paid back, marked with the refund', async () => {
    const { shop, credit } = await refunding('20.00');
    expect(await credit()).toEqual({ outcome: 'credited' });
    expect(shop.commerce.memos).toMatchObject([
      { lines: [{ lineId: 9001, quantity: 2 }], adjustmentPositive: money('0.00'), comment: 'Amazon refund R-1' },
    ]);
  });

  it('says that pieces stay on the shelf which Commerce has no shipment of, and nothing of those that it has', async () => {
    const { shop, credit } = await refunding('20.00');
    await credit();
    expect(shop.commerce.returned).toEqual([9001]);
    const { shop: other, request: shipped } = await refunding('20.00');
    await other.activities.shipCommerceOrder({ ...shipped, package: parcel(), mustInvoice: false });
    await other.activities.creditAmazonRefund(shipped);
    expect(other.commerce.returned).toEqual([]);
  });

  it('called twice it makes one', async () => {
    const { shop, credit } = await refunding('20.00');
    await credit();
    expect(await credit()).toEqual({ outcome: 'adopted' });
    expect(shop.commerce.memos).toHaveLength(1);
  });

  it('whose answer was lost is found again', async () => {
    const { shop, credit } = await refunding('20.00');
    shop.commerce.faults.loseAnswer('createCreditMemo');
    expect(await faultOf(credit())).toMatchObject({ kind: 'unavailable' });
    expect(await credit()).toEqual({ outcome: 'adopted' });
    expect(shop.commerce.memos).toHaveLength(1);
  });

  it.each([
    ['the order is closed', { state: 'closed' }],
    ['the order is cancelled', { state: 'canceled' }],
    ['somebody else made a memo over the same', { memos: [{ total: money('20.00'), comments: ['by hand'] }] }],
    ['less is left', { refunded: money('15.00') }],
  ])('makes none when %s, and says why', async (_name, changes) => {
    const { shop, credit } = await refunding('20.00', changes);
    expect(await credit()).toEqual({ outcome: 'held', because: expect.any(String) });
    expect(shop.commerce.memos).toEqual([]);
  });

  it('is blocked when Commerce refuses, and when the account is gone', async () => {
    const { shop, request, credit } = await refunding('20.00');
    shop.commerce.refuses = { operation: 'createCreditMemo', with: { refused: 'no' } };
    expect(await credit()).toMatchObject({ outcome: 'blocked', blocker: { code: 'commerce-refused' } });
    expect(await shop.activities.creditAmazonRefund({ ...request, order: goneAccount })).toMatchObject({
      blocker: { code: 'account-removed' },
    });
  });
});
