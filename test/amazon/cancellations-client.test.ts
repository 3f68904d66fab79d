import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createSpApiClient } from '../../src/amazon/sp-api-client.js';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import type { CancellationLine } from '../../src/domain/cancellation-line.js';
import { parseSellerId } from '../../src/domain/ids.js';
import { sendJson } from '../remote/ad-hoc-server.js';
import { thrownBy } from '../remote/thrown-by.js';
import { type AmazonAtHand, amazonAtHand, seller } from '../simulators/amazon/amazon-at-hand.js';
import { given } from '../support/order-inputs.js';
import { until } from '../support/until.js';
import { itemIdOf, orderId, orderIdOf, usMarketplace } from './ids.js';
import { amazonError, type LyingAmazon, lyingAmazon } from './lying-amazon.js';

const sellerId = given(parseSellerId(seller.sellerId));
const lineOf = (raw: string, changes: Partial<CancellationLine> = {}): CancellationLine => ({
  amazonOrderId: orderIdOf(raw),
  marketplaceId: usMarketplace,
  reason: 'NoInventory',
  orderItemIds: [itemIdOf('10000000000001')],
  ...changes,
});
const items = [{ sku: 'MUG-1', title: 'A mug', quantity: 1, unitPrice: '12.50', orderItemId: '10000000000001' }];

describe("cancellations at Amazon's simulator", () => {
  let at: AmazonAtHand;
  afterEach(() => at.close());

  async function opened(settings: Readonly<Record<string, unknown>> = {}) {
    at = await amazonAtHand();
    await at.control('POST', '/settings', { feedProcessingMs: 20, ...settings });
    const { cancellations } = createSpApiClient({
      endpoint: at.url,
      lwaEndpoint: `${at.url}/auth/o2/token`,
      credentials: seller,
      buckets: new TokenBuckets({ rateShare: 1 }),
      nowMs: Date.now,
      userAgent: 'Waybill/test',
    });
    const send = async (lines: readonly CancellationLine[]) => {
      const document = await cancellations.uploadCancellations({ sellerId, lines });
      if ('refused' in document) throw new Error(document.text);
      const feed = await cancellations.createCancellationFeed({ ...document, marketplaceIds: [usMarketplace] });
      if ('refused' in feed) throw new Error(feed.text);
      return until(
        () => cancellations.readCancellationFeed(feed.feedId),
        ({ status }) => status !== 'working',
      );
    };
    return { cancellations, send };
  }

  it.each([false, true])(
    'by feed: each line is judged by itself, the report is read (packed: %s)',
    async (isPacked) => {
      const { send } = await opened({ gzipFeedResults: isPacked });
      const [good, shipped] = [await at.order({ items }), await at.order({ items })];
      await at.control('POST', `/orders/${shipped}/ship`, {});
      const unknown = '902-0000000-0000000';
      const feed = await send([lineOf(unknown), lineOf(good), lineOf(shipped)]);
      expect(feed).toEqual({
        status: 'done',
        remarks: [
          { line: 1, kind: 'error', text: `Order ${unknown} is unknown.` },
          { line: 3, kind: 'warning', text: expect.stringContaining('refunded') },
        ],
      });
      expect(await at.control('GET', `/orders/${good}`)).toMatchObject({ body: { status: 'CANCELLED' } });
    },
  );

  it.each(['feed-cancelled', 'feed-fatal'])('a feed that Amazon ends as %s is dead', async (kind) => {
    const { send } = await opened();
    await at.control('POST', '/faults', { kind, operation: 'createFeed', times: 1 });
    const id = await at.order({ items });
    expect(await send([lineOf(id)])).toEqual({ status: 'dead', as: kind.slice('feed-'.length).toUpperCase() });
  });

  it('the same document handed in twice cancels once, and the second line is refused', async () => {
    const { send } = await opened();
    const id = await at.order({ items });
    expect(await send([lineOf(id)])).toEqual({ status: 'done', remarks: [] });
    expect(await send([lineOf(id)])).toMatchObject({ remarks: [{ line: 1, kind: 'error' }] });
  });

  it('by the call: accepted where it is offered, and not offered where it is withdrawn or has no such reason', async () => {
    const { cancellations } = await opened();
    const id = orderIdOf(await at.order({ items }));
    expect(await cancellations.cancelOrder(id, 'NoInventory')).toBe('not-offered');
    await at.control('POST', '/settings', { cancelOrderEnabled: true });
    expect(await cancellations.cancelOrder(id, 'CarrierCreditDecision')).toBe('not-offered');
    expect(await cancellations.cancelOrder(id, 'NoInventory')).toBe('accepted');
    expect(await cancellations.cancelOrder(id, 'NoInventory')).toMatchObject({ refused: 'InvalidInput' });
  });
});

