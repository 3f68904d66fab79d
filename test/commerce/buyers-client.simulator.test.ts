import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommercePort } from '../../src/commerce/port.js';
import { parseCommerceOrderNumber } from '../../src/domain/ids.js';
import { mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { clientOfShop } from './client-of-shop.js';
import { merchantDraft } from './drafts.js';

let shop: ShopAtHand;
let client: CommercePort;
beforeEach(async () => {
  shop = await shopAtHand({ products: [mug] });
  client = clientOfShop(shop);
  await client.orders.create(merchantDraft);
});
afterEach(() => shop.close());

const { firstName, lastName } = merchantDraft.customer;

describe('buyers in Commerce', () => {
  it('are named by the number of their order, in one request', async () => {
    const number = parseCommerceOrderNumber(merchantDraft.number);
    const unknown = parseCommerceOrderNumber('999999999');
    if (number === undefined || unknown === undefined) throw new Error('the draft has a number');
    const names = await client.buyers.namesOf([number, unknown]);
    expect([...names]).toEqual([[merchantDraft.amazonOrderId, `${firstName} ${lastName}`]]);
  });

  it.each([
    ['the first name', firstName],
    ['a part of the last name, in small letters', lastName.slice(0, 2).toLowerCase()],
    ['both, turned around', `${lastName} ${firstName}`],
  ])('are found by %s', async (_name, text) => {
    expect(await client.buyers.ordersOf(text, 10)).toEqual({
      amazonOrderIds: [merchantDraft.amazonOrderId],
      isCut: false,
    });
  });

  it.each(['Nobody', '%', '_', `${firstName} Nobody`, '\\'])('are not found by %s', async (text) => {
    expect((await client.buyers.ordersOf(text, 10)).amazonOrderIds).toEqual([]);
  });
});
