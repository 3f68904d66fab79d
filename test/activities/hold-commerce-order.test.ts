import { describe, expect, it } from '@jest/globals';
import type { CancelOrderRequest } from '../../activities/contract.js';
import { createdOrder, faultOf, goneAccount, shopAndSeller, unavailable } from './shop-and-seller.js';

const note = 'On hold: this order may be cancelled at Amazon. Please do not ship it';
const over = 'No longer on hold: this order is not cancelled for now';

async function toHold(shop: ReturnType<typeof shopAndSeller>): Promise<CancelOrderRequest> {
  const { order, commerceOrder } = await createdOrder(shop);
  return { order, commerceOrder };
}

describe('holdCommerceOrder', () => {
  it('puts the order on hold and says why, called twice as well as once', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'held' });
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'held' });
    expect(shop.commerce.only).toMatchObject({ order: { state: 'holded' }, comments: [note] });
    expect(shop.commerce.faults.countOf('holdOrder')).toBe(1);
  });

  it('after a lost answer finds its own hold', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    shop.commerce.faults.loseAnswer('holdOrder');
    expect(await faultOf(shop.activities.holdCommerceOrder(request))).toMatchObject({ kind: 'unavailable' });
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'held' });
    expect(shop.commerce.only.comments).toEqual([note]);
  });

  it('leaves a hold of the merchant to the merchant', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    shop.commerce.only.order = { ...shop.commerce.only.order, state: 'holded' };
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'not-held', commerceState: 'holded' });
    expect(shop.commerce.only.comments).toEqual([]);
  });

  it.each(['complete', 'closed', 'canceled'])('does not touch an order that is %s', async (state) => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    shop.commerce.only.order = { ...shop.commerce.only.order, state };
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'not-held', commerceState: state });
    expect(shop.commerce.only.comments).toEqual([]);
  });

  it('says so when Commerce holds no such order, or does not hold it', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    shop.commerce.only.order = { ...shop.commerce.only.order, state: 'payment_review' };
    expect(await shop.activities.holdCommerceOrder(request)).toMatchObject({ commerceState: 'payment_review' });
    shop.commerce.kept.length = 0;
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'not-held', commerceState: 'gone' });
  });

  it('of an account that is not in the settings any more changes nothing', async () => {
    const shop = shopAndSeller();
    const request = { ...(await toHold(shop)), order: goneAccount };
    expect(await shop.activities.holdCommerceOrder(request)).toMatchObject({ blocker: { code: 'account-removed' } });
    expect(await shop.activities.liftCommerceHold(request)).toMatchObject({ blocker: { code: 'account-removed' } });
    expect(shop.commerce.only.order.state).toBe('processing');
  });
});

describe('liftCommerceHold', () => {
  it('frees the order, called twice as well as once, and after trouble', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    await shop.activities.holdCommerceOrder(request);
    shop.commerce.faults.fail('unholdOrder', unavailable);
    expect(await faultOf(shop.activities.liftCommerceHold(request))).toEqual(unavailable);
    expect(await shop.activities.liftCommerceHold(request)).toEqual({ outcome: 'lifted' });
    expect(await shop.activities.liftCommerceHold(request)).toEqual({ outcome: 'lifted' });
    expect(shop.commerce.only.order.state).toBe('processing');
    expect(shop.commerce.only.comments).toEqual([note, over]);
  });

  it('is followed by a hold of the merchant, which stays the merchant’s; and by one of ours, which is said anew', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    await shop.activities.holdCommerceOrder(request);
    await shop.activities.liftCommerceHold(request);
    const free = shop.commerce.only.order;
    shop.commerce.only.order = { ...free, state: 'holded' };
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'not-held', commerceState: 'holded' });
    shop.commerce.only.order = free;
    expect(await shop.activities.holdCommerceOrder(request)).toEqual({ outcome: 'held' });
    expect(shop.commerce.only.comments).toEqual([note, over, note]);
  });

  it('takes an order that was cancelled or is gone for free', async () => {
    const shop = shopAndSeller();
    const request = await toHold(shop);
    shop.commerce.only.order = { ...shop.commerce.only.order, state: 'canceled' };
    expect(await shop.activities.liftCommerceHold(request)).toEqual({ outcome: 'lifted' });
    shop.commerce.kept.length = 0;
    expect(await shop.activities.liftCommerceHold(request)).toEqual({ outcome: 'lifted' });
  });
});
