import { z } from 'zod';
import type { CancelReason } from '../domain/cancel-reason.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { firstFault } from '../remote/first-fault.js';
import { cancellationDocument, cancellationFeedType } from './cancellation-feed.js';
import type { FeedDocuments } from './feed-documents.js';
import type { AmazonCancellations, CancellationRefused } from './port.js';
import { remarksOf } from './processing-report.js';
import { failureOf, type SpApiAnswer, type SpApiCall, type SpApiTransport } from './sp-api-transport.js';

type Deps = { readonly transport: SpApiTransport; readonly documents: FeedDocuments };

const feedsPath = '/feeds/2021-06-30';
const contentType = 'text/xml; charset=UTF-8';

/** Ids of Amazon's go back into paths: only characters that cannot bend one. */
const feedId = z.string().regex(/^[\w-]{1,64}$/);
const documentId = z.string().regex(/^[\w.-]{1,128}$/);

const createdDocument = z.object({ feedDocumentId: documentId, url: z.string() });
const createdFeed = z.object({ feedId });
const shownFeed = z.object({ processingStatus: z.string(), resultFeedDocumentId: documentId.nullish() });
const shownDocument = z.object({ url: z.string(), compressionAlgorithm: z.string().nullish() });

/** The words of 2026, where it has one for the same. */
const putReasons: Readonly<Partial<Record<CancelReason, string>>> = {
  NoInventory: 'NO_INVENTORY',
  BuyerCanceled: 'BUYER_CANCELLED',
  ShippingAddressUndeliverable: 'SHIPPING_ADDRESS_UNDELIVERABLE',
  CustomerExchange: 'CUSTOMER_EXCHANGE',
};

export const createCancellationsClient = ({ transport, documents }: Deps): AmazonCancellations => ({
  async cancelOrder(id, reason) {
    const cancelReasonCode = putReasons[reason];
    if (cancelReasonCode === undefined) return 'not-offered';
    const path = `/orders/2026-01-01/orders/${id}/cancellation`;
    try {
      const answer = await transport.call({
        operation: 'cancelOrder',
        method: 'PUT',
        path,
        body: { cancelReasonCode },
      });
      if (!('refused' in answer)) return 'accepted';
      return isWithdrawn(answer.refused.status) ? 'not-offered' : refusedOf(answer);
    } catch (error) {
      if (isForbidden(error)) return 'not-offered';
      throw error;
    }
  },

  async uploadCancellations({ sellerId, lines }) {
    const call = {
      operation: 'createFeedDocument',
      method: 'POST',
      path: `${feedsPath}/documents`,
      body: { contentType },
    } as const;
    const answer = await transport.call(call);
    if ('refused' in answer) return refusedOf(answer);
    const { feedDocumentId, url } = parsed(call, createdDocument, answer);
    await documents.upload(url, { contentType, text: cancellationDocument(sellerId, lines) });
    return { feedDocumentId };
  },

  async createCancellationFeed({ feedDocumentId, marketplaceIds }) {
    const call = {
      operation: 'createFeed',
      method: 'POST',
      path: `${feedsPath}/feeds`,
      body: { feedType: cancellationFeedType, marketplaceIds, inputFeedDocumentId: feedDocumentId },
    } as const;
    const answer = await transport.call(call);
    return 'refused' in answer ? refusedOf(answer) : parsed(call, createdFeed, answer);
  },

  async readCancellationFeed(id) {
    const call = { operation: 'getFeed', method: 'GET', path: `${feedsPath}/feeds/${id}` } as const;
    const answer = await transport.call(call);
    if ('refused' in answer) return { status: 'dead', as: `not found (${answer.refused.code})` };
    const { processingStatus, resultFeedDocumentId } = parsed(call, shownFeed, answer);
    if (processingStatus === 'CANCELLED' || processingStatus === 'FATAL')
      return { status: 'dead', as: processingStatus };
    if (processingStatus !== 'DONE') return { status: 'working' };
    if (resultFeedDocumentId === undefined || resultFeedDocumentId === null) return { status: 'done', remarks: [] };
    const report = await download({ transport, documents }, resultFeedDocumentId);
    const remarks = report === 'unreadable' ? 'malformed' : remarksOf(report);
    // Read again it would be the same, and all cancellations behind this feed would wait for it.
    return remarks === 'malformed' ? { status: 'report-unreadable' } : { status: 'done', remarks };
  },
});

const isWithdrawn = (status: number): boolean => status === 404 || status === 405;

/** Not the credentials: the call is not for this application. */
const isForbidden = (error: unknown): boolean =>
  error instanceof RemoteFailure && error.fault.kind === 'unauthorised' && error.fault.because === 'permission';

/** Trouble on the way is thrown, and passes; a document that Amazon has no more, or that is no document, stays so. */
async function download({ transport, documents }: Deps, id: string): Promise<string | 'unreadable'> {
  const call = { operation: 'getFeedDocument', method: 'GET', path: `${feedsPath}/documents/${id}` } as const;
  const answer = await transport.call(call);
  if ('refused' in answer) return 'unreadable';
  const { url, compressionAlgorithm } = parsed(call, shownDocument, answer);
  try {
    return await documents.download(url, compressionAlgorithm === 'GZIP');
  } catch (error) {
    if (error instanceof RemoteFailure && error.fault.kind === 'malformed-answer') return 'unreadable';
    throw error;
  }
}

function parsed<T extends z.ZodType>(
  call: SpApiCall,
  schema: T,
  { json, requestId }: Extract<SpApiAnswer, { readonly json: unknown }>,
): z.infer<T> {
  const read = schema.safeParse(json);
  if (!read.success) throw failureOf(call, { kind: 'malformed-answer', at: firstFault(read.error) }, { requestId });
  return read.data;
}

const refusedOf = ({ refused }: Extract<SpApiAnswer, { readonly refused: unknown }>): CancellationRefused => ({
  refused: refused.code,
  text: refused.text === '' ? refused.code : refused.text,
});
