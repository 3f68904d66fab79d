import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, refreshGrant, seller } from './amazon-at-hand.js';

const contentType = 'text/xml; charset=UTF-8';

function envelope(messages: readonly string[], merchant: string = seller.sellerId): string {
  const numbered = messages.map((message, index) => `<Message><MessageID>${index + 1}</MessageID>${message}</Message>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>${merchant}</MerchantIdentifier></Header>
<MessageType>OrderAcknowledgement</MessageType>${numbered.join('')}</AmazonEnvelope>`;
}
const cancelling = (id: string, items: readonly string[], more = '<CancelReason>NoInventory</CancelReason>'): string =>
  `<OrderAcknowledgement><AmazonOrderID>${id}</AmazonOrderID><StatusCode>Failure</StatusCode>${items
    .map((item) => `<Item><AmazonOrderItemCode>${item}</AmazonOrderItemCode>${more}</Item>`)
    .join('')}</OrderAcknowledgement>`;

describe('a feed of order acknowledgements', () => {
  let amazon: AmazonAtHand;
  const nowMs = Date.parse('2026-03-01T12:00:00Z');
  const item = '10000000000001';
  const statusOf = async (id: string) => (await amazon.control('GET', `/orders/${id}`)).body.status;
  /** A later moment by the simulator's own clock, so that nothing waits. */
  const later = (advanceMs: number) => amazon.control('POST', '/clock', { advanceMs });

  const send = async (document: string): Promise<string> => {
    const created = await amazon.call('POST', '/feeds/2021-06-30/documents', { body: { contentType } });
    expect(created.status).toBe(201);
    const put = await fetch(created.body.url, {
      method: 'PUT',
      headers: { 'content-type': contentType },
      body: document,
    });
    expect(put.status).toBe(200);
    const feed = await amazon.call('POST', '/feeds/2021-06-30/feeds', {
      body: specification(created.body.feedDocumentId),
    });
    expect(feed.status).toBe(202);
    return String(feed.body.feedId);
  };
  const specification = (inputFeedDocumentId: string) => ({
    feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
    marketplaceIds: ['ATVPDKIKX0DER'],
    inputFeedDocumentId,
  });
  const get = async (feedId: string) => (await amazon.call('GET', `/feeds/2021-06-30/feeds/${feedId}`)).body;
  const ended = async (feedId: string) => {
    await later(60_000);
    return get(feedId);
  };
  const report = async (feedId: string): Promise<string> => {
    const { resultFeedDocumentId } = await ended(feedId);
    const { body } = await amazon.call('GET', `/feeds/2021-06-30/documents/${resultFeedDocumentId}`);
    const bytes = Buffer.from(await (await fetch(body.url)).arrayBuffer());
    return (body.compressionAlgorithm === 'GZIP' ? gunzipSync(bytes) : bytes).toString();
  };

  beforeEach(async () => {
    amazon = await amazonAtHand({ nowMs: () => nowMs, feedProcessingMs: 60_000 });
  });
  afterEach(() => amazon.close());

  it('waits, is processed, and cancels the order when it is done', async () => {
    const id = await amazon.order();
    const feedId = await send(envelope([cancelling(id, [item])]));
    expect((await get(feedId)).processingStatus).toBe('IN_QUEUE');
    await later(30_000);
    expect((await get(feedId)).processingStatus).toBe('IN_PROGRESS');
    expect(await statusOf(id)).toBe('UNSHIPPED');
    await later(30_000);
    expect(await statusOf(id)).toBe('CANCELLED');
    expect((await get(feedId)).processingStatus).toBe('DONE');
    const { notifications } = (await amazon.control('GET', '/notifications')).body;
    expect(notifications.at(-1).body.Payload.OrderChangeNotification.Summary.OrderStatus).toBe('Canceled');
    const { body } = await amazon.control('GET', `/orders/${id}`);
    expect(body.wire.orderItems[0].cancellation.cancellationExecution).toEqual({
      cancelledBy: 'MERCHANT',
      cancelReason: 'NoInventory',
    });
  });

  it('judges every line by itself and reports those it refused', async () => {
    const [good, refused, pending] = [
      await amazon.order(),
      await amazon.order(),
      await amazon.order({ status: 'PENDING' }),
    ];
    await amazon.control('POST', '/faults', { operation: 'createFeed', kind: 'feed-line-refused', subject: refused });
    const lines = [
      cancelling(good, [item]),
      cancelling(refused, [item]),
      cancelling(pending, [item]),
      cancelling('123-1234567-1234567', [item]),
      cancelling(good, [item], '<CancelReason>Boredom</CancelReason>'),
    ];
    await amazon.control('POST', '/settings', { gzipFeedResults: true });
    const text = await report(await send(envelope(lines)));
    expect(text).toContain('<MessagesProcessed>5</MessagesProcessed>');
    expect(text).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
    expect(text).toContain('<MessagesWithError>4</MessagesWithError>');
    expect([...text.matchAll(/<ResultCode>Error<\/ResultCode>/g)]).toHaveLength(4);
    expect(await Promise.all([good, refused, pending].map(statusOf))).toEqual(['CANCELLED', 'UNSHIPPED', 'PENDING']);
  });

  it('cancels a part when it names a quantity', async () => {
    const id = await amazon.order();
    const part = '<CancelReason>NoInventory</CancelReason><Quantity>1</Quantity>';
    await ended(await send(envelope([cancelling(id, [item], part)])));
    const { body } = await amazon.control('GET', `/orders/${id}`);
    expect([body.status, body.wire.orderItems[0].fulfillment.quantityUnfulfilled]).toEqual(['UNSHIPPED', 1]);
  });

  it('refunds the whole order when something had shipped', async () => {
    const id = await amazon.order();
    await amazon.control('POST', `/orders/${id}/ship`, { packages: [{ items: [{ orderItemId: item, quantity: 1 }] }] });
    const text = await report(await send(envelope([cancelling(id, [item])])));
    expect(text).toContain('<ResultCode>Warning</ResultCode>');
    const { body } = await amazon.control('GET', `/orders/${id}`);
    expect([body.status, body.isRefundedByLateCancel]).toEqual(['PARTIALLY_SHIPPED', true]);
  });

  it("links the merchant's own number to the order", async () => {
    const id = await amazon.order();
    const success = `<OrderAcknowledgement><AmazonOrderID>${id}</AmazonOrderID><MerchantOrderID>000000042</MerchantOrderID><StatusCode>Success</StatusCode></OrderAcknowledgement>`;
    await ended(await send(envelope([success])));
    const { body } = await amazon.control('GET', `/orders/${id}`);
    expect(body.wire.orderAliases).toEqual([{ aliasId: '000000042', aliasType: 'SELLER_ORDER_ID' }]);
  });

  it.each([
    ['a document that is no envelope', '<Other/>'],
    ['broken XML', '<AmazonEnvelope><Header></AmazonEnvelope>'],
    ['another merchant', envelope([], 'A9OTHER')],
  ])('dies of %s, without a report', async (_what, document) => {
    const feed = await ended(await send(document));
    expect(feed.processingStatus).toBe('FATAL');
    expect(feed).not.toHaveProperty('resultFeedDocumentId');
  });

  it('ends CANCELLED without effect, or FATAL half applied, when told so', async () => {
    const [first, second] = [await amazon.order(), await amazon.order()];
    const document = envelope([cancelling(first, [item]), cancelling(second, [item])]);
    await amazon.control('POST', '/faults', { operation: 'createFeed', kind: 'feed-cancelled', times: 1 });
    expect((await ended(await send(document))).processingStatus).toBe('CANCELLED');
    expect(await statusOf(first)).toBe('UNSHIPPED');
    await amazon.control('POST', '/faults', { operation: 'createFeed', kind: 'feed-fatal', times: 1 });
    expect((await ended(await send(document))).processingStatus).toBe('FATAL');
    expect([await statusOf(first), await statusOf(second)]).toEqual(['CANCELLED', 'UNSHIPPED']);
  });

  it('takes its document within five minutes, of the announced type, and only by the link', async () => {
    const { body } = await amazon.call('POST', '/feeds/2021-06-30/documents', { body: { contentType } });
    const put = async (url: string, type = contentType) =>
      (await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body: '<a/>' })).status;
    expect(await put(body.url, 'text/plain')).toBe(403);
    expect(await put(body.url.replace(/signature=.{5}/, 'signature=wrong'))).toBe(403);
    await later(5 * 60_000);
    expect(await put(body.url)).toBe(403);
  });

  it('refuses what is no feed of a kind it knows, or of no document of the seller', async () => {
    const post = async (body: unknown) => (await amazon.call('POST', '/feeds/2021-06-30/feeds', { body })).status;
    const { body } = await amazon.call('POST', '/feeds/2021-06-30/documents', { body: { contentType } });
    const fine = specification(body.feedDocumentId);
    expect(await post({ ...fine, feedType: 'POST_PRODUCT_DATA' })).toBe(400);
    expect(await post({ ...fine, marketplaceIds: [] })).toBe(400);
    expect(await post({ ...fine, marketplaceIds: ['A1F83G8C2ARO7P'] })).toBe(400);
    expect(await post({ ...fine, inputFeedDocumentId: 'other' })).toBe(400);
    expect((await amazon.call('GET', '/feeds/2021-06-30/feeds/1')).status).toBe(404);
  });

  it('is announced at its end to who subscribed', async () => {
    const scope = 'sellingpartnerapi::notifications';
    const token = (await amazon.token({ ...refreshGrant, grant_type: 'client_credentials', scope })).body.access_token;
    const destination = { name: 'queue', resourceSpecification: { sqs: { arn: 'arn:aws:sqs:us-east-1:1:queue' } } };
    const made = await amazon.call('POST', '/notifications/v1/destinations', { token, body: destination });
    const { destinationId } = made.body.payload;
    await amazon.call('POST', '/notifications/v1/subscriptions/FEED_PROCESSING_FINISHED', {
      body: { payloadVersion: '2020-09-04', destinationId },
    });
    const feedId = await send(envelope([cancelling(await amazon.order(), [item])]));
    await ended(feedId);
    const { notifications } = (await amazon.control('GET', '/notifications')).body;
    expect(notifications.at(-1).body.payload.feedProcessingFinishedNotification).toMatchObject({
      feedId,
      processingStatus: 'DONE',
    });
  });
});

describe('the unpublished cancellation', () => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());
  const cancel = (id: string, cancelReasonCode = 'NO_INVENTORY') =>
    amazon.call('PUT', `/orders/2026-01-01/orders/${id}/cancellation`, { body: { cancelReasonCode } });

  it('is forbidden unless it is switched on', async () => {
    const id = await amazon.order();
    expect((await cancel(id)).status).toBe(403);
    await amazon.control('POST', '/settings', { cancelOrderEnabled: true });
    expect((await cancel(id, 'BOREDOM')).status).toBe(400);
    expect((await cancel('TEST_CASE_400')).body.errors[0].message).toBe(
      'OrderId: TEST_CASE_400 is invalid, should be in 3-7-7 format.',
    );
    expect((await cancel(id)).status).toBe(202);
    expect((await amazon.control('GET', `/orders/${id}`)).body.status).toBe('CANCELLED');
    expect((await cancel(id)).status).toBe(400);
  });
});
