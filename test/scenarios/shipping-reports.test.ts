import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { mug, newAmazonOrderId, type Purchase, plate } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

/** Bought, paid, and in Commerce. */
async function orderToShip(purchase: Purchase = {}): Promise<string> {
  const id = await product.amazon().buy(purchase);
  await product.untilStatus(id, 'AwaitingShipment');
  return id;
}

const parcelOf = (id: string, part: string, quantity = 1, sku: string = mug.sku) => ({
  id: `${id}-${part}`,
  trackingNumber: `1Z${id}-${part}`,
  items: [{ sku, quantity }],
});
const oneMug = (id: string, part = '1') => [{ trackingNumber: `1Z${id}-${part}`, pieces: { 'MUG-BLUE': 1 } }];

describe('a package that the shipping system reports', () => {
  tellAtOnce({
    'five times at once in one delivery makes one shipment': async () => {
      const id = await orderToShip();
      const delivery = { amazonOrderId: id, package: parcelOf(id, '1'), webhookId: `msg_${id}` };
      const answers = await Promise.all(Array.from({ length: 5 }, () => product.deliver(delivery)));
      for (const { status } of answers) expect([200, 202]).toContain(status);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, oneMug(id));
      expect(await product.deliver(delivery)).toMatchObject({ status: answers[0]?.status }); // still remembered
    },

    'in five deliveries at once makes one shipment': async () => {
      const id = await orderToShip();
      const delivery = { amazonOrderId: id, package: parcelOf(id, '1') };
      const answers = await Promise.all(Array.from({ length: 5 }, () => product.deliver(delivery)));
      for (const { status } of answers) expect([200, 202]).toContain(status);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, oneMug(id));
    },

    'again under another webhook id is known already, also when the order has ended': async () => {
      const id = await orderToShip({ items: [mug, plate] });
      const delivery = { amazonOrderId: id, package: parcelOf(id, '1') };
      expect(await product.deliver(delivery)).toMatchObject({ status: 202, body: { outcome: 'accepted' } });
      await product.untilStatus(id, 'PartiallyShipped');
      expect(await product.deliver(delivery)).toMatchObject({ status: 200, body: { outcome: 'already-known' } });
      const second = { amazonOrderId: id, package: parcelOf(id, '2', 1, plate.sku) };
      expect(await product.deliver(second)).toMatchObject({ status: 202 });
      await product.untilStatus(id, 'Complete');
      expect(await product.deliver(delivery)).toMatchObject({ status: 200, body: { outcome: 'already-known' } });
      await expectDoneOnce(product, id, [
        { trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } },
        { trackingNumber: `1Z${id}-2`, pieces: { 'PLATE-WHITE': 1 } },
      ]);
    },

    'before Amazon has verified the payment is kept, and shipped when it has': async () => {
      const amazon = product.amazon();
      const id = await amazon.buy({ status: 'PENDING' });
      await product.untilStatus(id, 'Pending');
      expect(await product.deliver({ amazonOrderId: id, package: parcelOf(id, '1') })).toMatchObject({ status: 202 });
      expect((await amazon.truth(id)).packages).toEqual([]);
      await amazon.moveTo(id, 'UNSHIPPED');
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, oneMug(id));
    },

    'of an order that nobody knows yet is answered 404, and accepted once it is known': async () => {
      const id = newAmazonOrderId();
      const delivery = { amazonOrderId: id, package: parcelOf(id, '1'), webhookId: `msg_${id}` };
      expect(await product.deliver(delivery)).toMatchObject({ status: 404 });
      await orderToShip({ amazonOrderId: id });
      expect(await product.deliver(delivery)).toMatchObject({ status: 202 });
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, oneMug(id));
    },

    'with a signature that is not the account’s is answered 401, and nothing happens': async () => {
      const id = await orderToShip();
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      const forged = { amazonOrderId: id, package: parcelOf(id, '1'), secret };
      expect(await product.deliver(forged)).toMatchObject({ status: 401 });
      expect(await product.order(id)).toMatchObject({ status: 'AwaitingShipment', packages: [] });
    },

    'piece by piece completes the order with the last one, and no piece more is taken': async () => {
      const id = await orderToShip({ items: [{ ...mug, quantity: 3, tax: '6.18' }, plate] });
      const report = (part: string, quantity: number, sku: string = mug.sku) =>
        product.deliver({ amazonOrderId: id, package: parcelOf(id, part, quantity, sku) });
      expect(await report('1', 1)).toMatchObject({ status: 202 });
      const shown = await product.untilStatus(id, 'PartiallyShipped');
      expect(shown).toMatchObject({ amazonStatus: 'PartiallyShipped' });
      expect(await report('2', 3)).toMatchObject({ status: 422 });
      expect(await report('3', 2)).toMatchObject({ status: 202 });
      expect(await report('4', 1)).toMatchObject({ status: 422 });
      expect(await report('5', 1, plate.sku)).toMatchObject({ status: 202 });
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [
        { trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } },
        { trackingNumber: `1Z${id}-3`, pieces: { 'MUG-BLUE': 2 } },
        { trackingNumber: `1Z${id}-5`, pieces: { 'PLATE-WHITE': 1 } },
      ]);
    },

    'while another leaves at the same moment is not mixed up with it': async () => {
      const id = await orderToShip({ items: [mug, plate] });
      const reports = [parcelOf(id, '1'), parcelOf(id, '2', 1, plate.sku)];
      await Promise.all(reports.map((parcel) => product.deliver({ amazonOrderId: id, package: parcel })));
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [
        { trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } },
        { trackingNumber: `1Z${id}-2`, pieces: { 'PLATE-WHITE': 1 } },
      ]);
    },
  });
});

