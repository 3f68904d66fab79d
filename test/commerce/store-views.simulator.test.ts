import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommercePort } from '../../src/commerce/port.js';
import { mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { clientOfShop } from './client-of-shop.js';
import { merchantDraft, skuOf } from './drafts.js';

let shop: ShopAtHand;
let client: CommercePort;
beforeEach(async () => {
  shop = await shopAtHand({
    stores: [
      { id: 1, code: 'default' },
      { id: 2, code: 'uk', baseCurrency: 'GBP', websiteId: 2, websiteCode: 'europe' },
      { id: 3, code: 'elsewhere' },
    ],
    products: [mug, { sku: 'TEAPOT', id: 77, websiteIds: [2], qty: 3 }],
  });
  client = clientOfShop(shop, { otherStoreViewCodes: ['uk', 'not_there'] });
});
afterEach(() => shop.close());

describe('a shop whose account has several store views', () => {
  it('has a client for each, with its own currency and website', async () => {
    expect(await client.inStoreView('uk').store.view()).toMatchObject({
      storeId: 2,
      websiteId: 2,
      websiteCode: 'europe',
      baseCurrency: 'GBP',
    });
    expect(await client.store.view()).toMatchObject({ storeId: 1, baseCurrency: 'USD' });
    expect(client.inStoreView('uk')).toBe(client.inStoreView('uk').inStoreView('uk'));
  });

  it('creates the order in the store view that was asked for, and finds it from every other', async () => {
    await client.inStoreView('uk').orders.create(merchantDraft);
    const [found] = await client.orders.findByAmazonId(merchantDraft.amazonOrderId);
    expect(found).toMatchObject({ storeId: 2 });
    const changed = await client.orders.changedSince({ updatedAt: '2020-01-01T00:00:00Z' }, 10);
    expect(changed.orders).toHaveLength(1);
  });

  it('looks past the store views of others', async () => {
    await client.inStoreView('elsewhere').orders.create(merchantDraft);
    expect(await client.orders.findByAmazonId(merchantDraft.amazonOrderId)).toEqual([]);
    expect((await client.orders.changedSince({ updatedAt: '2020-01-01T00:00:00Z' }, 10)).orders).toEqual([]);
  });

  it('finds a number in its own store view alone, as the unique key has it', async () => {
    const uk = client.inStoreView('uk');
    const made = await uk.orders.create(merchantDraft);
    if (made === 'exists' || 'refused' in made) throw new Error('not created');
    expect(await client.orders.findByNumber(made.number)).toBeUndefined();
    expect(await uk.orders.findByNumber(made.number)).toMatchObject({ storeId: 2 });
  });

  it('makes a customer in the website of the store view, in the group that was asked for', async () => {
    const uk = client.inStoreView('uk');
    const jane = { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' };
    expect(await uk.customers.create({ ...jane, groupId: 4 })).toMatchObject({ groupId: 4 });
    expect(await client.customers.findByEmail(jane.email)).toBeUndefined();
    expect(await uk.customers.findByEmail(jane.email)).toMatchObject({ groupId: 4 });
    const { body } = await shop.control('GET', '/mails');
    expect(body).toEqual([]);
  });

  it('says in which websites a product is sold', async () => {
    const found = await client.inStoreView('uk').catalogue.find([skuOf('TEAPOT'), skuOf('MUG-BLUE')]);
    expect([...found].map(([sku, { websiteIds }]) => [sku, websiteIds])).toEqual([
      ['MUG-BLUE', [1]],
      ['TEAPOT', [2]],
    ]);
  });
});
