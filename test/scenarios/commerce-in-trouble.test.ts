import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultSpec } from '../support/ask-control.js';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { parcelOf } from '../support/shipping-system.js';
import { newAmazonOrderId } from '../support/simulated-amazon.js';
import { tellAtOnce } from '../support/tell-at-once.js';

const numbered = { id: 'acme-us' };
/** Commerce draws the numbers, so that nothing but a search tells whether an order is there. */
const drawn = { id: 'acme-drawn', orders: { numberFrom: 'commerce' }, commerce: { minimumResendWaitMs: 1_000 } };

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [numbered, drawn] });
});
afterAll(() => product?.stop());

const writes = { createOrder: 'order', invoiceOrder: 'invoice', shipOrder: 'shipment' } as const;

const troubles: Readonly<Record<string, Omit<FaultSpec, 'operation'>>> = {
  'keeps the {write}, but its reply is lost': { kind: 'lost-reply-after-commit', times: 1 },
  'keeps the {write}, but answers 500': { kind: 'error-after-commit', status: 500, times: 1 },
  'answers 500 and keeps no {write}': { kind: 'status', status: 500, times: 1 },
  'answers 503 with a page of its load balancer instead of the {write}': { kind: 'html-503', times: 2 },
  'asks to slow down before the {write}': { kind: 'status', status: 429, headers: { 'retry-after': '1' }, times: 1 },
  'cuts the connection before the {write} is made': { kind: 'cut-connection', times: 1 },
};

/** From an order that is paid to one that is complete, in one package. */
async function sellOneMug(id: string, account: { readonly id: string } = numbered): Promise<void> {
  await product.amazon(account).buy({ amazonOrderId: id });
  await product.untilStatus(id, 'AwaitingShipment');
  const parcel = parcelOf(id);
  expect(await product.deliver({ account: account.id, amazonOrderId: id, package: parcel })).toMatchObject({
    status: 202,
  });
  await product.untilStatus(id, 'Complete');
  await expectDoneOnce(product, id, [{ trackingNumber: `1Z${id}`, pieces: { 'MUG-BLUE': 1 } }]);
}

describe('when Commerce', () => {
  const stories = Object.entries(troubles).flatMap(([trouble, fault]) =>
    Object.entries(writes).map(([operation, write]): [string, () => Promise<void>] => [
      `${trouble.replaceAll('{write}', write)}, the order still ends complete, once`,
      async () => {
        const id = newAmazonOrderId();
        const played = await product.commerce.fault({ operation, subject: id, ...fault });
        await sellOneMug(id);
        expect(await product.commerce.hitsOf(played)).toBe(fault.times);
      },
    ]),
  );

  tellAtOnce({
    ...Object.fromEntries(stories),

    'fails at every write of one order in every way, the order still ends complete, once': async () => {
      const id = newAmazonOrderId();
      for (const operation of Object.keys(writes)) {
        for (const kind of ['cut-connection', 'error-after-commit', 'lost-reply-after-commit']) {
          await product.commerce.fault({ operation, subject: id, kind, times: 1 });
        }
      }
      await sellOneMug(id);
    },
    'keeps an order whose number it drew itself, and its reply is lost, it is searched for and not made again':
      async () => {
        const id = newAmazonOrderId();
        const fault = { kind: 'lost-reply-after-commit', times: 1 };
        await product.commerce.fault({ operation: 'createOrder', subject: id, ...fault });
        await sellOneMug(id, drawn);
      },

    'cuts the connection before it draws a number, the order is made once it is surely not there': async () => {
      const id = newAmazonOrderId();
      await product.commerce.fault({ operation: 'createOrder', subject: id, kind: 'cut-connection', times: 1 });
      await sellOneMug(id, drawn);
    },
  });

  it('sent no buyer a mail', async () => {
    expect(await product.commerce.mails()).toEqual([]);
  });
});
