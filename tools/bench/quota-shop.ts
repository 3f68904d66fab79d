import { join } from 'node:path';
import { askJson } from '../../src/demo/http-json.js';
import { drawSampleSecrets, sampleAccount } from '../../src/demo/sample-shop.js';
import { startAmazonSimulator } from '../../src/simulators/amazon/amazon-simulator.js';
import { startCommerceSimulator } from '../../src/simulators/commerce/commerce-simulator.js';

type Options = {
  readonly home: string;
  /** How many times as fast as Amazon's documented rates; 1: not at all. */
  readonly compression: number;
  /** What Amazon grants this seller; absent: what it documents. */
  readonly getOrderPerSecond?: number;
  /** Absent: everything is stamped so long ago that a sweep finds it at once. */
  readonly eventAgeMs?: number;
  readonly deliver: (sellerId: string, body: object) => void;
};

export type QuotaShop = Awaited<ReturnType<typeof openQuotaShop>>;

const sweepableAgeMs = 4 * 60_000;
const documentedPerSecond = { getOrder: 0.5, searchOrders: 0.0056 } as const;
const kinds = {
  announced: { fulfilledBy: 'MERCHANT', status: 'UNSHIPPED' },
  'search-only': { fulfilledBy: 'AMAZON', status: 'SHIPPED' },
} as const;

