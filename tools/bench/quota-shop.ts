import { mug } from '../../test/support/simulated-amazon.js';
import type { Bench } from './bench-run.js';
import { benchSeller, openBenchShop, timesByOrder } from './bench-shop.js';

export type QuotaShopOptions = {
  /** How many times as fast as Amazon's documented rates; 1: not at all. */
  readonly compression: number;
  /** What Amazon grants this seller; absent: what it documents. */
  readonly getOrderPerSecond?: number;
  /** Absent: everything is stamped so long ago that a sweep finds it at once. */
  readonly eventAgeMs?: number;
};

export type QuotaShop = Awaited<ReturnType<typeof openQuotaShop>>;

const documentedPerSecond = { getOrder: 0.5, searchOrders: 0.0056 } as const;
const kinds = {
  announced: { fulfilledBy: 'MERCHANT', status: 'UNSHIPPED' },
  'search-only': { fulfilledBy: 'AMAZON', status: 'SHIPPED' },
} as const;

/** A seller with Amazon's documented quotas; only what the merchant is to ship is announced. */
export async function openQuotaShop(bench: Bench, options: QuotaShopOptions, deliver: (body: object) => void) {
  const { compression, getOrderPerSecond = documentedPerSecond.getOrder, ...more } = options;
  const { amazon, commerce, grant, settings, environment } = await openBenchShop(bench, {
    ...more,
    quotas: {
      getOrder: { ratePerSecond: getOrderPerSecond * compression, burst: 30 },
      searchOrders: { ratePerSecond: documentedPerSecond.searchOrders * compression, burst: 20 },
    },
    deliverNotification: (_sellerId, body) => {
      if (isMerchantFulfilled(body)) deliver(body);
    },
  });
  const seeded: string[] = [];
  const creations = async () => (await commerce.ledger('createOrder')).filter(({ status }) => status === 200);
  return {
    environment: { ...environment, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    settings: (places: { readonly temporal: string; readonly queueUrl: string; readonly queueEndpoint: string }) =>
      settings(
        { notifications: { queueUrl: places.queueUrl, region: 'us-east-1', endpoint: places.queueEndpoint } },
        { temporal: { address: places.temporal, namespace: 'default' } },
      ),
    seeded: (): readonly string[] => seeded,
    buy: async (kind: keyof typeof kinds): Promise<void> => {
      seeded.push(await amazon.buy(kinds[kind]));
    },
    /** Announced like others, and no shop can ever take it: it has no such product. */
    buyPoison: async () => {
      const amazonOrderId = await amazon.buy({ ...kinds.announced, items: [{ ...mug, sku: 'NOWHERE-1' }] });
      return { sellerId: benchSeller, amazonOrderId };
    },
    /** As if everything had been used up a moment ago. */
    emptyBuckets: async (): Promise<void> => {
      for (const operation of ['getOrder', 'searchOrders']) await grant(operation, { tokens: 0 });
      await fetch(`${amazon.url}/_control/ledger`, { method: 'DELETE' });
    },
    readsSeen: async () => (await amazon.ledger('getOrder')).length,
    searchesSeen: async () => (await amazon.ledger('searchOrders')).length,
    createdCount: async () => (await creations()).length,
    createdAtMs: async () => timesByOrder(await creations(), ({ body }) => Object(Object(body).entity).ext_order_id),
    /** When each page was asked for, and of which kind. */
    pages: async (): Promise<readonly { readonly atMs: number; readonly kind: string; readonly status: unknown }[]> =>
      (await amazon.ledger('searchOrders')).map(({ at, query, status }) => ({
        atMs: Date.parse(at),
        kind: String(query?.['fulfilledBy'] ?? 'both'),
        status,
      })),
    answers: async () => {
      const entries = [...(await amazon.ledger('getOrder')), ...(await amazon.ledger('searchOrders'))];
      return { total: entries.length, throttled: entries.filter(({ status }) => status === 429).length };
    },
  };
}

const isMerchantFulfilled = (body: object): boolean => JSON.stringify(body).includes('"FulfillmentType":"MFN"');
