import { join } from 'node:path';
import { askJson } from '../../src/demo/http-json.js';
import { drawSampleSecrets, sampleAccount } from '../../src/demo/sample-shop.js';
import { startAmazonSimulator } from '../../src/simulators/amazon/amazon-simulator.js';
import { startCommerceSimulator } from '../../src/simulators/commerce/commerce-simulator.js';
import { ledgerOf, mugOrder } from './quota-shop.js';

export type ShipShop = Awaited<ReturnType<typeof openShipShop>>;

/** So that searches see at once what they would see minutes later: waiting for it is no part of what is measured. */
const eventAgeMs = 4 * 60_000;
/** While orders are brought into Commerce; nothing is measured then. */
const unmeasured = { ratePerSecond: 2, burst: 20 };
/** As Amazon documents them. */
const documented = {
  confirmShipment: { ratePerSecond: 2, burst: 10 },
  getOrder: { ratePerSecond: 0.5, burst: 30 },
  searchOrders: { ratePerSecond: 0.0056, burst: 20 },
} as const;

/** A seller whose orders wait to be shipped, and the shop that they are in. */
export async function openShipShop({ home, compression }: { readonly home: string; readonly compression: number }) {
  const secrets = drawSampleSecrets();
  const { sellerId } = sampleAccount;
  const amazon = await startAmazonSimulator({
    port: 0,
    eventAgeMs,
    sellers: [
      {
        sellerId,
        clientId: secrets.AMAZON_CLIENT_ID,
        clientSecret: secrets.AMAZON_CLIENT_SECRET,
        refreshToken: secrets.AMAZON_REFRESH_TOKEN,
        marketplaces: [sampleAccount.marketplaceId],
        quotas: { searchOrders: unmeasured, getOrder: unmeasured },
      },
    ],
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
    secrets,
    settings: (places: { readonly temporal: string; readonly httpPort: number }) =>
      settingsText({ ...places, amazonUrl: amazon.url, commerceUrl: commerce.url }),
    buy: async (): Promise<string> => {
      const order = { ...mugOrder, fulfilledBy: 'MERCHANT', status: 'UNSHIPPED' };
      return String(Object(await askJson(`${amazon.url}/_control/orders`, { body: order })).amazonOrderId);
    },
    createdCount: async (): Promise<number> =>
      (await ledgerOf(commerce.url, 'invoiceOrder')).filter(({ status }) => status === 200).length,
    /** From now on Amazon grants what it documents, so many times as fast, and every bucket is full. */
    grantDocumented: async (): Promise<void> => {
      for (const [operation, { ratePerSecond, burst }] of Object.entries(documented)) {
        const plan = { ratePerSecond: ratePerSecond * compression, burst, tokens: burst };
        await askJson(`${amazon.url}/_control/quotas`, { body: { sellerId, operation, ...plan } });
      }
    },
    /** When Amazon said 204, by order and in its own books. */
    confirmedAtMs: async (): Promise<ReadonlyMap<string, readonly number[]>> => {
      const confirmed = new Map<string, readonly number[]>();
      for (const { at, status, orderId } of await ledgerOf(amazon.url, 'confirmShipment')) {
        if (status !== 204) continue;
        const id = String(orderId);
        confirmed.set(id, [...(confirmed.get(id) ?? []), Date.parse(String(at))]);
      }
      return confirmed;
    },
    throttledCount: async (): Promise<number> =>
      (await ledgerOf(amazon.url, 'confirmShipment')).filter(({ status }) => status === 429).length,
    stop: async () => {
      await amazon.close();
      await commerce.close();
    },
  };
}

type Places = {
  readonly temporal: string;
  readonly httpPort: number;
  readonly amazonUrl: string;
  readonly commerceUrl: string;
};

const settingsText = ({ temporal, httpPort, amazonUrl, commerceUrl }: Places): string => `
temporal: { address: "${temporal}", namespace: default }
http: { port: ${httpPort} }
accounts:
  - id: ${sampleAccount.id}
    amazon:
      sellerId: ${sampleAccount.sellerId}
      region: na
      endpoint: ${amazonUrl}
      lwaEndpoint: ${amazonUrl}/auth/o2/token
      clientId: \${AMAZON_CLIENT_ID}
      clientSecret: \${AMAZON_CLIENT_SECRET}
      refreshToken: \${AMAZON_REFRESH_TOKEN}
      marketplaces: [${sampleAccount.marketplaceId}]
    commerce:
      baseUrl: ${commerceUrl}
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
    shipping:
      webhookSecrets: ["\${SHIPPING_SECRET}"]
`;
