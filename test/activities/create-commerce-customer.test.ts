import { describe, expect, it } from '@jest/globals';
import type { AmazonOrder } from '../../src/domain/amazon-order.js';
import { amazonOrderId, order } from '../domain/orders.js';
import { faultOf, goneAccount, ref, shopAndSeller, throttled, unavailable } from './shop-and-seller.js';

const email = 'k3v1@marketplace.amazon.com';

describe('createCommerceCustomer', () => {
  it('makes a customer for an e-mail that the website does not know', async () => {
    const { activities, commerce } = shopAndSeller();
    expect(await activities.createCommerceCustomer({ order: ref })).toEqual({
      outcome: 'created',
      customerId: 70,
      groupId: 1,
    });
    expect([...commerce.known.keys()]).toEqual([email]);
  });

  it.each<readonly [string, AmazonOrder['taxRegistrations'], string | undefined]>([
    ['with the tax number of the buyer', [{ of: 'BUYER', kind: 'VAT', number: 'DE123456789' }], 'DE123456789'],
    ['never with that of the marketplace', [{ of: 'MARKETPLACE', number: 'IM4420001201' }], undefined],
    ['without a number that Commerce would cut', [{ of: 'BUYER', number: '9'.repeat(33) }], undefined],
  ])('makes one %s', async (_, taxRegistrations = [], taxNumber) => {
    const { activities, commerce } = shopAndSeller(order({ taxRegistrations }));
    expect(await activities.createCommerceCustomer({ order: ref })).toMatchObject({ outcome: 'created' });
    expect(commerce.taxNumbers.get(email)).toBe(taxNumber);
  });

  it('called twice it finds the customer that the first call made', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.loseAnswer('createCustomer');
    expect(await faultOf(activities.createCommerceCustomer({ order: ref }))).toMatchObject({ kind: 'unavailable' });
    expect(await activities.createCommerceCustomer({ order: ref })).toEqual({
      outcome: 'adopted',
      customerId: 70,
      groupId: 1,
    });
    expect(commerce.known.size).toBe(1);
  });

  it('adopts a customer that somebody else made between the look and the creation', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.known.set(email, { id: 5, groupId: 2 });
    const looks = [undefined, { id: 5, groupId: 2 }];
    commerce.customers.findByEmail = async () => looks.shift();
    expect(await activities.createCommerceCustomer({ order: ref })).toEqual({
      outcome: 'adopted',
      customerId: 5,
      groupId: 2,
    });
  });

  it('lets the order go as guest where the shop refuses silent customers', async () => {
    const { activities, commerce } = shopAndSeller();
    commerce.refusesCustomers = true;
    expect(await activities.createCommerceCustomer({ order: ref })).toEqual({
      outcome: 'guest',
      because: 'commerce-refused',
    });
  });

  it.each<readonly [string, Partial<AmazonOrder>]>([
    ['no e-mail', { buyer: { name: 'Jane Doe' } }],
    ['an empty buyer', { buyer: {} }],
  ])('lets the order go as guest when Amazon gives %s', async (_, changes) => {
    const { activities, commerce } = shopAndSeller(order(changes));
    expect(await activities.createCommerceCustomer({ order: ref })).toEqual({ outcome: 'guest', because: 'no-email' });
    expect(commerce.faults.calls).toEqual([]);
  });

  it.each(['findCustomer', 'createCustomer'])('gives trouble with %s to whoever retries', async (operation) => {
    const { activities, commerce } = shopAndSeller();
    commerce.faults.fail(operation, unavailable);
    expect(await faultOf(activities.createCommerceCustomer({ order: ref }))).toEqual(unavailable);
    expect((await activities.createCommerceCustomer({ order: ref })).outcome).toBe('created');
  });

  it('gives trouble at Amazon to whoever retries', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.faults.fail('fetchOrder', throttled);
    expect(await faultOf(activities.createCommerceCustomer({ order: ref }))).toEqual(throttled);
  });

  it('of an account that is not in the settings any more asks nobody', async () => {
    const { activities, amazon } = shopAndSeller();
    expect(await activities.createCommerceCustomer({ order: goneAccount })).toMatchObject({
      blocker: { code: 'account-removed' },
    });
    expect(amazon.faults.calls).toEqual([]);
  });
});

describe('readAmazonOrder', () => {
  it('always asks Amazon, never the memory, and answers nothing personal', async () => {
    const { activities, amazon } = shopAndSeller(order(), { recentOrders: { recall: () => order() } });
    const answer = await activities.readAmazonOrder(ref);
    expect(amazon.faults.calls).toEqual(['fetchOrder']);
    expect(answer).toMatchObject({ outcome: 'read', sighting: { status: 'Unshipped' } });
    expect(JSON.stringify(answer)).not.toMatch(/Jane|k3v1|Main St/);
  });

  it('an order of unknown shape, or one that Amazon does not know, blocks with the reason', async () => {
    const unreadable = shopAndSeller({ id: ref.amazonOrderId, unreadableAt: 'fulfillment' });
    expect(await unreadable.activities.readAmazonOrder(ref)).toEqual({
      outcome: 'blocked',
      blocker: { code: 'order-unreadable', subject: 'fulfillment' },
    });
    const unknown = { ...ref, amazonOrderId: amazonOrderId('902-1106328-1059051') };
    expect(await shopAndSeller().activities.readAmazonOrder(unknown)).toEqual({
      outcome: 'blocked',
      blocker: { code: 'amazon-refused', subject: 'it does not know this order' },
    });
    expect(await shopAndSeller().activities.readAmazonOrder(goneAccount)).toMatchObject({
      blocker: { code: 'account-removed' },
    });
  });

  it('gives trouble to whoever retries', async () => {
    const { activities, amazon } = shopAndSeller();
    amazon.faults.fail('fetchOrder', throttled);
    expect(await faultOf(activities.readAmazonOrder(ref))).toEqual(throttled);
    expect((await activities.readAmazonOrder(ref)).outcome).toBe('read');
  });
});
