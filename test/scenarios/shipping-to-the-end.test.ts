import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { sellerIdOf } from '../support/sample-accounts.js';
import { mug, type Purchase, plate } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

const calm = { id: 'acme-us' };
/** A 429 empties the seller's bucket for all of its orders: the storm has a seller of its own. */
const stormy = { id: 'acme-stormy' };

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [calm, stormy] });
});
afterAll(() => product?.stop());

async function orderToShip(purchase: Purchase = {}, account = calm): Promise<string> {
  const id = await product.amazon(account).buy(purchase);
  await product.untilStatus(id, 'AwaitingShipment');
  return id;
}

const parcelOf = (id: string, part: string, trackingNumber = `1Z${id}-${part}`, sku: string = mug.sku) => ({
  id: `${id}-${part}`,
  trackingNumber,
  items: [{ sku, quantity: 1 }],
});
const report = (id: string, parcel: ReturnType<typeof parcelOf>, account = calm) =>
  product.deliver({ account: account.id, amazonOrderId: id, package: parcel });
const whatOf = ({ timeline }: { readonly timeline: readonly { readonly what: string }[] }) =>
  timeline.map(({ what }) => what);

async function confirmAgain(id: string, packageId: string) {
  const response = await fetch(`${product.url}/api/orders/${id}/confirm-again`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ package: packageId }),
  });
  return { status: response.status, body: await response.json() };
}

