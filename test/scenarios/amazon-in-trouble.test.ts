import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { FaultSpec } from '../support/ask-control.js';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { sellerIdOf } from '../support/sample-accounts.js';
import { parcelOf } from '../support/shipping-system.js';
import { newAmazonOrderId } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

/** Sellers of their own for failing searches and for refused quotas: neither may hold up the orders of the first. */
const calm = { id: 'acme-us' };
const troubled = { id: 'acme-troubled' };
const throttled = { id: 'acme-throttled' };

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [calm, troubled, throttled] });
  // From here on the granted rates are known: until then, one 429 costs as long as Amazon's documented rate says.
  await Promise.all([calm, troubled, throttled].map((account) => sellOneMug(newAmazonOrderId(), account)));
});
afterAll(() => product?.stop());

type Trouble = Omit<FaultSpec, 'operation'>;
const refusals: Readonly<Record<string, Trouble>> = {
  'answers 500': { kind: 'internal-failure', times: 1 },
  'answers 503': { kind: 'service-unavailable', times: 2 },
  'answers 503 with a page instead of JSON': { kind: 'html-503', times: 1 },
  'answers 429 and does not say its rate': { kind: 'throttled', times: 1 },
  'cuts the connection': { kind: 'cut-connection', times: 1 },
  'says that the token has expired': { kind: 'token-expired', times: 1 },
};

async function sellOneMug(id: string, account: { readonly id: string } = calm): Promise<void> {
  await product.amazon(account).buy({ amazonOrderId: id });
  await product.untilStatus(id, 'AwaitingShipment');
  await reportOneMug(id, account);
  await product.untilStatus(id, 'Complete');
  await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
}

async function reportOneMug(id: string, account: { readonly id: string } = calm): Promise<void> {
  const parcel = parcelOf(id);
  const answer = await product.deliver({ account: account.id, amazonOrderId: id, package: parcel });
  expect(answer).toMatchObject({ status: 202 });
}

describe('when Amazon', () => {
  const stories = ['getOrder', 'confirmShipment'].flatMap((operation) =>
    Object.entries(refusals).map(([trouble, fault]): [string, () => Promise<void>] => [
      `${trouble} to ${operation}, the order still ends complete, with one package`,
      async () => {
        const id = newAmazonOrderId();
        // A 429 empties the seller's bucket, and then others are not even asked: it gets a seller of its own.
        const account = fault.kind === 'throttled' ? throttled : calm;
        const played = await product.amazon(account).fault({ operation, subject: id, ...fault });
        await sellOneMug(id, account);
        expect(await product.amazon().hitsOf(played)).toBeGreaterThan(0);
      },
    ]),
  );

  tellAtOnce({
    ...Object.fromEntries(stories),

    'takes a package and its reply is lost, the package is read back and not made again': async () => {
      const id = newAmazonOrderId();
      const fault = { kind: 'lost-reply-after-commit', times: 1 };
      await product.amazon().fault({ operation: 'confirmShipment', subject: id, ...fault });
      await sellOneMug(id);
    },

    'fails at a search in any of these ways, the orders of that moment are still found': async () => {
      const amazon = product.amazon(troubled);
      for (const fault of [...Object.values(refusals), { kind: 'lost-reply-after-commit', times: 1 }]) {
        const played = await amazon.fault({ operation: 'searchOrders', subject: sellerIdOf(troubled), ...fault });
        await product.untilStatus(await amazon.buy(), 'AwaitingShipment');
        expect(await amazon.hitsOf(played)).toBeGreaterThan(0);
      }
      await amazon.expireTokens();
      await sellOneMug(newAmazonOrderId(), troubled);
    },

    'lets every token expire in mid-life, the order goes on with a new one': async () => {
      const id = newAmazonOrderId();
      await product.amazon().buy({ amazonOrderId: id });
      await product.untilStatus(id, 'AwaitingShipment');
      await product.amazon().expireTokens();
      await reportOneMug(id);
      await product.untilStatus(id, 'Complete');
      await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
    },

    'answers 204 and keeps no package, the order is not called complete; what is sent again is': async () => {
      const id = newAmazonOrderId();
      const amazon = product.amazon();
      await amazon.fault({ operation: 'confirmShipment', subject: id, kind: 'dropped-204', times: 1 });
      await amazon.buy({ amazonOrderId: id });
      await product.untilStatus(id, 'AwaitingShipment');
      await reportOneMug(id);
      const waiting = await product.until(id, ({ packages }) => packages.some(({ atAmazon }) => atAmazon === 'sent'));
      expect(waiting.status).toBe('AwaitingShipment');
      expect((await amazon.truth(id)).packages).toEqual([]);

      // By itself it would be sent again after ten minutes; a corrected number is sent at once.
      const corrected = parcelOf(id, { trackingNumber: `1Y${id}` });
      expect(await product.deliver({ amazonOrderId: id, package: corrected })).toMatchObject({ status: 202 });
      await product.untilStatus(id, 'Complete');
      const { packages } = await amazon.truth(id);
      expect(packages).toMatchObject([{ trackingNumber: `1Y${id}` }]);
      expect((await product.commerce.onlyOrderOf(id)).shipments).toHaveLength(1);
    },
  });
});
