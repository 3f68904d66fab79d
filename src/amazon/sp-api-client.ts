import type { AmazonOrder, UnreadableOrder } from '../domain/amazon-order.js';
import { firstFault } from '../remote/first-fault.js';
import type { Fetch } from '../remote/http-exchange.js';
import { type AmazonCredentials, sellerAccessTokens } from './access-token.js';
import { amazonOrderFromWire } from './amazon-order-from-wire.js';
import { createCancellationsClient } from './cancellations-client.js';
import { confirmationBody } from './confirmation-body.js';
import { createFeedDocuments } from './feed-documents.js';
import { amazonFinancesOver } from './finances-client.js';
import type {
  AmazonCancellations,
  AmazonFinances,
  AmazonOperation,
  AmazonOrders,
  OrdersPage,
  SearchWindow,
} from './port.js';
import { RemoteClock } from './remote-clock.js';
import { type AmazonAnswerSeen, failureOf, type SpApiError, SpApiTransport } from './sp-api-transport.js';
import type { TokenBuckets } from './token-buckets.js';
import { TokenLine } from './token-line.js';
import { wireOrderAnswer, wireOrdersPage, wireRegulatedInfo } from './wire-schemas.js';

export type SpApiClientOptions = {
  readonly endpoint: string;
  readonly lwaEndpoint: string;
  readonly credentials: AmazonCredentials;
  readonly buckets: TokenBuckets;
  readonly nowMs: () => number;
  readonly userAgent: string;
  readonly fetch?: Fetch;
  readonly timeoutMs?: number;
  /** For metrics; must not throw. */
  readonly onAnswer?: (answer: AmazonAnswerSeen) => void;
};

export type SpApiClient = AmazonOrders &
  AmazonFinances & {
    readonly cancellations: AmazonCancellations;
    /** What Amazon's clock shows against ours; positive when Amazon is ahead. Windows of a sweep are in Amazon's time. */
    readonly clockSkewMs: () => number;
  };

const timeoutMsDefault = 20_000;

/**
 * A page costs one call whatever is in it, so all is asked for that is used; nothing more, since some of it is personal
 * (PAYMENT) and the rest unused (EXPENSE, PROMOTION, FULFILLMENT_ORDERS).
 */
const includedData = 'BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES,TAX';
const ordersPath = '/orders/2026-01-01/orders';
const pageSizeMax = 100;
/** After every ship-by time. */
const noHurry = '9999';

export function createSpApiClient(options: SpApiClientOptions): SpApiClient {
  const { fetch = globalThis.fetch, timeoutMs = timeoutMsDefault, nowMs, userAgent } = options;
  const clock = new RemoteClock();
  const transport = new SpApiTransport({
    endpoint: options.endpoint,
    accessTokens: sellerAccessTokens({
      lwaEndpoint: options.lwaEndpoint,
      credentials: options.credentials,
      userAgent,
      nowMs,
      fetch,
      timeoutMs,
    }),
    buckets: options.buckets,
    clock,
    nowMs,
    userAgent,
    fetch,
    timeoutMs,
    onAnswer: options.onAnswer ?? (() => undefined),
  });
  const documents = createFeedDocuments({ fetch, timeoutMs, endpoint: options.endpoint });
  const cancellations = createCancellationsClient({ transport, documents });
  const confirmations = new TokenLine({ buckets: options.buckets, operation: 'confirmShipment', nowMs });
  return {
    ...amazonOrdersOver(transport, confirmations),
    ...amazonFinancesOver(transport),
    cancellations,
    clockSkewMs: () => clock.skewMs,
  };
}