describe('a package', () => {
  tellAtOnce({
    'whose tracking number is corrected shows the new one at Amazon and in Commerce, and stays one package':
      async () => {
        const id = await orderToShip({ items: [mug, plate] });
        await report(id, parcelOf(id, '1', `1ZWRONG${id}`));
        await product.until(id, ({ packages }) => packages.some(({ atAmazon }) => atAmazon === 'confirmed'));
        expect(await report(id, parcelOf(id, '1'))).toMatchObject({ status: 202 });
        await report(id, parcelOf(id, '2', undefined, plate.sku));
        await product.untilStatus(id, 'Complete');
        const { packages } = await product.amazon().truth(id);
        expect(packages.map(({ trackingNumber }) => trackingNumber).sort()).toEqual([`1Z${id}-1`, `1Z${id}-2`]);
        const { shipments } = await product.commerce.onlyOrderOf(id);
        const numbers = shipments.map(({ tracks }) => tracks.map(({ track_number }) => track_number));
        // Commerce's API takes no track away: the wrong one stays beside the right one.
        expect(numbers).toEqual(expect.arrayContaining([[`1ZWRONG${id}`, `1Z${id}-1`], [`1Z${id}-2`]]));
        expect(shipments).toHaveLength(2);
      },

    'in several parcels goes by its first number, and the shop knows the others': async () => {
      const id = await orderToShip();
      const parcel = { ...parcelOf(id, '1'), furtherTrackingNumbers: [`1Z${id}-B`, `1Z${id}-C`] };
      expect(await report(id, parcel)).toMatchObject({ status: 202 });
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } }]);
      const { shipments } = await product.commerce.onlyOrderOf(id);
      expect(JSON.stringify(shipments)).toContain(`further tracking numbers: 1Z${id}-B, 1Z${id}-C`);
      expect(await report(id, parcel)).toMatchObject({ status: 200 });
    },

    'of a carrier that nobody knows is refused, and the field is named': async () => {
      const id = await orderToShip();
      const answer = await product.deliver({
        amazonOrderId: id,
        package: { ...parcelOf(id, '1'), carrier: 'Bob and Sons' },
      });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'package.carrier' }] } });
      expect(await product.order(id)).toMatchObject({ packages: [] });
    },

    'of an order that Amazon has cancelled is refused, and nothing is sent': async () => {
      const id = await orderToShip();
      await product.amazon().cancel(id);
      await product.untilStatus(id, 'Cancelled');
      expect(await report(id, parcelOf(id, '1'))).toMatchObject({ status: 409 });
      expect(await product.amazon().truth(id)).toMatchObject({ packages: [], confirmations: [] });
      expect((await product.commerce.onlyOrderOf(id)).shipments).toEqual([]);
    },

    'that Amazon takes with a 204 and drops is sent again when the operator asks, and then shown': async () => {
      const amazon = product.amazon();
      const id = await orderToShip();
      await amazon.fault({ operation: 'confirmShipment', subject: id, kind: 'dropped-204', times: 1 });
      expect(await confirmAgain(id, `${id}-1`)).toMatchObject({ status: 409 }); // early: there is no such package yet
      await report(id, parcelOf(id, '1'));
      await product.until(id, ({ packages }) => packages.some(({ atAmazon }) => atAmazon === 'sent'));
      expect((await amazon.truth(id)).packages).toEqual([]);
      expect(await confirmAgain(id, `${id}-1`)).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } }]);
      expect(await confirmAgain(id, `${id}-1`)).toMatchObject({ status: 409 }); // twice: the order has ended
    },

    'whose goods are shipped in Seller Central first is refused as fulfilled, told so, and shipped once in Commerce':
      async () => {
        const amazon = product.amazon();
        const id = await orderToShip();
        // Long enough that Amazon has the other package before ours arrives.
        const fault = { operation: 'confirmShipment', subject: id, kind: 'service-unavailable', times: 2 } as const;
        await amazon.fault(fault);
        await report(id, parcelOf(id, '1'));
        await amazon.ship(id, [{ carrier: 'UPS', trackingNumber: `1ZOTHER${id}` }]);
        const shown = await product.untilStatus(id, 'Complete');
        expect(whatOf(shown)).toContain('amazon-shipped-otherwise');
        expect(shown.note).toMatch(/shipped in another package/);
        const { packages } = await amazon.truth(id);
        expect(packages).toMatchObject([{ trackingNumber: `1ZOTHER${id}` }]);
        expect((await product.commerce.onlyOrderOf(id)).shipments).toHaveLength(1);
      },

    'of a Ship+ order is not sent but explained, and proven by the label that was bought at Amazon': async () => {
      const amazon = product.amazon();
      const id = await orderToShip({ programs: ['FBM_SHIP_PLUS'] });
      await report(id, parcelOf(id, '1'));
      const blocked = await product.until(id, ({ blockedBy }) => blockedBy !== null);
      expect(blocked).toMatchObject({ blockedBy: 'amazon-ship-plus', note: expect.stringMatching(/Ship\+/) });
      expect((await amazon.truth(id)).confirmations).toEqual([]);
      await amazon.ship(id, [{ carrier: 'UPS', trackingNumber: `1Z${id}-1` }]);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } }]);
    },

    'of regulated goods that Amazon has not let go is explained': async () => {
      const id = await orderToShip({ regulated: 'Pending' });
      await report(id, parcelOf(id, '1'));
      const blocked = await product.until(id, ({ blockedBy }) => blockedBy !== null);
      expect(blocked).toMatchObject({
        blockedBy: 'amazon-regulated',
        note: expect.stringMatching(/regulated.*Pending/),
      });
    },
  });
});

describe('a storm of refused quotas', () => {
  tellAtOnce({
    'delays confirmations, and each is told once all the same': async () => {
      const amazon = product.amazon(stormy);
      const ids = await Promise.all(Array.from({ length: 8 }, () => orderToShip({}, stormy)));
      const storm = {
        operation: 'confirmShipment',
        subject: sellerIdOf(stormy),
        kind: 'throttled',
        times: 20,
      } as const;
      const played = await amazon.fault(storm);
      await Promise.all(ids.map((id) => report(id, parcelOf(id, '1'), stormy)));
      for (const id of ids) {
        await product.untilStatus(id, 'Complete');
        await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } }]);
        expect((await amazon.truth(id)).confirmations).toMatchObject([{ receivedCount: 1 }]);
      }
      expect(await amazon.hitsOf(played)).toBe(20);
    },
  });
});
