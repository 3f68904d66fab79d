import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { booksOf } from '../support/books.js';
import { untilReached } from '../support/order-over-http.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { mug, plate } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({
    accounts: [{ id: 'acme-us', orders: { refunds: 'creditmemo', refundSweepSeconds: 2 } }],
  });
});
afterAll(() => product?.stop());

async function completeOrder(items: readonly Readonly<Record<string, unknown>>[] = [mug]): Promise<string> {
  const id = await product.amazon().buy({ items });
  await product.untilStatus(id, 'AwaitingShipment');
  const all = items.map((_, index) => ({ sku: [mug, plate][index]?.sku ?? mug.sku, quantity: 1 }));
  await product.deliver({ amazonOrderId: id, package: { ...parcelOf(id), items: all } });
  await product.untilStatus(id, 'Complete');
  return id;
}

const lateRuns = async (id: string): Promise<number> => {
  const query = `WorkflowId = 'amazon-order-late:AACMEUS:${id}'`;
  return (await product.client.workflow.count(query)).count;
};

describe('what comes after an order is complete', () => {
  tellAtOnce({
    'a corrected tracking number edits the same package at Amazon, is added in Commerce, and is on the page':
      async () => {
        const id = await completeOrder();
        const corrected = { amazonOrderId: id, package: parcelOf(id, { trackingNumber: `1ZNEW${id}` }) };
        expect(await product.deliver(corrected)).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
        await product.until(id, ({ timeline }) =>
          ['package-corrected', 'commerce-track-added'].every((each) => timeline.some(({ what }) => what === each)),
        );
        const shown = await product.until(id, ({ packages }) => packages[0]?.atAmazon === 'confirmed');
        expect(shown).toMatchObject({
          status: 'Complete',
          packages: [{ id: `${id}-1`, trackingNumber: `1ZNEW${id}` }],
        });
        const { amazon, commerce } = await booksOf(product, id);
        expect(amazon.packages.map(({ trackingNumber }) => trackingNumber)).toEqual([`1ZNEW${id}`]);
        expect(commerce.shipments).toHaveLength(1);
        expect(commerce.shipments[0]?.tracks.map(({ track_number }) => track_number)).toEqual([
          `1Z${id}`,
          `1ZNEW${id}`,
        ]);
        expect(await product.deliver(corrected)).toMatchObject({ status: 200, body: { outcome: 'already-known' } });
        const page = await (await fetch(`${product.url}/orders/${id}`, { headers: { accept: 'text/html' } })).text();
        expect(page).toContain(`1ZNEW${id}`);
        const list = await (await fetch(`${product.url}/api/orders?q=${id}`)).text();
        expect(JSON.parse(list).orders).toHaveLength(1);
      },

    'a further package is recorded, and its refusal by Amazon is said': async () => {
      const id = await completeOrder();
      const further = { amazonOrderId: id, package: parcelOf(id, { part: '2', trackingNumber: `1ZMORE${id}` }) };
      expect(await product.deliver(further)).toMatchObject({ status: 202 });
      const shown = await product.until(id, ({ timeline }) =>
        timeline.some(({ what }) => what === 'amazon-package-refused'),
      );
      expect(shown.packages).toMatchObject([{ id: `${id}-1` }, { id: `${id}-2`, atAmazon: 'refused' }]);
    },

    'a track added to its shipment in Commerce later, a tip and a cancellation are on its page, each once':
      async () => {
        const amazon = product.amazon();
        const id = await completeOrder();
        await amazon.tip(id, '4.00');
        await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'tip-changed'));
        await amazon.cancel(id, 'AMAZON', { force: true });
        const shown = await product.until(id, ({ timeline }) =>
          timeline.some(({ what }) => what === 'cancelled-at-amazon'),
        );
        expect(shown.status).toBe('Complete');
        expect(shown.timeline.filter(({ what }) => what === 'tip-changed')).toMatchObject([{ detail: '4.00 USD' }]);
        // The run that heard of the one stays open for a minute, so the other one needs none of its own.
        expect(await lateRuns(id)).toBe(1);
      },

    'nothing is started for what a sweep shows of it again': async () => {
      const amazon = product.amazon();
      const id = await completeOrder();
      await amazon.distort(id, { salesChannel: { channelName: 'AMAZON' } }); // a change that says nothing
      const other = await amazon.buy();
      await product.untilStatus(other, 'AwaitingShipment'); // the sweep has seen both by now
      expect(await lateRuns(id)).toBe(0);
    },

    'a replacement, free of charge, is told on the pages of both orders': async () => {
      const amazon = product.amazon();
      const id = await completeOrder();
      const replacement = await amazon.buy({
        items: [{ ...mug, unitPrice: '0.00', tax: '0.00' }],
        raw: { associatedOrders: [{ orderId: id, associationType: 'REPLACEMENT_ORIGINAL_ID' }] },
      });
      const shown = await product.untilStatus(replacement, 'AwaitingShipment');
      expect(shown.timeline).toContainEqual(expect.objectContaining({ what: 'replaces', detail: id }));
      await product.until(id, ({ timeline }) =>
        timeline.some(({ what, detail }) => what === 'replaced-by' && detail === replacement),
      );
    },

    'a refund of one of two lines becomes a credit memo over exactly that, once': async () => {
      const amazon = product.amazon();
      const id = await completeOrder([mug, plate]);
      await amazon.refund(id, {
        refundId: `R-${id}`,
        items: [{ sku: mug.sku, product: '24.99', tax: '2.06', feesReturned: '3.75', quantity: 1 }],
      });
      await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'refund-credited'));
      const { commerce } = await booksOf(product, id);
      expect(commerce.creditmemos).toMatchObject([{ grand_total: 27.05, items: [{ sku: mug.sku, qty: 1 }] }]);
      expect(commerce.order.state).toBe('complete');
    },

    'a refund of all of it closes the order in Commerce': async () => {
      const amazon = product.amazon();
      const id = await completeOrder();
      await amazon.refund(id, { items: [{ sku: mug.sku, product: '24.99', tax: '2.06', feesReturned: '3.75' }] });
      await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'refund-credited'));
      const { commerce } = await booksOf(product, id);
      expect(commerce.order.state).toBe('closed');
      expect(commerce.creditmemos).toMatchObject([{ grand_total: 27.05 }]);
    },

    'a goodwill refund of a part is exact to the cent': async () => {
      const amazon = product.amazon();
      const id = await completeOrder();
      await amazon.refund(id, { items: [{ sku: mug.sku, product: '5.01' }] });
      await product.until(id, ({ timeline }) => timeline.some(({ what }) => what === 'refund-credited'));
      const { commerce } = await booksOf(product, id);
      expect(commerce.creditmemos).toMatchObject([{ grand_total: 5.01 }]);
    },
  });
});

describe('without the setting', () => {
  let other: RunningProduct;
  beforeAll(async () => {
    other = await startProduct();
  });
  afterAll(() => other?.stop());
  tellAtOnce({
    'Amazon is not even asked for refunds': async () => {
      const id = await other.amazon().buy();
      await other.untilStatus(id, 'AwaitingShipment');
      await untilReached(async () => (await other.amazon().ledger('searchOrders')).length > 2 || undefined);
      expect(await other.amazon().ledger('listTransactions')).toEqual([]);
    },
  });
});
