import { z } from 'zod';
import type { AmazonOrderId, MarketplaceId } from '../domain/ids.js';
import { firstFault } from '../remote/first-fault.js';
import { applicationAccessTokens, sellerAccessTokens } from './access-token.js';
import { RemoteClock } from './remote-clock.js';
import type { SpApiClientOptions } from './sp-api-client.js';
import { failureOf, type SpApiAnswer, type SpApiCall, SpApiTransport } from './sp-api-transport.js';

export type Participation = {
  readonly marketplaceId: string;
  readonly isParticipating: boolean;
  readonly hasSuspendedListings: boolean;
};

/** What Amazon shows of an order's buyer; never who it is. */
export type VisibleData = { readonly hasBuyer: boolean; readonly hasAddress: boolean; readonly isPersonal: boolean };

/**
 * Looks, and changes nothing. Throws RemoteFailure when Amazon refuses or is in trouble. Each costs one call of an
 * operation's own allowance: none of them is the search's, save `search`.
 */
export interface AmazonDiagnosis {
  sellerToken(): Promise<void>;
  /** Of the application alone, for what belongs to no seller. */
  applicationToken(): Promise<void>;
  participations(): Promise<readonly Participation[]>;
  /** Feeds carry cancellations. Asks for a feed that does not exist. */
  feeds(): Promise<void>;
  orderData(id: AmazonOrderId): Promise<VisibleData | 'not-found'>;
  /** One of twenty an hour. */
  search(marketplaces: readonly MarketplaceId[], updatedAfter: string): Promise<void>;
  /** Positive when Amazon's clock is ahead of ours; undefined while nothing was answered. */
  clockSkewMs(): number | undefined;
}

const participation = z.object({
  marketplace: z.object({ id: z.string() }),
  participation: z.object({ isParticipating: z.boolean(), hasSuspendedListings: z.boolean().optional() }),
});
const participations = z.object({ payload: z.array(participation).nullish() });
const visible = z.object({
  order: z.object({
    fulfillment: z.object({ fulfillmentStatus: z.string(), fulfilledBy: z.string() }).partial().nullish(),
    buyer: z.object({ buyerEmail: z.unknown(), buyerName: z.unknown() }).partial().nullish(),
    recipient: z.object({ deliveryAddress: z.object({ addressLine1: z.unknown() }).partial().nullish() }).nullish(),
  }),
});

const timeoutMsDefault = 20_000;
const ordersPath = '/orders/2026-01-01/orders';

export function createAmazonDiagnosis(options: SpApiClientOptions): AmazonDiagnosis {
  const { fetch = globalThis.fetch, timeoutMs = timeoutMsDefault, nowMs, userAgent } = options;
  const { endpoint, lwaEndpoint, credentials, buckets, onAnswer = () => undefined } = options;
  const tokenDeps = { lwaEndpoint, credentials, userAgent, nowMs, fetch, timeoutMs };
  const clock = new RemoteClock();
  let hasAnswered = false;
  const accessTokens = sellerAccessTokens(tokenDeps);
  const transport = new SpApiTransport({
    endpoint,
    accessTokens,
    buckets,
    clock,
    nowMs,
    userAgent,
    fetch,
    timeoutMs,
    onAnswer: (answer) => {
      hasAnswered ||= answer.status !== 0;
      onAnswer(answer);
    },
  });
  return {
    sellerToken: async () => void (await accessTokens.current()),
    applicationToken: async () => void (await applicationAccessTokens(tokenDeps).current()),
    participations: async () => {
      const call = {
        operation: 'getMarketplaceParticipations',
        method: 'GET',
        path: '/sellers/v1/marketplaceParticipations',
      } as const;
      const { payload } = parsed(call, await transport.call(call), participations);
      return (payload ?? []).map(({ marketplace, participation: { isParticipating, hasSuspendedListings } }) => ({
        marketplaceId: marketplace.id,
        isParticipating,
        hasSuspendedListings: hasSuspendedListings === true,
      }));
    },
    // 404, or 400 for an id that Amazon never gave out: both say that we may ask.
    feeds: async () =>
      void (await transport.call({ operation: 'getFeed', method: 'GET', path: '/feeds/2021-06-30/feeds/1' })),
    orderData: async (id) => {
      const query = { includedData: 'FULFILLMENT,BUYER,RECIPIENT' };
      const call = { operation: 'getOrder', method: 'GET', path: `${ordersPath}/${id}`, query } as const;
      const answer = await transport.call(call);
      if ('refused' in answer && answer.refused.status === 404) return 'not-found';
      const { buyer, recipient, fulfillment } = parsed(call, answer, visible).order;
      const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
      return {
        hasBuyer: isSet(buyer?.buyerEmail) || isSet(buyer?.buyerName),
        hasAddress: isSet(recipient?.deliveryAddress?.addressLine1),
        // Nobody is shown the buyer of a pending order, nor always that of one which Amazon ships.
        isPersonal:
          fulfillment?.fulfilledBy === 'MERCHANT' &&
          ['UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(fulfillment.fulfillmentStatus ?? ''),
      };
    },
    search: async (marketplaces, updatedAfter) => {
      const query = { lastUpdatedAfter: updatedAfter, marketplaceIds: marketplaces.join(','), maxResultsPerPage: '1' };
      const call = { operation: 'searchOrders', method: 'GET', path: ordersPath, query } as const;
      parsed(call, await transport.call(call), z.unknown());
    },
    clockSkewMs: () => (hasAnswered ? clock.skewMs : undefined),
  };
}

function parsed<Schema extends z.ZodType>(call: SpApiCall, answer: SpApiAnswer, schema: Schema): z.infer<Schema> {
  const { requestId } = answer;
  if ('refused' in answer) {
    const { code, text } = answer.refused;
    throw failureOf(call, { kind: 'rejected', code }, { requestId, detail: text });
  }
  const read = schema.safeParse(answer.json);
  if (read.success) return read.data;
  throw failureOf(call, { kind: 'malformed-answer', at: firstFault(read.error) }, { requestId });
}
