import type { AmazonFaults } from './amazon-faults.js';
import { withDatasets } from './datasets.js';
import { type Answer, invalidInput, notFound } from './error-list.js';
import type { JsonObject } from './json.js';
import type { Operation, SellerCall } from './operation.js';
import type { OrderBook } from './order-book.js';
import type { OrderRecord } from './order-record.js';
import type { PageTokens } from './page-tokens.js';
import { parseIncludedData, parseSearchParameters, type SearchParameters } from './search-parameters.js';
import { amazonOrderIdPattern } from './seeded-order.js';
import { wireOrder } from './wire-order.js';
import { wireTime } from './wire-times.js';

/** Orders 2026-01-01: searchOrders and getOrder. */
type Deps = {
  readonly book: OrderBook;
  readonly pageTokens: PageTokens;
  readonly faults: AmazonFaults;
  readonly nowMs: () => number;
};

/** Older orders are in Amazon's archives, which this API does not read. */
const historyMs = 2 * 365 * 24 * 60 * 60 * 1000;

const tokenRefused = invalidInput(
  'The paginationToken you have submitted is not valid. All parameters must match the original request except ' +
    'maxResultsPerPage.',
);

export const readOperations = (deps: Deps): readonly Operation[] => [
  {
    name: 'searchOrders',
    method: 'GET',
    url: '/orders/2026-01-01/orders',
    grant: 'seller',
    marketplacesOf: ({ query, seller }) =>
      typeof query['marketplaceIds'] === 'string' ? query['marketplaceIds'].split(',') : (seller?.marketplaces ?? []),
    handle: (call) => searchOrders(call, deps),
  },
  {
    name: 'getOrder',
    method: 'GET',
    url: '/orders/2026-01-01/orders/:orderId',
    grant: 'seller',
    marketplacesOf: deps.book.marketplacesOf,
    handle: (call) => getOrder(call, deps),
  },
];

function searchOrders(call: SellerCall, deps: Deps): Answer {
  const { seller, applicationId } = call;
  const parameters = parseSearchParameters(call.query, {
    nowMs: deps.nowMs(),
    sellerMarketplaces: seller.marketplaces,
  });
  if ('refused' in parameters) return parameters.refused;
  const binding = { sellerId: seller.sellerId, applicationId, boundTo: parameters.boundTo };
  const start = startOf(parameters, (token) => deps.pageTokens.read(token, binding));
  const target = { operation: 'searchOrders', subjects: [seller.sellerId] };
  if (start === 'refused') return tokenRefused;
  if (parameters.pageToken !== undefined && deps.faults.take(['expired-page-token'], target) !== undefined) {
    return { ...tokenRefused, fault: 'expired-page-token' };
  }
  const timeOf = (order: OrderRecord): string =>
    parameters.by === 'created' ? order.createdTime : order.lastUpdatedTime;
  const found = deps.book
    .listed()
    .filter((order) => order.sellerId === seller.sellerId && isWanted(order, parameters, start.beforeMs, deps.nowMs()))
    .map((order) => ({ order, time: timeOf(order), timeMs: Date.parse(timeOf(order)) }))
    .filter(({ order, timeMs }) => isAfter({ timeMs, id: order.amazonOrderId }, start))
    .sort((a, b) => a.timeMs - b.timeMs || (a.order.amazonOrderId < b.order.amazonOrderId ? -1 : 1));
  const page = found.slice(0, parameters.pageSize);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return {
    status: 200,
    body: {
      orders: page.map(({ order }) => shown(order, parameters.included, call, deps)),
      pagination:
        last === undefined
          ? undefined
          : {
              nextToken: deps.pageTokens.issue(
                { beforeMs: start.beforeMs, lastTime: last.time, lastOrderId: last.order.amazonOrderId },
                binding,
              ),
            },
      [`${parameters.by}Before`]: wireTime(start.beforeMs),
    },
  };
}

type Start = { readonly beforeMs: number; readonly lastTime?: string; readonly lastOrderId?: string };

/** A window without an upper bound keeps, over all its pages, the one it had on the first. */
function startOf(
  { pageToken, beforeMs }: SearchParameters,
  read: (token: string) => Start | 'refused',
): Start | 'refused' {
  return pageToken === undefined ? { beforeMs } : read(pageToken);
}

function isWanted(order: OrderRecord, parameters: SearchParameters, beforeMs: number, nowMs: number): boolean {
  const timeMs = Date.parse(parameters.by === 'created' ? order.createdTime : order.lastUpdatedTime);
  return (
    timeMs >= parameters.afterMs &&
    timeMs <= beforeMs &&
    Date.parse(order.createdTime) >= nowMs - historyMs &&
    parameters.statuses.includes(order.status) &&
    parameters.marketplaceIds.includes(order.marketplaceId) &&
    parameters.fulfilledBy.includes(order.fulfilledBy)
  );
}

function isAfter({ timeMs, id }: { timeMs: number; id: string }, { lastTime, lastOrderId }: Start): boolean {
  if (lastTime === undefined || lastOrderId === undefined) return true;
  const lastMs = Date.parse(lastTime);
  return timeMs > lastMs || (timeMs === lastMs && id > lastOrderId);
}

function getOrder(call: SellerCall, deps: Deps): Answer {
  const orderId = call.parameters['orderId'] ?? '';
  if (!amazonOrderIdPattern.test(orderId)) return invalidInput('Invalid Input');
  const included = parseIncludedData(call.query);
  if ('refused' in included) return included.refused;
  const order = deps.book.find(orderId);
  if (order === undefined || order.sellerId !== call.seller.sellerId) return notFound(`Order ${orderId}`);
  return { status: 200, body: { order: shown(order, included, call, deps) } };
}

function shown(order: OrderRecord, included: SearchParameters['included'], call: SellerCall, deps: Deps): JsonObject {
  const viewer = { nowMs: deps.nowMs(), missingRoles: call.seller.missingRoles ?? [] };
  return withDatasets(wireOrder(order, viewer), included);
}
