import { afterEach, describe, expect, it } from '@jest/globals';
import type { CommercePort } from '../../src/commerce/port.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { clientOfShop, createdOrder } from './client-of-shop.js';
import { merchantDraft } from './drafts.js';

let shop: ShopAtHand;
afterEach(() => shop.close());

async function opened(options: Parameters<typeof shopAtHand>[0] = {}): Promise<CommercePort> {
  shop = await shopAtHand({ products: [mug], ...options });
  return clientOfShop(shop);
}

async function created(client: CommercePort, draft: OrderDraft = merchantDraft): Promise<number> {
  return (await createdOrder(client, draft)).entityId;
}

const shippingOf = async (entityId: number) =>
  (await shop.truth(entityId)).order.extension_attributes.shipping_assignments[0].shipping.address;

describe('the address of an order', () => {
  it('is corrected where it was told to be, and stays as it was elsewhere', async () => {
    const client = await opened();
    const entityId = await created(client);
    expect(await client.addresses.correct(entityId, 'shipping', { city: 'Dallas' })).toBe('saved');
    expect(await shippingOf(entityId)).toMatchObject({ city: 'Dallas', postcode: '78701', firstname: 'Jane' });
  });

  it('without a postcode or a telephone is corrected too, although Commerce names neither and wants both', async () => {
    const client = await opened();
    const bare = { ...merchantDraft.shipping, postcode: '', telephone: '' };
    const entityId = await created(client, { ...merchantDraft, shipping: bare, billing: bare });
    expect(await client.addresses.correct(entityId, 'shipping', { city: 'Dallas' })).toBe('saved');
    expect(await shippingOf(entityId)).toMatchObject({ city: 'Dallas' });
  });

  it('needs neither company nor fax where the shop wants both to be named', async () => {
    const client = await opened({ requiredOfAddresses: ['company', 'fax'] });
    const entityId = await created(client);
    expect(await client.addresses.correct(entityId, 'billing', { lastName: 'Roe' })).toBe('saved');
  });
});