/** A seller with Amazon's documented quotas, and a shop that knows every SKU. */
export async function openQuotaShop(options: Options) {
  const { home, compression, getOrderPerSecond = documentedPerSecond.getOrder, deliver } = options;
  const secrets = drawSampleSecrets();
  const seeded: string[] = [];
  const announced = new Set<string>();
  const amazon = await startAmazonSimulator({
    port: 0,
    eventAgeMs: options.eventAgeMs ?? sweepableAgeMs,
    sellers: [
      {
        sellerId: sampleAccount.sellerId,
        clientId: secrets.AMAZON_CLIENT_ID,
        clientSecret: secrets.AMAZON_CLIENT_SECRET,
        refreshToken: secrets.AMAZON_REFRESH_TOKEN,
        marketplaces: [sampleAccount.marketplaceId],
        quotas: {
          getOrder: { ratePerSecond: getOrderPerSecond * compression, burst: 30 },
          searchOrders: { ratePerSecond: documentedPerSecond.searchOrders * compression, burst: 20 },
        },
      },
    ],
    deliverNotification: (sellerId, body) => {
      if (isMerchantFulfilled(body)) deliver(sellerId, body);
    },
  });
  const commerce = await startCommerceSimulator({
    port: 0,
    stateFile: join(home, 'commerce.json'),
    integrations: [
      {
        consumerKey: secrets.COMMERCE_KEY,
        consumerSecret: secrets.COMMERCE_SECRET,
        token: secrets.COMMERCE_TOKEN,
        tokenSecret: secrets.COMMERCE_TOKEN_SECRET,
      },
    ],
    products: [{ sku: 'MUG-BLUE', name: 'Blue mug', qty: 1_000_000 }],
  });
  return {
    environment: { ...secrets, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    amazonUrl: amazon.url,
    commerceUrl: commerce.url,
    announced,
    seeded: (): readonly string[] => seeded,
    settings: (places: { readonly temporal: string; readonly queueUrl: string; readonly queueEndpoint: string }) =>
      settingsText({ ...places, amazonUrl: amazon.url, commerceUrl: commerce.url }),
    buy: async (kind: keyof typeof kinds): Promise<void> => {
      const answer = await askJson(`${amazon.url}/_control/orders`, { body: { ...mugOrder, ...kinds[kind] } });
      seeded.push(String(Object(answer).amazonOrderId));
    },
    /** Announced like others, and no shop can ever take it: it has no such product. */
    buyPoison: async () => {
      const items = [{ ...mugOrder.items[0], sku: 'NOWHERE-1' }];
      const answer = await askJson(`${amazon.url}/_control/orders`, {
        body: { ...mugOrder, ...kinds.announced, items },
      });
      return { sellerId: sampleAccount.sellerId, amazonOrderId: String(Object(answer).amazonOrderId) };
    },
    /** As if everything had been used up a moment ago. */
    emptyBuckets: async (): Promise<void> => {
      for (const operation of ['getOrder', 'searchOrders']) {
        const { sellerId } = sampleAccount;
        await askJson(`${amazon.url}/_control/quotas`, { body: { sellerId, operation, tokens: 0 } });
      }
      await fetch(`${amazon.url}/_control/ledger`, { method: 'DELETE' });
    },
    readsSeen: async () => (await ledgerOf(amazon.url, 'getOrder')).length,
    searchesSeen: async () => (await ledgerOf(amazon.url, 'searchOrders')).length,
    createdCount: async () =>
      (await ledgerOf(commerce.url, 'createOrder')).filter(({ status }) => status === 200).length,
    creations: () => ledgerOf(commerce.url, 'createOrder'),
    /** When each page was asked for, and of which kind. */
    pages: async (): Promise<readonly { readonly atMs: number; readonly kind: string; readonly status: unknown }[]> =>
      (await ledgerOf(amazon.url, 'searchOrders')).map(({ at, query, status }) => ({
        atMs: Date.parse(String(at)),
        kind: String(Object(query).fulfilledBy ?? 'both'),
        status,
      })),
    answers: async () => {
      const entries = [...(await ledgerOf(amazon.url, 'getOrder')), ...(await ledgerOf(amazon.url, 'searchOrders'))];
      return { total: entries.length, throttled: entries.filter(({ status }) => status === 429).length };
    },
    stop: async () => {
      await amazon.close();
      await commerce.close();
    },
  };
}

/** What a simulator's own books say was asked of it. */
export async function ledgerOf(url: string, operation: string): Promise<readonly Record<string, unknown>[]> {
  const answer = await askJson(`${url}/_control/ledger?operation=${operation}`);
  const entries = Array.isArray(answer) ? answer : (Object(answer).entries ?? []);
  return entries.map(Object);
}

export const mugOrder = {
  sellerId: sampleAccount.sellerId,
  marketplaceId: sampleAccount.marketplaceId,
  items: [{ sku: 'MUG-BLUE', title: 'Blue mug', quantity: 1, unitPrice: '24.99', tax: '2.06' }],
  buyer: { name: 'A Buyer', email: 'bench@marketplace.amazon.com' },
  address: {
    name: 'A Buyer',
    addressLine1: '1 Main St',
    city: 'Austin',
    stateOrRegion: 'TX',
    postalCode: '78701',
    countryCode: 'US',
  },
};

const isMerchantFulfilled = (body: object): boolean => JSON.stringify(body).includes('"FulfillmentType":"MFN"');

/** When each order was created in Commerce, by its own books; twice would be two times. */
export async function createdAtMs(shop: QuotaShop): Promise<ReadonlyMap<string, readonly number[]>> {
  const created = new Map<string, readonly number[]>();
  for (const { at, body, status } of await shop.creations()) {
    if (status !== 200) continue;
    const id = String(Object(Object(body).entity).ext_order_id);
    created.set(id, [...(created.get(id) ?? []), Date.parse(String(at))]);
  }
  return created;
}

const settingsText = (places: {
  readonly temporal: string;
  readonly queueUrl: string;
  readonly queueEndpoint: string;
  readonly amazonUrl: string;
  readonly commerceUrl: string;
}): string => `
temporal: { address: "${places.temporal}", namespace: default }
accounts:
  - id: ${sampleAccount.id}
    amazon:
      sellerId: ${sampleAccount.sellerId}
      region: na
      endpoint: ${places.amazonUrl}
      lwaEndpoint: ${places.amazonUrl}/auth/o2/token
      clientId: \${AMAZON_CLIENT_ID}
      clientSecret: \${AMAZON_CLIENT_SECRET}
      refreshToken: \${AMAZON_REFRESH_TOKEN}
      marketplaces: [${sampleAccount.marketplaceId}]
      notifications: { queueUrl: "${places.queueUrl}", region: us-east-1, endpoint: "${places.queueEndpoint}" }
    commerce:
      baseUrl: ${places.commerceUrl}
      storeViewCode: default
      auth:
        kind: oauth1
        consumerKey: \${COMMERCE_KEY}
        consumerSecret: \${COMMERCE_SECRET}
        token: \${COMMERCE_TOKEN}
        tokenSecret: \${COMMERCE_TOKEN_SECRET}
    orders:
      since: ${new Date(Date.now() - 24 * 3_600_000).toISOString()}
      numberFrom: amazon
`;
