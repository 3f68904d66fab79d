import { describe, expect, it } from '@jest/globals';
import type { AmazonCancellations } from '../../src/amazon/port.js';
import { order } from '../domain/orders.js';
import { faultOf, goneAccount, ref, shopAndSeller, unavailable } from './shop-and-seller.js';

const request = { order: ref, reason: 'NoInventory' } as const;
type Answer = Awaited<ReturnType<AmazonCancellations['cancelOrder']>>;

describe('cancelAmazonOrder', () => {
  it('by feed sends nothing: the account does', async () => {
    const shop = shopAndSeller();
    expect(await shop.activities.cancelAmazonOrder(request)).toEqual({ outcome: 'by-feed' });
    expect(shop.amazon.cancelled).toEqual([]);
  });

  it.each<[Answer, object]>([
    ['accepted', { outcome: 'accepted' }],
    ['not-offered', { outcome: 'by-feed' }],
    [
      { refused: 'InvalidInput', text: 'cannot be cancelled' },
      { outcome: 'refused', text: 'cannot be cancelled' },
    ],
  ])('by the call that Amazon answers with %j', async (answer, outcome) => {
    const shop = shopAndSeller(order(), { cancelBy: 'put' });
    shop.amazon.cancelAnswer = answer;
    expect(await shop.activities.cancelAmazonOrder(request)).toEqual(outcome);
  });

  it('gives trouble to whoever retries, and called twice asks for the same', async () => {
    const shop = shopAndSeller(order(), { cancelBy: 'put' });
    shop.amazon.faults.fail('cancelOrder', unavailable);
    expect(await faultOf(shop.activities.cancelAmazonOrder(request))).toEqual(unavailable);
    await shop.activities.cancelAmazonOrder(request);
    await shop.activities.cancelAmazonOrder(request);
    expect(new Set(shop.amazon.cancelled.map(({ id, reason }) => `${id} ${reason}`)).size).toBe(1);
  });

  it('of an account that is not in the settings any more asks nothing', async () => {
    const shop = shopAndSeller(order(), { cancelBy: 'put' });
    const answer = await shop.activities.cancelAmazonOrder({ ...request, order: goneAccount });
    expect(answer).toMatchObject({ blocker: { code: 'account-removed' } });
  });
});
