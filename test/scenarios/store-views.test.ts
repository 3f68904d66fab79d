import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { booksOf, expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { mug, type Purchase, usMarketplace } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

const canada = 'A2EUQ1WTGCTBG2';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({
    accounts: [
      {
        id: 'acme-us',
        marketplaces: [usMarketplace, canada],
        commerce: { storeViews: { [canada]: 'canada' }, probeSeconds: 1 },
      },
    ],
    shop: {
      stores: [
        { id: 1, code: 'default' },
        { id: 2, code: 'canada', websiteId: 2, websiteCode: 'canada', baseCurrency: 'CAD' },
      ],
      products: [
        { sku: 'MUG-BLUE', name: 'Blue mug', qty: 1_000_000, websiteIds: [1, 2] },
        { sku: 'MUG-US', name: 'Mug for the States', qty: 1_000_000, websiteIds: [1] },
      ],
    },
  });
});
afterAll(() => product?.stop());

const canadian: Purchase = {
  marketplaceId: canada,
  currency: 'CAD',
  address: {
    name: 'Jane Doe',
    addressLine1: '1 Main St',
    city: 'Toronto',
    stateOrRegion: 'ON',
    postalCode: 'M5V 2T6',
    countryCode: 'CA',
    phone: '4165550100',
  },
};

async function complete(id: string): Promise<void> {
  await product.untilStatus(id, 'AwaitingShipment');
  const parcel = { id: `${id}-1`, trackingNumber: `1Z${id}`, items: [{ sku: mug.sku, quantity: 1 }] };
  expect(await product.deliver({ amazonOrderId: id, package: parcel })).toMatchObject({ status: 202 });
  await product.untilStatus(id, 'Complete');
  await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
}

const storeOf = async (id: string) => {
  const { store_id, order_currency_code } = (await booksOf(product, id)).commerce.order;
  return { store_id, order_currency_code };
};

describe('an account with a store view for each of two marketplaces', () => {
  tellAtOnce({
    'has the order of the one in the one, from its creation to its end': async () => {
      const id = await product.amazon().buy();
      await complete(id);
      expect(await storeOf(id)).toEqual({ store_id: 1, order_currency_code: 'USD' });
    },

    'has the order of the other in the other, in its currency, and corrects its address there': async () => {
      const id = await product.amazon().buy(canadian);
      await complete(id);
      expect(await storeOf(id)).toEqual({ store_id: 2, order_currency_code: 'CAD' });
      const response = await fetch(`${product.url}/api/orders/${id}/correct-address`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ city: 'Ottawa', which: 'billing' }),
      });
      expect(response.status).toBe(200);
      expect((await booksOf(product, id)).commerce.order.billing_address).toMatchObject({ city: 'Ottawa' });
    },

    'sells in the other what only its own website has, and goes on by itself once the product is assigned':
      async () => {
        const id = await product.amazon().buy({ ...canadian, items: [{ ...mug, sku: 'MUG-US' }] });
        expect(await product.untilStatus(id, 'Blocked')).toMatchObject({ blockedBy: 'product-not-in-website' });
        await product.commerce.changeProduct('MUG-US', { websiteIds: [2] });
        await product.untilStatus(id, 'AwaitingShipment');
        expect(await storeOf(id)).toMatchObject({ store_id: 2 });
      },
  });
});
