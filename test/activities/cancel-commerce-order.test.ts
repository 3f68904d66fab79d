import { describe, expect, it } from '@jest/globals';
import type { CancelOrderRequest } from '../../activities/contract.js';
import { line, order, paid } from '../domain/orders.js';
import { money } from '../support/order-inputs.js';
import {
  createdOrder,
  createRequest,
  faultOf,
  goneAccount,
  shopAndSeller,
  throttled,
  unavailable,
} from './shop-and-seller.js';

async function toCancel(shop: ReturnType<typeof shopAndSeller>, isPaid: boolean): Promise<CancelOrderRequest> {
  const request = createRequest({ invoice: isPaid ? 'creation' : 'shipment' });
  const { order, commerceOrder } = await createdOrder(shop, request);
  return { order, commerceOrder };
}

describe('cancelCommerceOrder', () => {
  it('cancels an order that is not paid yet', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, false);
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'canceled' });
    expect(shop.commerce.only.order.state).toBe('canceled');
  });

  it('closes a paid order by a refund, since Commerce does not cancel it', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, true);
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'closed' });
    expect(shop.commerce.only).toMatchObject({ isRefunded: true, order: { state: 'closed' } });
  });

  it.each([true, false])('called twice it does the same once (paid: %s)', async (isPaid) => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, isPaid);
    const first = await shop.activities.cancelCommerceOrder(request);
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual(first);
    expect(shop.commerce.faults.countOf('createRefund')).toBe(isPaid ? 1 : 0);
  });

  it('after a lost answer refunds no second time', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, true);
    shop.commerce.faults.loseAnswer('createRefund');
    expect(await faultOf(shop.activities.cancelCommerceOrder(request))).toMatchObject({ kind: 'unavailable' });
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'closed' });
    expect(shop.commerce.faults.countOf('createRefund')).toBe(1);
  });

  it('holds an order of which goods have left: one comment, once, and nothing else', async () => {
    const shop = shopAndSeller();
    const request = await createdOrder(shop);
    await shop.activities.shipCommerceOrder(request);
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'held-shipped' });
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'held-shipped' });
    expect(shop.commerce.only.comments).toEqual(['Cancelled at Amazon, after goods had left the house']);
    expect(shop.commerce.only.order.state).toBe('complete');
  });

  it('puts on hold what is left of an order of which a part has left', async () => {
    const shop = shopAndSeller(
      order({ lines: [line({ quantityOrdered: 2, proceeds: [paid('ITEM', '20.00')] })], grandTotal: money('20.00') }),
    );
    const request = await createdOrder(shop);
    await shop.activities.shipCommerceOrder(request);
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'held-shipped' });
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'held-shipped' });
    expect(shop.commerce.only.order.state).toBe('holded');
    expect(shop.commerce.only.comments).toHaveLength(1);
  });

  it('takes an order that is gone, or was ended by the merchant, for ended', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, false);
    shop.commerce.only.order = { ...shop.commerce.only.order, state: 'closed' };
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'closed' });
    shop.commerce.kept.length = 0;
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'canceled' });
  });

  it.each([true, false])('that is on hold is freed and ended all the same (paid: %s)', async (isPaid) => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, isPaid);
    shop.commerce.only.order = { ...shop.commerce.only.order, state: 'holded' };
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: isPaid ? 'closed' : 'canceled' });
  });

  it('over nothing, which Commerce neither cancels nor refunds once it is invoiced, is put on hold, twice as once', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, true);
    const free = { ...request, commerceOrder: { ...request.commerceOrder, total: money('0.00') } };
    expect(await shop.activities.cancelCommerceOrder(free)).toEqual({ outcome: 'held-unrefundable' });
    expect(await shop.activities.cancelCommerceOrder(free)).toEqual({ outcome: 'held-unrefundable' });
    expect(shop.commerce.only.order.state).toBe('holded');
    expect(shop.commerce.only.comments).toHaveLength(1);
    expect(shop.commerce.faults.countOf('createRefund')).toBe(0);
  });

  it('a refund that Commerce refuses blocks, in its own words', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, true);
    shop.commerce.refuses = { operation: 'createRefund', with: { refused: 'no refunds today' } };
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({
      outcome: 'blocked',
      blocker: { code: 'commerce-refused', subject: 'no refunds today' },
    });
  });

  it('an order that can be neither cancelled nor refunded blocks', async () => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, false);
    shop.commerce.only.order = { ...shop.commerce.only.order, state: 'payment_review' };
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({
      outcome: 'blocked',
      blocker: { code: 'commerce-refused', subject: 'the order can be neither cancelled nor refunded' },
    });
  });

  it.each([
    ['readOrder', throttled],
    ['findShipments', unavailable],
    ['cancelOrder', unavailable],
    ['readRefundStanding', unavailable],
    ['createRefund', unavailable],
  ] as const)('gives trouble with %s to whoever retries', async (operation, fault) => {
    const shop = shopAndSeller();
    const request = await toCancel(shop, true);
    shop.commerce.faults.fail(operation, fault);
    expect(await faultOf(shop.activities.cancelCommerceOrder(request))).toEqual(fault);
    expect(await shop.activities.cancelCommerceOrder(request)).toEqual({ outcome: 'closed' });
  });

  it('of an account that is not in the settings any more changes nothing', async () => {
    const shop = shopAndSeller();
    const request = { ...(await toCancel(shop, true)), order: goneAccount };
    expect(await shop.activities.cancelCommerceOrder(request)).toMatchObject({ blocker: { code: 'account-removed' } });
    expect(shop.commerce.only.order.state).toBe('processing');
  });
});
