import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { mug, newAmazonOrderId } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

/** The probe looks every second, and an order's own timer has grown to more than that when its cause goes. */
const watched = { id: 'acme-us', commerce: { probeSeconds: 1 } };

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [watched] });
});
afterAll(() => product?.stop());

const buy = (id: string, sku: string) => product.amazon(watched).buy({ amazonOrderId: id, items: [{ ...mug, sku }] });

/** Several tries in, so that the next one by its own timer is minutes away. */
const patientTries = 4;
const untilPatient = (id: string) => product.until(id, ({ blocker }) => (blocker?.tries ?? 0) >= patientTries);

describe('an order whose SKU is not in the catalogue', () => {
  tellAtOnce({
    'says so, and is imported by itself when the product is there': async () => {
      const id = newAmazonOrderId();
      await buy(id, 'BOWL-NEW');
      const blocked = await untilPatient(id);
      expect(blocked).toMatchObject({
        status: 'Blocked',
        blockedBy: 'sku-unknown',
        blocker: {
          sentence: 'SKU BOWL-NEW is not in the Commerce catalogue',
          remedy: expect.stringContaining('Create the product in Commerce'),
          since: expect.any(String),
          nextTryAt: expect.any(String),
        },
      });
      await product.commerce.addProduct('BOWL-NEW');
      const addedAtMs = Date.now();
      const done = await product.untilStatus(id, 'AwaitingShipment');
      const unblockedAt = done.timeline.find(({ what }) => what === 'unblocked')?.at ?? '';
      // By its own timer alone it would have been tried no sooner than at the time that it named.
      expect(Date.parse(unblockedAt)).toBeLessThan(Date.parse(blocked.blocker?.nextTryAt ?? ''));
      expect(Date.parse(unblockedAt)).toBeGreaterThan(addedAtMs - 1_000);
    },

    'is imported at once when an operator maps the SKU': async () => {
      const id = newAmazonOrderId();
      await buy(id, 'BOWL-OLD');
      await untilPatient(id);
      const answer = await act(id, 'map-sku', { from: 'BOWL-OLD', to: 'MUG-BLUE', actor: 'operations' });
      expect(answer).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
      await product.untilStatus(id, 'AwaitingShipment');
      const { order } = await product.commerce.onlyOrderOf(id);
      expect(order.items.map(({ sku }) => sku)).toEqual(['MUG-BLUE']);
    },

    'is not imported when an operator skips it, and keeps the reason': async () => {
      const id = newAmazonOrderId();
      await buy(id, 'BOWL-NEVER');
      await untilPatient(id);
      expect(await act(id, 'skip', { reason: 'sold by hand', actor: 'operations' })).toMatchObject({ status: 200 });
      const skipped = await product.untilStatus(id, 'Skipped');
      expect(skipped.timeline).toContainEqual(expect.objectContaining({ detail: 'sold by hand', actor: 'operations' }));
      expect(await act(id, 'retry', { actor: 'operations' })).toMatchObject({ status: 409 });
      expect(await product.commerce.ordersOf(id)).toEqual([]);
    },
  });
});

describe('an order whose tracking Amazon does not take for want of a role', () => {
  tellAtOnce({
    'goes on by itself when the role is there, as another order shows': async () => {
      const [waiting, other] = [newAmazonOrderId(), newAmazonOrderId()];
      const refusal = { errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.' }] };
      await product.amazon(watched).fault({
        ...{ operation: 'confirmShipment', subject: waiting, kind: 'status', status: 403 },
        ...{ body: refusal, times: patientTries },
      });
      for (const id of [waiting, other]) {
        await buy(id, mug.sku);
        await product.untilStatus(id, 'AwaitingShipment');
      }
      await report(waiting);
      const blocked = await untilPatient(waiting);
      expect(blocked).toMatchObject({
        blockedBy: 'amazon-permission',
        blocker: { sentence: 'A role is missing at Amazon for confirmShipment' },
      });
      await report(other);
      const done = await product.untilStatus(waiting, 'Complete');
      const unblockedAt = done.timeline.find(({ what }) => what === 'unblocked')?.at ?? '';
      expect(Date.parse(unblockedAt)).toBeLessThan(Date.parse(blocked.blocker?.nextTryAt ?? ''));
    },
  });
});

async function report(id: string): Promise<void> {
  const parcel = { id: `${id}-1`, trackingNumber: `1Z${id}`, items: [{ sku: mug.sku, quantity: 1 }] };
  const answer = await product.deliver({ account: watched.id, amazonOrderId: id, package: parcel });
  expect(answer).toMatchObject({ status: 202 });
}

async function act(id: string, action: string, body: object) {
  const response = await fetch(`${product.url}/api/orders/${id}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