describe('an Amazon that answers strangely', () => {
  let amazon: LyingAmazon;
  afterEach(() => amazon.server.close());
  const report = (results: string) =>
    `<AmazonEnvelope><Message><ProcessingReport>${results}</ProcessingReport></Message></AmazonEnvelope>`;

  /** A feed that is done, with this as its document. */
  const shows = async (bytes: string | Buffer, shown: object = {}) => {
    amazon = await lyingAmazon((request, response) => {
      if (request.url?.includes('/feeds/7')) {
        sendJson(response, 200, { processingStatus: 'DONE', resultFeedDocumentId: 'doc-1' });
      } else if (request.url?.includes('/documents/doc-1')) {
        sendJson(response, 200, { url: `${amazon.server.url}/stored`, ...shown });
      } else response.writeHead(200).end(bytes);
    });
    return amazon.client.cancellations.readCancellationFeed('7');
  };

  it('has its words made fit to be shown, and takes what is no warning for an error of all lines', async () => {
    const words = 'The order of jane@example.com &lt;b&gt; is\n closed';
    expect(await shows(report(`<Result><ResultDescription>${words}</ResultDescription></Result>`))).toEqual({
      status: 'done',
      remarks: [{ line: 'all', kind: 'error', text: 'The order of … <b> is closed' }],
    });
  });

  it.each([
    ['no XML', 'Processed: 1'],
    ['something else in XML', '<html/>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><AmazonEnvelope/>'],
    ['a cut document', '<AmazonEnvelope><Message>'],
  ])('whose report is %s is not believed, and holds up no later feed', async (_, text) => {
    expect(await shows(text)).toEqual({ status: 'report-unreadable' });
  });

  it('that calls packed what is not, or sends a bomb, is not believed', async () => {
    const packed = { compressionAlgorithm: 'GZIP' };
    expect(await shows('plain', packed)).toEqual({ status: 'report-unreadable' });
    await amazon.server.close();
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
    expect(await shows(bomb, packed)).toEqual({ status: 'report-unreadable' });
  });

  it('that has the report no more says so once; one whose storage is away is asked again', async () => {
    amazon = await lyingAmazon((request, response) => {
      if (request.url?.includes('/feeds/7')) {
        sendJson(response, 200, { processingStatus: 'DONE', resultFeedDocumentId: 'doc-1' });
      } else sendJson(response, 404, amazonError('NotFound', 'no such document'));
    });
    expect(await amazon.client.cancellations.readCancellationFeed('7')).toEqual({ status: 'report-unreadable' });
    await amazon.server.close();
    amazon = await lyingAmazon((request, response) => {
      if (request.url?.includes('/feeds/7')) {
        sendJson(response, 200, { processingStatus: 'DONE', resultFeedDocumentId: 'doc-1' });
      } else if (request.url?.includes('/documents/doc-1')) {
        sendJson(response, 200, { url: `${amazon.server.url}/stored` });
      } else response.writeHead(503).end();
    });
    expect(await thrownBy(() => amazon.client.cancellations.readCancellationFeed('7'))).toMatchObject({
      fault: { kind: 'unavailable' },
    });
  });

  it.each(['http://elsewhere.example/doc', 'file:///etc/passwd', 'nowhere'])('is sent nothing at %s', async (url) => {
    amazon = await lyingAmazon((_request, response) => sendJson(response, 201, { feedDocumentId: 'doc-1', url }));
    const upload = () => amazon.client.cancellations.uploadCancellations({ sellerId, lines: [] });
    expect(await thrownBy(upload)).toMatchObject({ fault: { kind: 'malformed-answer', at: 'url' } });
  });

  it('whose storage does not take the document any more is asked again', async () => {
    amazon = await lyingAmazon((request, response) => {
      if (request.method === 'POST') {
        sendJson(response, 201, { feedDocumentId: 'doc-1', url: `${amazon.server.url}/stored?secret=1` });
      } else response.writeHead(403).end('<Error/>');
    });
    const thrown = await thrownBy(() => amazon.client.cancellations.uploadCancellations({ sellerId, lines: [] }));
    expect(thrown).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(String(thrown)).not.toContain('secret');
    const [upload] = amazon.calls().filter(({ method }) => method === 'PUT');
    expect(upload?.headers).not.toHaveProperty('x-amz-access-token');
  });

  it('that revoked the token is not taken for one that does not offer the call', async () => {
    const words = 'The access token you provided is revoked, malformed or invalid.';
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 403, amazonError('Unauthorized', 'Access to requested resource is denied.', words)),
    );
    const put = () => amazon.client.cancellations.cancelOrder(orderId, 'NoInventory');
    expect(await thrownBy(put)).toMatchObject({ fault: { kind: 'unauthorised', because: 'credentials' } });
  });
});
