import type { Blocker } from '../../src/domain/blocker.js';
import { parseAccountId, type Sku } from '../../src/domain/ids.js';
import { AmazonWatch } from '../../src/ingestion/amazon-watch.js';
import type { BlockedOrder } from '../../src/ingestion/blocked-orders.js';
import { BlockerProbe } from '../../src/ingestion/blocker-probe.js';
import { ShopWatch } from '../../src/ingestion/shop-watch.js';
import { amazonOrderId, order } from '../domain/orders.js';
import { FakeAmazon } from '../support/fake-amazon.js';
import { FakeCommerce } from '../support/fake-commerce.js';
import { given } from '../support/order-inputs.js';

export const minuteMs = 60_000;

/** Blocked orders of one account over a shop and a seller in memory; whoever is woken stays blocked unless the test says so. */
export function watched(blocked: Readonly<Record<string, Blocker>>, more: { readonly wakesMax?: number } = {}) {
  const commerce = new FakeCommerce();
  const amazon = new FakeAmazon(order());
  const granted = { operations: new Set<string>() };
  const waiting = new Map(Object.entries(blocked));
  const woken: string[] = [];
  const probed: object[] = [];
  const clock = { nowMs: 0 };
  const isHeld = { now: false };
  let skuMap: Readonly<Record<string, Sku>> = {};
  const newProbe = () =>
    new BlockerProbe({
      accountId: given(parseAccountId('acme-us')),
      orders: {
        list: async () =>
          [...waiting].map(
            ([workflowId, cause]): BlockedOrder => ({
              workflowId,
              causes: [cause],
              amazonOrderId: amazonOrderId(),
              urgency: '',
            }),
          ),
        wake: async (workflowId) => void woken.push(workflowId),
      },
      shop: new ShopWatch({
        commerce,
        storeViews: { storeViewCode: 'default', storeViews: {} },
        skuMap,
        onFailure: () => undefined,
      }),
      amazon: new AmazonWatch({
        amazon,
        grantedAfter: () => granted.operations,
        readsMax: () => 1,
        remember: () => undefined,
        onFailure: () => undefined,
        nowMs: () => clock.nowMs,
      }),
      isHeld: async () => isHeld.now,
      wakesMax: () => more.wakesMax ?? 100,
      events: { blockedOrdersProbed: (seen) => void probed.push(seen) },
      nowMs: () => clock.nowMs,
    });
  let probe = newProbe();
  return {
    commerce,
    amazon,
    granted,
    waiting,
    woken,
    isHeld,
    probed,
    clock,
    look: () => probe.look(),
    lookAMinuteLater: () => {
      clock.nowMs += minuteMs;
      return probe.look();
    },
    restartWith: (settings: Readonly<Record<string, Sku>> = {}) => {
      skuMap = settings;
      probe = newProbe();
    },
  };
}
