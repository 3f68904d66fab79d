import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { untilReached } from '../support/order-over-http.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { mug, type Purchase } from '../support/simulated-amazon.js';

const others = 999;
const testMaxMs = 180_000;

/**
 * Searches every ten seconds and no look for shipments: at two searches a second the same thousand orders would be read
 * again and again, which takes longer than to complete them.
 */
const account = {
  id: 'acme-us',
  quotas: { searchOrders: { ratePerSecond: 0.1, burst: 20 } },
  shipping: { sweepSeconds: 3_600 },
};

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct({ accounts: [account] });
});
afterAll(() => product?.stop());

/** Of Amazon's own fulfilment: complete as soon as they are created, so that a thousand fit into one test. */
const shipped: Purchase = { fulfilledBy: 'AMAZON', status: 'SHIPPED' };
const poisoned: Purchase = { ...shipped, items: [{ ...mug, sku: 'NOWHERE-1' }] };

async function buyOthers(): Promise<readonly string[]> {
  const bought: string[] = [];
  const buyer = async (): Promise<void> => {
    while (bought.length < others) {
      const place = bought.push('') - 1;
      bought[place] = await product.amazon().buy(shipped);
    }
  };
  await Promise.all(Array.from({ length: 8 }, buyer));
  return bought;
}

/** Asked often, so cheaply: the shop counts its orders. */
async function createdInCommerce(): Promise<number> {
  await sleep(500);
  const response = await fetch(`${product.commerce.url}/_control/health`);
  const health: { readonly orders: number } = JSON.parse(await response.text());
  return health.orders;
}

async function listed(status: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ status, limit: '200', ...(cursor === '' ? {} : { cursor }) });
    const response = await fetch(`${product.url}/api/orders?${query}`);
    const page: { readonly orders: readonly { readonly amazonOrderId: string }[]; readonly nextCursor: string | null } =
      JSON.parse(await response.text());
    ids.push(...page.orders.map(({ amazonOrderId }) => amazonOrderId));
    cursor = page.nextCursor;
  }
  return ids;
}

describe('one poison order among a thousand', () => {
  it(
    'stays blocked with its reason while the other 999 complete, each once',
    async () => {
      const poison = await product.amazon().buy(poisoned);
      const bought = await buyOthers();
      await untilReached(async () => (await createdInCommerce()) >= others || undefined, testMaxMs);
      await untilReached(async () => (await listed('Complete')).length >= others || undefined, testMaxMs);

      expect(new Set(await listed('Complete'))).toEqual(new Set(bought));
      expect(await product.order(poison)).toMatchObject({
        status: 'Blocked',
        blockedBy: 'sku-unknown',
        note: 'SKU NOWHERE-1 is not in the Commerce catalogue',
      });
      const inCommerce = (await product.commerce.orders()).map(({ order }) => order.ext_order_id);
      expect(inCommerce).toHaveLength(others);
      expect(new Set(inCommerce)).toEqual(new Set(bought));
    },
    testMaxMs,
  );
});
