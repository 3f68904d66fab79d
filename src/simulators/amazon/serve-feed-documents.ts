import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Feeds } from './feeds.js';
import type { PresignedUrls } from './presigned-urls.js';
import type { Door } from './serve-operation.js';
import { wireTime } from './wire-times.js';
import { escapeXml } from './xml.js';

/** The storage behind the presigned links. It is S3's, not the API's: no token, no quota, errors in S3's XML. */
export function serveFeedDocuments(app: FastifyInstance, of: { feeds: Feeds; urls: PresignedUrls; door: Door }): void {
  const { feeds, urls, door } = of;
  const url = '/feed-documents/:documentId';

  app.put(url, async (request, reply) => {
    const { documentId } = request.params as { documentId: string }; // fastify's own parse of the route
    const refusal = refusalOf(urls.check({ documentId, method: 'PUT' }, request.query as Record<string, unknown>));
    const document = feeds.document(documentId);
    // The link is signed together with the content type that was announced for it.
    const isOtherType = document?.contentType !== request.headers['content-type'];
    const problem = refusal ?? (isOtherType ? 'SignatureDoesNotMatch' : undefined);
    const content = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    write(request, { operation: 'uploadFeedDocument', status: problem === undefined ? 200 : 403, body: content });
    if (problem !== undefined || document === undefined) return refuse(reply, problem ?? 'NoSuchKey');
    feeds.upload(document, content);
    return reply.code(200).send();
  });

  app.get(url, { exposeHeadRoute: false }, async (request, reply) => {
    const { documentId } = request.params as { documentId: string }; // fastify's own parse of the route
    const problem = refusalOf(urls.check({ documentId, method: 'GET' }, request.query as Record<string, unknown>));
    const document = feeds.document(documentId);
    const isThere = document?.content !== undefined;
    write(request, { operation: 'downloadFeedDocument', status: problem === undefined && isThere ? 200 : 403 });
    if (problem !== undefined || document?.content === undefined) return refuse(reply, problem ?? 'NoSuchKey');
    const isGzip = door.settings().gzipFeedResults;
    const bytes = isGzip ? gzipSync(document.content) : Buffer.from(document.content);
    return reply.code(200).header('content-type', document.contentType).send(bytes);
  });

  function write(request: FastifyRequest, entry: { operation: string; status: number; body?: unknown }): void {
    const path = request.url.split('?')[0] ?? request.url; // without the signature
    door.ledger.write({ at: wireTime(door.nowMs()), method: request.method, path, ...entry });
  }
}

const refusalOf = (verdict: 'valid' | 'expired' | 'wrong'): string | undefined =>
  verdict === 'valid' ? undefined : verdict === 'expired' ? 'AccessDenied' : 'SignatureDoesNotMatch';

function refuse(reply: FastifyReply, code: string): FastifyReply {
  const message = code === 'AccessDenied' ? 'Request has expired' : code;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return reply.code(403).type('application/xml').send(xml);
}
