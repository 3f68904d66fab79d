import { createSpApiClient, type SpApiClient } from '../amazon/sp-api-client.js';
import { TokenBuckets } from '../amazon/token-buckets.js';
import { createCommerceClient } from '../commerce/create-commerce-client.js';
import type { CommercePort } from '../commerce/port.js';
import type { AccountSettings } from '../config/settings.js';
import { otherStoreViews } from '../domain/store-views.js';
import { ReadBackShare } from '../ingestion/read-back-share.js';
import { RecentOrders } from '../ingestion/recent-orders.js';
import { RecentlyHandedOver } from '../ingestion/recently-handed-over.js';
import { CommunicationLog } from '../telemetry/communication-log.js';
import type { RemoteTraffic } from '../telemetry/remote-traffic.js';

/** One account with its clients, as every process composes it from the settings. */
export type ConnectedAccount = {
  readonly settings: AccountSettings;
  readonly commerce: CommercePort;
  /** Only the gateway calls it. */
  readonly amazon: SpApiClient;
  readonly buckets: TokenBuckets;
  readonly recentOrders: RecentOrders;
  readonly handedOver: RecentlyHandedOver;
  readonly troubles: CommunicationLog;
  readonly announced: AnnouncedCount;
  readonly readBacks: ReadBackShare;
};

/** Set by the listener for notifications, where there is one. */
type AnnouncedCount = { count: () => number };

export const userAgent = 'Waybill/0.1 (Language=TypeScript)';

type Deps = { readonly nowMs: () => number; readonly traffic: RemoteTraffic };

export function connectAccount(settings: AccountSettings, { nowMs, traffic }: Deps): ConnectedAccount {
  const { id: account, amazon, commerce, shipping } = settings;
  const buckets = new TokenBuckets();
  traffic.watchQuotas(account, () => buckets.states(nowMs()));
  const announced: AnnouncedCount = { count: () => 0 };
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
      onAnswer: ({ operation, status }) => traffic.amazonAnswered({ account, operation, status }),
    }),
    commerce: createCommerceClient({
      baseUrl: commerce.baseUrl,
      storeViewCode: commerce.storeViewCode,
      otherStoreViewCodes: otherStoreViews(commerce),
      auth: commerce.auth,
      nowMs,
      onAnswer: ({ operation, status }) => traffic.commerceAnswered({ account, operation, status }),
      ...(shipping.sourceCode === undefined ? {} : { sourceCode: shipping.sourceCode }),
    }),
    recentOrders: new RecentOrders(nowMs),
    handedOver: new RecentlyHandedOver(),
    troubles: new CommunicationLog(nowMs),
    announced,
    readBacks: new ReadBackShare({
      bucket: () => buckets.state('getOrder', nowMs()),
      announcedCount: () => announced.count(),
      nowMs,
    }),
  };
}
