import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { booksOf } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { addressInTexas, mug } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

const post = async (id: string, action: string, body: object) => {
  const response = await fetch(`${product.url}/api/orders/${id}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

describe('a correction', () => {
  tellAtOnce({
    'of a region that Commerce does not know lets the order go on at once': async () => {
      const id = await product.amazon().buy({ address: { ...addressInTexas, stateOrRegion: 'Lone Star' } });
      expect(await product.untilStatus(id, 'Blocked')).toMatchObject({ blockedBy: 'region-unknown' });
      expect(await post(id, 'correct-region', { countryCode: 'US', regionCode: 'texas' })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'regionCode' }] },
      });
      expect(await post(id, 'correct-region', { countryCode: 'US', regionCode: 'TX' })).toMatchObject({ status: 200 });
      const shown = await product.untilStatus(id, 'AwaitingShipment');
      expect(shown.timeline).toContainEqual(
        expect.objectContaining({ what: 'operator-corrected-region', detail: 'US-TX' }),
      );
      const { commerce } = await booksOf(product, id);
      expect(commerce.order.billing_address).toMatchObject({ region: 'Texas', country_id: 'US' });
      expect(await post(id, 'correct-region', { countryCode: 'US', regionCode: 'TX' })).toMatchObject({ status: 409 });
    },

    'of a street goes to Commerce, and neither the history nor the log has a word of it': async () => {
      const id = await product.amazon().buy();
      await product.untilStatus(id, 'AwaitingShipment');
      const address = { street: ['7 Elm Street', 'Rear Door Nine'], city: 'Galveston', postcode: '77550' };
      expect(await post(id, 'correct-address', address)).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
      await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'operator-corrected-address'));
      const { commerce } = await booksOf(product, id);
      const [assignment] = commerce.order.extension_attributes.shipping_assignments;
      expect(assignment?.shipping.address).toMatchObject({ ...address, firstname: 'Jane', region: 'Texas' });
      expect(commerce.order.billing_address).toMatchObject({ city: 'Austin' });
      const history = await product.client.workflow.getHandle(`amazon-order:AACMEUS:${id}`).fetchHistory();
      for (const text of [JSON.stringify(history), product.logText()]) {
        for (const word of ['Elm Street', 'Galveston', Buffer.from('Galveston').toString('base64')]) {
          expect(text.includes(word)).toBe(false);
        }
      }
    },

    'of a street before Commerce has the order is refused, and says so': async () => {
      const id = await product.amazon().buy({ items: [{ ...mug, sku: 'NOT-THERE' }] });
      await product.untilStatus(id, 'Blocked');
      expect(await post(id, 'correct-address', { city: 'Galveston' })).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('does not exist yet') },
      });
    },

    'of a street after the order is complete is taken too': async () => {
      const id = await product.amazon().buy();
      await product.untilStatus(id, 'AwaitingShipment');
      const parcel = parcelOf(id);
      await product.deliver({ amazonOrderId: id, package: parcel });
      await product.untilStatus(id, 'Complete');
      expect(await post(id, 'correct-address', { city: 'Galveston', which: 'both' })).toMatchObject({ status: 200 });
      await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'operator-corrected-address'));
      expect((await booksOf(product, id)).commerce.order.billing_address).toMatchObject({ city: 'Galveston' });
    },
  });
});
