import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startAmazonSimulator } from '../simulators/amazon/amazon-simulator.js';
import { startCommerceSimulator } from '../simulators/commerce/commerce-simulator.js';
import { openOnPortFrom } from '../temporal/free-port.js';
import { sampleProducts } from './sample-day.js';

/** The sample account: a seller and a shop that exist in the simulators only. */
export const sampleAccount = { id: 'acme-us', sellerId: 'A2EXAMPLE', marketplaceId: 'ATVPDKIKX0DER' } as const;

/** What the environment would hold for a real account. New at each start: nothing worth keeping hangs on it. */
export type SampleSecrets = Readonly<
  Record<
    | 'AMAZON_CLIENT_ID'
    | 'AMAZON_CLIENT_SECRET'
    | 'AMAZON_REFRESH_TOKEN'
    | 'COMMERCE_KEY'
    | 'COMMERCE_SECRET'
    | 'COMMERCE_TOKEN'
    | 'COMMERCE_TOKEN_SECRET'
    | 'SHIPPING_SECRET',
    string
  >
>;

export function drawSampleSecrets(): SampleSecrets {
  const secret = () => randomBytes(16).toString('hex');
  return {
    AMAZON_CLIENT_ID: `amzn1.application-oa2-client.${secret()}`,
    AMAZON_CLIENT_SECRET: secret(),
    AMAZON_REFRESH_TOKEN: `Atzr|${secret()}`,
    COMMERCE_KEY: secret(),
    COMMERCE_SECRET: secret(),
    COMMERCE_TOKEN: secret(),
    COMMERCE_TOKEN_SECRET: secret(),
    SHIPPING_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
  };
}

/**
 * The searches of the sample seller are granted faster than Amazon's one in three minutes, and what happens is stamped
 * four minutes ago: the sweep looks no nearer than three minutes, and nobody wants to wait for a demonstration.
 */
const sampleQuotas = { searchOrders: { ratePerSecond: 2, burst: 20 } } as const;
const eventAgeMs = 4 * 60_000;

export type SampleShop = {
  readonly amazonUrl: string;
  readonly commerceUrl: string;
  readonly stop: () => Promise<void>;
};

type Opening = {
  readonly home: string;
  readonly secrets: SampleSecrets;
  readonly say: (line: string) => void;
};

export async function openSampleShop(opening: Opening): Promise<SampleShop> {
  const amazon = await openAmazon(opening);
  const commerce = await openCommerce(opening).catch(async (error: unknown) => {
    await amazon.close();
    throw error;
  });
  return {
    amazonUrl: amazon.url,
    commerceUrl: commerce.url,
    stop: async () => {
      await amazon.close();
      await commerce.close();
    },
  };
}

const host = '127.0.0.1';

const openAmazon = ({ home, secrets, say }: Opening) =>
  openOnPortFrom({ preferred: 9101, host, what: 'the Amazon simulator is', say }, (port) =>
    startAmazonSimulator({
      port,
      stateFile: join(home, 'simulated-amazon.json'),
      eventAgeMs,
      sellers: [
        {
          sellerId: sampleAccount.sellerId,
          clientId: secrets.AMAZON_CLIENT_ID,
          clientSecret: secrets.AMAZON_CLIENT_SECRET,
          refreshToken: secrets.AMAZON_REFRESH_TOKEN,
          marketplaces: [sampleAccount.marketplaceId],
          quotas: sampleQuotas,
        },
      ],
    }),
  );

const openCommerce = ({ home, secrets, say }: Opening) =>
  openOnPortFrom({ preferred: 9102, host, what: 'the Commerce simulator is', say }, (port) =>
    startCommerceSimulator({
      port,
      stateFile: join(home, 'simulated-commerce.json'),
      integrations: [
        {
          consumerKey: secrets.COMMERCE_KEY,
          consumerSecret: secrets.COMMERCE_SECRET,
          token: secrets.COMMERCE_TOKEN,
          tokenSecret: secrets.COMMERCE_TOKEN_SECRET,
        },
      ],
      products: sampleProducts,
    }),
  );

/** A settings file as a merchant would write it, read by the same code as theirs. */
export const sampleSettings = (
  { amazonUrl, commerceUrl }: Pick<SampleShop, 'amazonUrl' | 'commerceUrl'>,
  connectedAt: Date,
): string => `
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
      since: ${connectedAt.toISOString()}
      numberFrom: amazon
    shipping:
      webhookSecrets: ["\${SHIPPING_SECRET}"]
      sweepSeconds: 1
`;