describe('a shipment that is made in Commerce’s Admin', () => {
  const fedex = (number: string) => ({ carrierCode: 'fedex', title: 'FedEx Ground', number });

  tellAtOnce({
    'with one track becomes one package at Amazon': async () => {
      const id = await orderToShip();
      await product.commerce.shipAsAdmin(id, { tracks: [fedex(`1Z${id}-1`)] });
      await product.untilStatus(id, 'Complete');
      const { amazon } = await expectDoneOnce(product, id, oneMug(id));
      expect(amazon.packages).toMatchObject([{ carrier: 'FedEx' }]);
    },

    'with several tracks becomes one package at Amazon, under the first': async () => {
      const id = await orderToShip({ items: [{ ...mug, quantity: 2, tax: '4.12' }] });
      await product.commerce.shipAsAdmin(id, { tracks: [fedex(`7489${id}-1`), fedex(`7489${id}-2`)] });
      await product.untilStatus(id, 'Complete');
      const { packages } = await product.amazon().truth(id);
      expect(packages).toMatchObject([{ trackingNumber: `7489${id}-1`, items: [{ quantity: 2 }] }]);
    },

    'and reported by the shipping system too, before Waybill has looked, is one shipment and one package': async () => {
      const id = await orderToShip();
      await product.commerce.shipAsAdmin(id, { tracks: [fedex(`1Z${id}-1`)] });
      const answer = await product.deliver({ amazonOrderId: id, package: parcelOf(id, '1') });
      expect([200, 202]).toContain(answer.status);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, oneMug(id));
    },

    'and reported by the shipping system too, after Waybill has seen it, is known already': async () => {
      const id = await orderToShip({ items: [mug, plate] });
      const [line] = (await product.commerce.onlyOrderOf(id)).order.items;
      const items = [{ orderItemId: line?.item_id ?? 0, qty: 1 }];
      await product.commerce.shipAsAdmin(id, { items, tracks: [fedex(`1Z${id}-1`)] });
      await product.untilStatus(id, 'PartiallyShipped');
      const known = { status: 200, body: { outcome: 'already-known' } };
      expect(await product.deliver({ amazonOrderId: id, package: parcelOf(id, '1') })).toMatchObject(known);
      await product.deliver({ amazonOrderId: id, package: parcelOf(id, '2', 1, plate.sku) });
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [
        { trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } },
        { trackingNumber: `1Z${id}-2`, pieces: { 'PLATE-WHITE': 1 } },
      ]);
    },

    'without a track waits for one, and goes to Amazon with the track that comes late': async () => {
      const id = await orderToShip();
      const { shipmentId } = await product.commerce.shipAsAdmin(id, {});
      await product.commerce.addTrackAsAdmin(shipmentId, fedex(`1Z${id}-1`));
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, oneMug(id));
    },
  });

  it('sent no buyer a mail', async () => {
    expect(await product.commerce.mails()).toEqual([]);
  });
});
