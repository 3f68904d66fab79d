import { type Answer, notFound, refuse } from './error-list.js';
import { type Feeds, wireFeed } from './feeds.js';
import { isJsonObject, type JsonObject, parseJson } from './json.js';
import type { Operation, SellerCall } from './operation.js';
import type { PresignedUrls } from './presigned-urls.js';
import type { SimulatorSettings } from './simulator-options.js';

/** Feeds 2021-06-30, for the one feed type that Waybill sends. */
type Deps = {
  readonly feeds: Feeds;
  readonly urls: PresignedUrls;
  readonly nowMs: () => number;
  readonly settings: () => SimulatorSettings;
};

export const feedOperations = (deps: Deps): readonly Operation[] => [
  {
    name: 'createFeedDocument',
    method: 'POST',
    url: '/feeds/2021-06-30/documents',
    grant: 'seller',
    handle: (call) => createFeedDocument(call, deps),
  },
  {
    name: 'createFeed',
    method: 'POST',
    url: '/feeds/2021-06-30/feeds',
    grant: 'seller',
    handle: (call) => createFeed(call, deps),
  },
  {
    name: 'getFeed',
    method: 'GET',
    url: '/feeds/2021-06-30/feeds/:feedId',
    grant: 'seller',
    handle: (call) => getFeed(call, deps),
  },
  {
    name: 'getFeedDocument',
    method: 'GET',
    url: '/feeds/2021-06-30/documents/:feedDocumentId',
    grant: 'seller',
    handle: (call) => getFeedDocument(call, deps),
  },
];

const feedTypes = ['POST_ORDER_ACKNOWLEDGEMENT_DATA'];
const marketplacesMax = 25;
/** Feeds write their code as a number. */
const invalid = (details = 'Invalid input'): Answer => refuse(400, { code: '400', message: 'Invalid input', details });

function createFeedDocument(call: SellerCall, { feeds, urls }: Deps): Answer {
  const contentType = bodyOf(call)?.['contentType'];
  if (typeof contentType !== 'string' || contentType === '') return invalid();
  const { feedDocumentId } = feeds.newDocument(call.seller.sellerId, contentType);
  const url = urls.issue(call.baseUrl, { documentId: feedDocumentId, method: 'PUT' });
  return { status: 201, body: { feedDocumentId, url } };
}

function createFeed(call: SellerCall, { feeds }: Deps): Answer {
  const { feedType, marketplaceIds, inputFeedDocumentId } = bodyOf(call) ?? {};
  const { sellerId, marketplaces } = call.seller;
  if (typeof feedType !== 'string') return invalid();
  if (!feedTypes.includes(feedType)) return invalid('Unknown feedType');
  const ids = Array.isArray(marketplaceIds) ? marketplaceIds.filter((id) => typeof id === 'string') : [];
  if (ids.length === 0 || ids.length > marketplacesMax || ids.some((id) => !marketplaces.includes(id))) {
    return invalid('marketplaceIds are 1 to 25 marketplaces of the seller');
  }
  const document = typeof inputFeedDocumentId === 'string' ? feeds.document(inputFeedDocumentId) : undefined;
  if (document === undefined || document.sellerId !== sellerId) return invalid('Unknown inputFeedDocumentId');
  const { feedDocumentId } = document;
  const feed = feeds.create({ sellerId, feedType, marketplaceIds: ids, inputFeedDocumentId: feedDocumentId });
  return { status: 202, body: { feedId: feed.feedId } };
}

function getFeed({ seller, parameters }: SellerCall, { feeds, nowMs }: Deps): Answer {
  const feedId = parameters['feedId'] ?? '';
  if (!/^\d+$/.test(feedId)) return invalid();
  const feed = feeds.find(feedId);
  if (feed === undefined || feed.sellerId !== seller.sellerId) return notFound('Feed');
  return { status: 200, body: wireFeed(feed, nowMs()) };
}

function getFeedDocument(call: SellerCall, { feeds, urls, settings }: Deps): Answer {
  const id = call.parameters['feedDocumentId'] ?? '';
  if (!/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return invalid();
  const document = feeds.document(id);
  if (document === undefined || document.sellerId !== call.seller.sellerId) return notFound('Feed document');
  const { feedDocumentId } = document;
  const url = urls.issue(call.baseUrl, { documentId: feedDocumentId, method: 'GET' });
  return {
    status: 200,
    body: { feedDocumentId, url, compressionAlgorithm: settings().gzipFeedResults ? 'GZIP' : undefined },
  };
}

function bodyOf({ rawBody }: SellerCall): JsonObject | undefined {
  const parsed = parseJson(rawBody);
  return parsed !== 'not-json' && isJsonObject(parsed.value) ? parsed.value : undefined;
}
