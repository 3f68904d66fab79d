import { afterEach, describe, expect, it } from '@jest/globals';
import { createCommerceClient } from '../../src/commerce/create-commerce-client.js';
import type { CommercePort } from '../../src/commerce/port.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { integration, mug, type ShopAtHand, shopAtHand } from '../simulators/commerce/shop-at-hand.js';
import { merchantDraft } from './drafts.js';

let shop: ShopAtHand;
afterEach(() => shop.close());

async function opened(options: Parameters<typeof shopAtHand>[0] = {}): Promise<CommercePort> {
  shop = await shopAtHand({ products: [mug], ...options });
  return createCommerceClient({
    baseUrl: shop.url,
    storeViewCode: 'default',
    auth: { kind: 'oauth1', ...integration },
    nowMs: Date.now,
  });
}

async function created(client: CommercePort, draft: OrderDraft = merchantDraft): Promise<number> {
  const order = await client.orders.create(draft);
  if (order === 'exists' || 'refused' in order) throw new Error(JSON.stringify(order));
  return order.entityId;
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
