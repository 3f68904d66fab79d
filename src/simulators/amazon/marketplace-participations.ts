import { marketplaceOf } from './marketplaces.js';
import type { Operation } from './operation.js';

/** Sellers v1: where the seller sells. */
export const marketplaceParticipationsOperation: Operation = {
  name: 'getMarketplaceParticipations',
  method: 'GET',
  url: '/sellers/v1/marketplaceParticipations',
  grant: 'seller',
  handle: ({ seller }) => ({
    status: 200,
    body: {
      payload: seller.marketplaces.map(marketplaceOf).map((marketplace) => ({
        marketplace: {
          id: marketplace.id,
          name: marketplace.name,
          countryCode: marketplace.countryCode,
          defaultCurrencyCode: marketplace.currency,
          defaultLanguageCode: marketplace.language,
          domainName: marketplace.domain,
        },
        storeName: `Store of ${seller.sellerId}`,
        participation: {
          isParticipating: !(seller.notParticipatingIn ?? []).includes(marketplace.id),
          hasSuspendedListings: (seller.suspendedIn ?? []).includes(marketplace.id),
        },
      })),
    },
  }),
};
