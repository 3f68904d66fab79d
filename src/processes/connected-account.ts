import { LatestAnswers } from '../amazon/latest-answers.js';
import { createSpApiClient, type SpApiClient } from '../amazon/sp-api-client.js';
import { TokenBuckets } from '../amazon/token-buckets.js';
import { createCommerceClient } from '../commerce/create-commerce-client.js';
import type { CommercePort } from '../commerce/port.js';
import type { AccountSettings } from '../config/settings.js';
import { otherStoreViews } from '../domain/store-views.js';
import { ReadBackShare } from '../ingestion/read-back-share.js';
import { RecentOrders } from '../ingestion/recent-orders.js';
import { RecentlyHandedOver } from '../ingestion/recently-handed-over.js';
import type { ChangeGate } from '../remote/change-gate.js';
import { guardedFetch } from '../remote/guarded-fetch.js';
import { CommunicationLog } from '../telemetry/communication-log.js';
import type { RemoteTraffic } from '../telemetry/remote-traffic.js';
import type { TemporalConnection } from '../temporal/connection.js';
import { accountGate } from './account-gate.js';

/** One account with its clients, as every process composes it from the settings. */
export type ConnectedAccount = {
  readonly settings: AccountSettings;
  readonly commerce: CommercePort;
  /** Every change, at Amazon or in Commerce, passes it. */
  readonly gate: ChangeGate;
  /** Only the gateway calls it. */
  readonly amazon: SpApiClient;
  readonly buckets: TokenBuckets;
  readonly latestAnswers: LatestAnswers;
  readonly recentOrders: RecentOrders;
  readonly handedOver: RecentlyHandedOver;
  readonly troubles: CommunicationLog;
  readonly announced: AnnouncedCount;
  readonly readBacks: ReadBackShare;
};

/** Set by the listener for notifications, where there is one. */
type AnnouncedCount = { count: () => number };

export const userAgent = 'Waybill/0.1 (Language=TypeScript)';

type Deps = {
  readonly nowMs: () => number;
  readonly traffic: RemoteTraffic;
  readonly temporal: Pick<TemporalConnection, 'client'>;
  readonly isSample?: boolean;
};

export function connectAccount(settings: AccountSettings, deps: Deps): ConnectedAccount {
  const { nowMs, traffic, temporal, isSample = false } = deps;
  const { id: account, amazon, commerce, shipping } = settings;
  const buckets = new TokenBuckets();
  const latestAnswers = new LatestAnswers(nowMs);
  traffic.watchQuotas(account, () => buckets.states(nowMs()));
  const announced: AnnouncedCount = { count: () => 0 };
  const gate = accountGate({ temporal, settings, store: () => shop.store, isSample });
  const shop = createCommerceClient({
    baseUrl: commerce.baseUrl,
    storeViewCode: commerce.storeViewCode,
    otherStoreViewCodes: otherStoreViews(commerce),
    auth: commerce.auth,
    characters: commerce.characters,
    nowMs,
    fetch: guardedFetch(globalThis.fetch, { remote: 'commerce', gate, tokenEndpoint: tokenEndpointOf(commerce.auth) }),
    onAnswer: ({ operation, status }) => traffic.commerceAnswered({ account, operation, status }),
    ...(shipping.sourceCode === undefined ? {} : { sourceCode: shipping.sourceCode }),
  });
  return {
    settings,
    gate,
    buckets,
    latestAnswers,
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
      fetch: guardedFetch(globalThis.fetch, { remote: 'amazon', gate, tokenEndpoint: amazon.lwaEndpoint }),
      onAnswer: ({ operation, status }) => {
        latestAnswers.note({ operation, status });
        traffic.amazonAnswered({ account, operation, status });
      },
    }),
    commerce: shop,
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

const tokenEndpointOf = (auth: AccountSettings['commerce']['auth']): string | undefined =>
  auth.kind === 'ims' ? auth.tokenEndpoint : undefined;
