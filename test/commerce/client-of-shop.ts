import { createCommerceClient } from '../../src/commerce/create-commerce-client.js';
import type { CommerceOrder, CommercePort } from '../../src/commerce/port.js';
import type { OrderDraft } from '../../src/domain/order-draft.js';
import { integration } from '../simulators/commerce/shop-at-hand.js';

type Options = Parameters<typeof createCommerceClient>[0];

/** The product's own client, with the integration that every shop of the tests knows. */
export const clientOfShop = (shop: { readonly url: string }, change: Partial<Options> = {}): CommercePort =>
  createCommerceClient({
    baseUrl: shop.url,
    storeViewCode: 'default',
    auth: { kind: 'oauth1', ...integration },
    nowMs: Date.now,
    ...change,
  });

export async function createdOrder(client: CommercePort, draft: OrderDraft): Promise<CommerceOrder> {
  const order = await client.orders.create(draft);
  if (order === 'exists' || 'refused' in order) throw new Error(`not created: ${JSON.stringify(order)}`);
  return order;
}
