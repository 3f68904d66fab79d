import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { booksOf, expectDoneOnce, expectSameTotal } from '../support/books.js';
import { untilReached } from '../support/order-over-http.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { mug, plate } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

const twoMugs = { ...mug, quantity: 2, tax: '4.12', shipping: '5.99', shippingTax: '0.49', discount: '5.00' };
const isoTime = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

describe('both life cycles', () => {
  tellAtOnce({
    'a Pending order is known, reserves nothing in Commerce, and is not on the Orders page until it is paid':
      async () => {
        const amazon = product.amazon();
        const id = await amazon.buy({ status: 'PENDING' });
        expect(await product.untilStatus(id, 'Pending')).toMatchObject({ total: null, commerceOrderNumber: null });
        expect(await product.commerce.ordersOf(id)).toEqual([]);
        // Where no order matches, the page offers to look for the number: only a row names it as a link of its own.
        const isListed = async () => (await ordersPage(`?q=${id}`)).includes(`href="/orders/${id}">${id}<`);
        expect(await isListed()).toBe(false);

        await amazon.moveTo(id, 'UNSHIPPED');
        await product.untilStatus(id, 'AwaitingShipment');
        await untilReached(async () => (await isListed()) || undefined);
      },

    'an FBM order goes from Pending to Complete, and the API tells it in the words of the design': async () => {
      const amazon = product.amazon();
      const shipBy = new Date(Date.now() + 2 * dayMs).toISOString();
      const id = await amazon.buy({ status: 'PENDING', items: [twoMugs], shipBy });
      await product.untilStatus(id, 'Pending');
      await amazon.moveTo(id, 'UNSHIPPED');
      await product.untilStatus(id, 'AwaitingShipment');
      const { commerce } = await booksOf(product, id);
      expect(commerce.order).toMatchObject({ state: 'processing', customer_is_guest: 1, increment_id: id });
      expect(commerce.invoices).toHaveLength(1);

      const parcel = parcelOf(id, { quantity: 2 });
      expect(await product.deliver({ amazonOrderId: id, package: parcel })).toMatchObject({ status: 202 });
      const shown = await product.untilStatus(id, 'Complete');
      const { amazon: truth } = await expectDoneOnce(product, id, [
        { trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 2 } },
      ]);
      expect(truth.packages).toMatchObject([{ carrier: 'UPS', madeBy: 'confirmShipment' }]);
      expect(shown).toMatchObject({
        account: 'acme-us',
        amazonOrderId: id,
        status: 'Complete',
        amazonStatus: 'Shipped',
        fulfilledBy: 'FBM',
        purchaseDate: isoTime,
        shipBy,
        total: { amount: '55.58', currency: 'USD' },
        commerceOrderNumber: id,
        blockedBy: null,
        note: null,
        workflowId: `amazon-order:AACMEUS:${id}`,
        items: [{ sku: 'MUG-BLUE', quantity: 2 }],
        packages: [{ id: `${id}-1`, trackingNumber: `1Z${id}`, inCommerce: 'shipped', atAmazon: 'confirmed' }],
      });
      const told = shown.timeline.map(({ what }) => what);
      expect(told.slice(0, 5)).toEqual([
        'started',
        'amazon-changed',
        'verified',
        'commerce-order-created',
        'package-received',
      ]);
      // Both sides go on side by side, so either may be first.
      expect(told.slice(5, 7).toSorted()).toEqual(['amazon-shipment-confirmed', 'commerce-shipment-created']);
      expect(told.slice(7)).toEqual(['completed']);
      for (const entry of shown.timeline) {
        expect(entry).toEqual({ at: isoTime, what: entry.what, detail: entry.detail, actor: expect.any(String) });
      }
    },

    'an FBA order is imported once Amazon has shipped it, complete from its first moment': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy({ fulfilledBy: 'AMAZON', status: 'UNSHIPPED', items: [plate] });
      const other = await amazon.buy();
      await product.untilStatus(other, 'AwaitingShipment'); // the sweep has seen both by now
      expect(await product.order(id)).toBeUndefined();

      await amazon.moveTo(id, 'SHIPPED');
      const shown = await product.untilStatus(id, 'Complete');
      expect(shown).toMatchObject({ fulfilledBy: 'FBA', commerceOrderNumber: id, packages: [] });
      const { commerce, amazon: truth } = await booksOf(product, id);
      expectSameTotal({ commerce, amazon: truth });
      expect(commerce.order).toMatchObject({ state: 'complete', status: 'complete' });
      expect(commerce.order.items).toMatchObject([{ sku: plate.sku, qty_ordered: 1 }]);
      expect(commerce.shipments).toEqual([]);
    },

    'two packages, one of them shipped in Commerce, bring both trackings to Amazon and complete the order':
      async () => {
        const amazon = product.amazon();
        const id = await amazon.buy({ items: [twoMugs, plate] });
        const { commerceOrderNumber } = await product.untilStatus(id, 'AwaitingShipment');
        const parcel = parcelOf(id, { quantity: 2 });
        await product.deliver({ commerceOrderNumber: commerceOrderNumber ?? '', package: parcel });
        await product.untilStatus(id, 'PartiallyShipped');
        const track = { carrierCode: 'fedex', title: 'FedEx Ground', number: `7489${id}` };
        await product.commerce.shipAsAdmin(id, { tracks: [track] });
        await product.untilStatus(id, 'Complete');
        await expectDoneOnce(product, id, [
          { trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 2 } },
          { trackingNumber: `7489${id}`, pieces: { 'PLATE-WHITE': 1 } },
        ]);
      },

    'an order whose SKU Commerce does not know says so, and goes on by itself when the product is there': async () => {
      const amazon = product.amazon();
      const sku = `VASE-${Date.now()}`;
      const id = await amazon.buy({ items: [{ ...mug, sku }] });
      const blocked = await product.untilStatus(id, 'Blocked');
      expect(blocked).toMatchObject({
        blockedBy: 'sku-unknown',
        note: `SKU ${sku} is not in the Commerce catalogue`,
        blocker: { code: 'sku-unknown', subject: sku },
      });
      await product.commerce.addProduct(sku);
      await product.untilStatus(id, 'AwaitingShipment');
      expect((await booksOf(product, id)).commerce.order.items).toMatchObject([{ sku }]);
    },

    'an order that the buyer cancels before it ships is refunded offline, and tells Amazon nothing': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy();
      await product.untilStatus(id, 'AwaitingShipment');
      await amazon.cancel(id);
      expect(await product.untilStatus(id, 'Cancelled')).toMatchObject({ amazonStatus: 'Canceled' });
      const { commerce, amazon: truth } = await booksOf(product, id);
      expect(commerce.order.state).toBe('closed');
      expect(commerce.creditmemos).toHaveLength(1);
      expect(truth.confirmations).toEqual([]);
    },

    'an order that is cancelled while it is Pending never reaches Commerce': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy({ status: 'PENDING' });
      await product.untilStatus(id, 'Pending');
      await amazon.cancel(id);
      await product.untilStatus(id, 'Cancelled');
      expect(await product.commerce.ordersOf(id)).toEqual([]);
    },
  });

  it('sent no buyer a mail', async () => {
    expect(await product.commerce.mails()).toEqual([]);
  });
});

const dayMs = 24 * 3_600_000;
const ordersPage = async (query: string): Promise<string> => (await fetch(`${product.url}/${query}`)).text();
