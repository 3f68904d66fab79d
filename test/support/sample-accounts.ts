import { randomBytes } from 'node:crypto';
import { stringify } from 'yaml';
import type { AmazonSimulatorOptions } from '../../src/simulators/amazon/simulator-options.js';
import type { CommerceSimulatorOptions } from '../../src/simulators/commerce/commerce-simulator.js';
import { usMarketplace } from './simulated-amazon.js';

/** An account of a test: a seller at the simulated Amazon and the settings of its orders. */
export type SampleAccount = {
  readonly id: string;
  readonly region?: 'na' | 'eu' | 'fe';
  readonly marketplaceId?: string;
  /** Several, instead of one. */
  readonly marketplaces?: readonly string[];
  readonly storeViewCode?: string;
  readonly amazon?: Readonly<Record<string, unknown>>;
  /** What Amazon grants this seller, where it is not as quick as for others. */
  readonly quotas?: Partial<typeof quickQuotas>;
  readonly commerce?: Readonly<Record<string, unknown>>;
  readonly orders?: Readonly<Record<string, unknown>>;
  readonly shipping?: Readonly<Record<string, unknown>>;
  /** A queue for ORDER_CHANGE. */
  readonly notifications?: Readonly<Record<string, unknown>>;
};

export const sellerIdOf = ({ id }: Pick<SampleAccount, 'id'>): string =>
  `A${id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;

const marketplacesOf = ({ marketplaces, marketplaceId = usMarketplace }: SampleAccount): readonly string[] =>
  marketplaces ?? [marketplaceId];

const secret = (): string => randomBytes(16).toString('hex');
const shippingSecret = `whsec_${randomBytes(32).toString('base64')}`;
const amazonApplication = { clientId: `amzn1.application-oa2-client.${secret()}`, clientSecret: secret() };
const integration = { consumerKey: secret(), consumerSecret: secret(), token: secret(), tokenSecret: secret() };
const refreshTokenOf = ({ id }: SampleAccount): string => `Atzr|${id}`;

/** What the environment holds for the settings file below. */
export const sampleEnvironment = (accounts: readonly SampleAccount[]): Readonly<Record<string, string>> => ({
  AMAZON_CLIENT_SECRET: amazonApplication.clientSecret,
  COMMERCE_CONSUMER_SECRET: integration.consumerSecret,
  COMMERCE_TOKEN: integration.token,
  COMMERCE_TOKEN_SECRET: integration.tokenSecret,
  SHIPPING_SECRET: shippingSecret,
  ...Object.fromEntries(accounts.map((account) => [refreshTokenName(account), refreshTokenOf(account)])),
});

/** The integration of every sample account, with these resources only. */
export const sampleIntegrationWith = (acl: readonly string[]) => ({ ...integration, acl });

export const sampleShippingSecret = shippingSecret;

const refreshTokenName = ({ id }: SampleAccount): string => `REFRESH_TOKEN_${id.toUpperCase().replaceAll('-', '_')}`;

type Remotes = { readonly amazonUrl: string; readonly commerceUrl: string };

/** A settings file as a merchant would write it. `more` is for `temporal` and `http`. */
export function sampleSettingsFile(
  accounts: readonly SampleAccount[],
  { amazonUrl, commerceUrl }: Remotes,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return stringify({ ...more, accounts: accounts.map((account) => accountSettings(account, amazonUrl, commerceUrl)) });
}

function accountSettings(account: SampleAccount, amazonUrl: string, commerceUrl: string): object {
  const { id, region = 'na', storeViewCode = 'default', amazon, commerce, orders, shipping, notifications } = account;
  return {
    id,
    amazon: {
      sellerId: sellerIdOf(account),
      region,
      endpoint: amazonUrl,
      lwaEndpoint: `${amazonUrl}/auth/o2/token`,
      clientId: amazonApplication.clientId,
      clientSecret: reference('AMAZON_CLIENT_SECRET'),
      refreshToken: reference(refreshTokenName(account)),
      marketplaces: marketplacesOf(account),
      ...(notifications === undefined ? {} : { notifications }),
      ...amazon,
    },
    commerce: {
      baseUrl: commerceUrl,
      storeViewCode,
      auth: {
        kind: 'oauth1',
        consumerKey: integration.consumerKey,
        consumerSecret: reference('COMMERCE_CONSUMER_SECRET'),
        token: reference('COMMERCE_TOKEN'),
        tokenSecret: reference('COMMERCE_TOKEN_SECRET'),
      },
      ...commerce,
    },
    orders: { since: new Date(Date.now() - dayMs).toISOString(), numberFrom: 'amazon', ...orders },
    shipping: { webhookSecrets: [reference('SHIPPING_SECRET')], sweepSeconds: 1, ...shipping },
  };
}

const reference = (name: string): string => `\${${name}}`;
const dayMs = 24 * 3_600_000;

/**
 * Searches are granted every half second instead of every three minutes, and what happens is stamped four minutes ago: a
 * sweep looks no nearer than three minutes.
 */
const quickQuotas = {
  searchOrders: { ratePerSecond: 2, burst: 20 },
  getOrder: { ratePerSecond: 20, burst: 100 },
  confirmShipment: { ratePerSecond: 20, burst: 100 },
  listTransactions: { ratePerSecond: 2, burst: 20 },
};
const eventAgeMs = 4 * 60_000;

export const sampleAmazonOptions = (accounts: readonly SampleAccount[]): AmazonSimulatorOptions => ({
  eventAgeMs,
  sellers: accounts.map((account) => ({
    sellerId: sellerIdOf(account),
    ...amazonApplication,
    refreshToken: refreshTokenOf(account),
    marketplaces: marketplacesOf(account),
    quotas: { ...quickQuotas, ...account.quotas },
  })),
});

export const sampleCommerceOptions = (options: CommerceSimulatorOptions = {}): CommerceSimulatorOptions => ({
  integrations: [integration],
  products: [
    { sku: 'MUG-BLUE', name: 'Blue mug', qty: 1_000_000 },
    { sku: 'PLATE-WHITE', name: 'White plate', qty: 1_000_000 },
  ],
  ...options,
});
