import { z } from 'zod';
import { parseMarketplaceId, parseSellerId } from '../domain/ids.js';
import { dayOrMoment, group, parsedBy, text, url, wholeNumber } from './setting-values.js';
import { type AmazonRegion, type AmazonSettings, amazonRegions } from './settings.js';

const endpoints: Readonly<Record<AmazonRegion, string>> = {
  na: 'https://sellingpartnerapi-na.amazon.com',
  eu: 'https://sellingpartnerapi-eu.amazon.com',
  fe: 'https://sellingpartnerapi-fe.amazon.com',
};
const lwaEndpoint = 'https://api.amazon.com/auth/o2/token';

export const amazonSettings = group({
  sellerId: parsedBy(parseSellerId, 'must be the seller id as Seller Central shows it: capital letters and digits'),
  region: z.enum(amazonRegions),
  endpoint: url.optional(),
  lwaEndpoint: url.optional(),
  clientId: text,
  clientSecret: text,
  refreshToken: text,
  clientSecretExpiresAt: dayOrMoment.optional(),
  marketplaces: z
    .array(parsedBy(parseMarketplaceId, 'must be a marketplace id such as ATVPDKIKX0DER'))
    .min(1)
    // Amazon takes no more in one search.
    .max(50),
  notifications: group({ queueUrl: url, region: text, endpoint: url.optional() }).optional(),
  cancelBy: z.enum(['feed', 'put']).default('feed'),
  cancelFeedSeconds: wholeNumber({ min: 1, max: 86_400 }).default(300),
}).transform(
  (written): AmazonSettings => ({
    sellerId: written.sellerId,
    region: written.region,
    endpoint: written.endpoint ?? endpoints[written.region],
    lwaEndpoint: written.lwaEndpoint ?? lwaEndpoint,
    clientId: written.clientId,
    clientSecret: written.clientSecret,
    refreshToken: written.refreshToken,
    marketplaces: written.marketplaces,
    cancelBy: written.cancelBy,
    cancelFeedIntervalMs: written.cancelFeedSeconds * 1_000,
    ...(written.clientSecretExpiresAt === undefined ? {} : { clientSecretExpiresAt: written.clientSecretExpiresAt }),
    ...(written.notifications === undefined
      ? {}
      : {
          notifications: {
            queueUrl: written.notifications.queueUrl,
            region: written.notifications.region,
            ...(written.notifications.endpoint === undefined ? {} : { endpoint: written.notifications.endpoint }),
          },
        }),
  }),
);
