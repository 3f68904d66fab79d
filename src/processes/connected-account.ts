import { createSpApiClient, type SpApiClient } from '../amazon/sp-api-client.js';
import { TokenBuckets } from '../amazon/token-buckets.js';
import { createCommerceClient } from '../commerce/create-commerce-client.js';
import type { CommercePort } from '../commerce/port.js';
import type { AccountSettings } from '../config/settings.js';
import { otherStoreViews } from '../domain/store-views.js';
import { RecentOrders } from '../ingestion/recent-orders.js';
import { RecentlyHandedOver } from '../ingestion/recently-handed-over.js';

/** One account with its clients, as every process composes it from the settings. */
export type ConnectedAccount = {
  readonly settings: AccountSettings;
  readonly commerce: CommercePort;
  /** Only the gateway calls it. */
  readonly amazon: SpApiClient;
  readonly buckets: TokenBuckets;
  readonly recentOrders: RecentOrders;
  readonly handedOver: RecentlyHandedOver;
};

export const userAgent = 'Waybill/0.1 (Language=TypeScript)';

export function connectAccount(settings: AccountSettings, nowMs: () => number): ConnectedAccount {
  const { amazon, commerce, shipping } = settings;
  const buckets = new TokenBuckets();
  return {
    settings,
    buckets,
    amazon: createSpApiClient({
      endpoint: amazon.endpoint,
      lwaEndpoint: amazon.lwaEndpoint,
      credentials: {
        clientId: amazon.clientId,
        clientSecret: amazon.clientSecret,
        refreshToken: amazon.refreshToken,
      },
      buckets,
      nowMs,
      userAgent,
    }),
    commerce: createCommerceClient({
      baseUrl: commerce.baseUrl,
      storeViewCode: commerce.storeViewCode,
      otherStoreViewCodes: otherStoreViews(commerce),
      auth: commerce.auth,
      nowMs,
      ...(shipping.sourceCode === undefined ? {} : { sourceCode: shipping.sourceCode }),
    }),
    recentOrders: new RecentOrders(nowMs),
    handedOver: new RecentlyHandedOver(),
  };
}