const amazonOrdersOver = (transport: SpApiTransport, confirmations: TokenLine): AmazonOrders => ({
  async fetchOrder(id) {
    const call = {
      operation: 'getOrder',
      method: 'GET',
      path: `${ordersPath}/${id}`,
      query: { includedData },
    } as const;
    const answer = await transport.call(call);
    if ('refused' in answer) {
      if (isUnknownOrder(answer.refused)) return 'not-found';
      throw rejected(call.operation, answer);
    }
    const parsed = wireOrderAnswer.safeParse(answer.json);
    const order = parsed.success ? amazonOrderFromWire(parsed.data.order) : 'without-id';
    if (order === 'without-id')
      throw failureOf(call, { kind: 'malformed-answer', at: 'order' }, { requestId: answer.requestId });
    // A cache or a gateway may mix up answers; an order must never be created from another one's.
    if (order.id !== id)
      throw failureOf(call, { kind: 'malformed-answer', at: 'order.orderId' }, { requestId: answer.requestId });
    return order;
  },

  async searchOrders(window) {
    const call = { operation: 'searchOrders', method: 'GET', path: ordersPath, query: searchQuery(window) } as const;
    const answer = await transport.call(call);
    if (!('refused' in answer)) return pageOf(answer);
    if (window.pageToken !== undefined && isPageTokenRefused(answer.refused)) return 'page-token-refused';
    // Amazon gives out nothing younger than two minutes. Asked for it, our clock must be ahead of Amazon's.
    if (/2 minutes/i.test(answer.refused.text)) {
      throw failureOf(call, { kind: 'unauthorised', because: 'clock' }, { requestId: answer.requestId });
    }
    throw rejected(call.operation, answer);
  },

  async confirmShipment(confirmation) {
    const answer = await transport.call({
      operation: 'confirmShipment',
      method: 'POST',
      path: `/orders/v0/orders/${confirmation.amazonOrderId}/shipmentConfirmation`,
      body: confirmationBody(confirmation),
      takeToken: () => confirmations.take(confirmation.shipBy ?? noHurry),
    });
    if (!('refused' in answer)) return 'accepted';
    const { status, code, text } = answer.refused;
    if (status !== 400 && !isAmazonsNotFound(answer.refused)) throw rejected('confirmShipment', answer);
    return { refused: code, text };
  },

  async regulatedStatus(id) {
    const answer = await transport.call({
      operation: 'getOrderRegulatedInfo',
      method: 'GET',
      path: `/orders/v0/orders/${id}/regulatedInfo`,
    });
    const parsed = 'refused' in answer ? undefined : wireRegulatedInfo.safeParse(answer.json);
    if (parsed?.success !== true) return undefined;
    const { RegulatedInformation: information, RegulatedOrderVerificationStatus: verification } = parsed.data.payload;
    return information.Fields.length === 0 ? undefined : verification.Status;
  },
});

const fulfillers = { FBM: 'MERCHANT', FBA: 'AMAZON' } as const;

function searchQuery(window: SearchWindow): Readonly<Record<string, string>> {
  return {
    lastUpdatedAfter: window.updatedAfter,
    lastUpdatedBefore: window.updatedBefore,
    marketplaceIds: window.marketplaces.join(','),
    includedData,
    maxResultsPerPage: String(pageSizeMax),
    ...(window.fulfilledBy === undefined ? {} : { fulfilledBy: fulfillers[window.fulfilledBy] }),
    ...(window.pageToken === undefined ? {} : { paginationToken: window.pageToken }),
  };
}

function pageOf(answer: { readonly json: unknown; readonly requestId: string | undefined }): OrdersPage {
  const parsed = wireOrdersPage.safeParse(answer.json);
  if (!parsed.success) {
    const at = firstFault(parsed.error);
    throw failureOf({ operation: 'searchOrders' }, { kind: 'malformed-answer', at }, { requestId: answer.requestId });
  }
  const read = parsed.data.orders.map(amazonOrderFromWire);
  const orders = read.filter((order): order is AmazonOrder | UnreadableOrder => order !== 'without-id');
  const nextPageToken = parsed.data.pagination?.nextToken;
  const reachesTo = parsed.data.lastUpdatedBefore;
  return {
    orders,
    withoutId: read.length - orders.length,
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
    ...(reachesTo === undefined ? {} : { reachesTo }),
  };
}

/** A 400 counts only when it is about the order's id: one about anything else in the request is our mistake. */
const isUnknownOrder = ({ status, code, text }: SpApiError): boolean =>
  isAmazonsNotFound({ status, code }) || (status === 400 && /order ?id|order .*not (be )?found/i.test(text));

/** A 404 without Amazon's error body comes from something between us and Amazon, or from a wrong endpoint in the settings. */
const isAmazonsNotFound = ({ status, code }: Pick<SpApiError, 'status' | 'code'>): boolean =>
  status === 404 && code !== 'status-404';

/** "The paginationToken you have submitted is not valid. …": too old, or asked with other parameters. */
const isPageTokenRefused = ({ status, code, text }: SpApiError): boolean =>
  status === 400 && code === 'InvalidInput' && /pagination ?token/i.test(text);

function rejected(
  operation: AmazonOperation,
  answer: { readonly refused: SpApiError; readonly requestId: string | undefined },
) {
  const { code, text } = answer.refused;
  return failureOf({ operation }, { kind: 'rejected', code }, { requestId: answer.requestId, detail: text });
}
