import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { violationsOf } from '../../support/openapi-schema.js';
import {
  type AmazonAtHand,
  amazonAtHand,
  everyDataset,
  minutesAgo,
  type Reply,
  refreshGrant,
  seller,
} from '../amazon/amazon-at-hand.js';
import { describeAgainstModels } from './amazon-models.js';

/** The simulator against Amazon's official models: every answer, with its headers, and every right request. */
const path2026 = '/orders/2026-01-01/orders';

const acknowledgement = `<AmazonEnvelope><Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>${seller.sellerId}</MerchantIdentifier></Header><MessageType>OrderAcknowledgement</MessageType></AmazonEnvelope>`;

describeAgainstModels('the answers of the Amazon simulator', (models) => {
  let amazon: AmazonAtHand;
  const plan = { ratePerSecond: 100, burst: 1000 };
  const quotas = { searchOrders: plan, getOrder: plan, confirmShipment: plan };
  beforeEach(async () => {
    amazon = await amazonAtHand({ eventAgeMs: 300_000, feedProcessingMs: 1000, sellers: [{ ...seller, quotas }] });
  });
  afterEach(() => amazon.close());

  type Options = NonNullable<Parameters<AmazonAtHand['call']>[2]>;
  /** A call whose request (when it is meant to be right) and answer both fit the model, headers included. */
  const checked = async (method: string, path: string, options: Options = {}): Promise<Reply> => {
    const reply = await amazon.call(method, path, options);
    const { query, body } = options;
    if (reply.status < 300) expect(models.requestViolations({ method, path, query, body })).toEqual([]);
    const headers = Object.fromEntries(reply.headers);
    expect(models.answerViolations({ method, path, status: reply.status, body: reply.body, headers })).toEqual([]);
    return reply;
  };
  const statusOf = async (method: string, path: string, options?: Options) =>
    (await checked(method, path, options)).status;
  const fault = (operation: string, kind: string) => amazon.control('POST', '/faults', { operation, kind, times: 1 });
  const query = { lastUpdatedAfter: minutesAgo(60), includedData: everyDataset };

  it('searchOrders: orders of every kind and status, page by page', async () => {
    const rich = {
      sku: 'A',
      title: 'A',
      quantity: 3,
      unitPrice: '19.99',
      tax: '4.80',
      shipping: '3.00',
      shippingTax: '0.24',
      discount: '2.00',
      giftWrap: { price: '1.50', tax: '0.12', message: 'hello' },
    };
    const statuses = [
      'PENDING_AVAILABILITY',
      'PENDING',
      'UNSHIPPED',
      'PARTIALLY_SHIPPED',
      'SHIPPED',
      'CANCELLED',
      'UNFULFILLABLE',
    ];
    for (const status of statuses) {
      for (const fulfilledBy of ['MERCHANT', 'AMAZON']) {
        await amazon.order({
          status,
          fulfilledBy,
          items: [rich, { ...rich, sku: 'B' }],
          tip: '1.00',
          programs: ['PRIME'],
          sellerOrderId: '42',
        });
      }
    }
    let paginationToken: string | undefined;
    let seen = 0;
    do {
      const token = paginationToken === undefined ? {} : { paginationToken };
      const { body } = await checked('GET', path2026, { query: { ...query, maxResultsPerPage: '5', ...token } });
      seen += body.orders.length;
      paginationToken = body.pagination?.nextToken;
    } while (paginationToken !== undefined);
    expect(seen).toBe(statuses.length * 2);
  });

  it('searchOrders and getOrder: refusals and faults', async () => {
    const id = await amazon.order();
    expect(await statusOf('GET', `${path2026}/${id}`, { query: { includedData: everyDataset } })).toBe(200);
    expect(await statusOf('GET', path2026)).toBe(400);
    expect(await statusOf('GET', path2026, { token: 'wrong' })).toBe(403);
    expect(await statusOf('GET', `${path2026}/order-1`)).toBe(400);
    expect(await statusOf('GET', `${path2026}/123-1234567-1234567`)).toBe(404);
    for (const [kind, status] of [
      ['throttled', 429],
      ['internal-failure', 500],
      ['service-unavailable', 503],
    ] as const) {
      await fault('searchOrders', kind);
      expect(await statusOf('GET', path2026, { query })).toBe(status);
    }
  });

  it('getOrder: an order with packages and a cancellation', async () => {
    const id = await amazon.order();
    await amazon.control('POST', `/orders/${id}/buyer-cancel-request`);
    await amazon.control('POST', `/orders/${id}/ship`, {
      packages: [{ items: [{ orderItemId: '10000000000001', quantity: 1 }] }],
    });
    await amazon.control('POST', `/orders/${id}/cancel`, { by: 'AMAZON' });
    const { body } = await checked('GET', `${path2026}/${id}`, { query: { includedData: everyDataset } });
    expect(body.order).toMatchObject({ packages: [{}], orderItems: [{ cancellation: { cancellationRequest: {} } }] });
  });

  it('confirmShipment: accepted, refused, forbidden, unknown, throttled, failed', async () => {
    const id = await amazon.order();
    const path = (orderId: string) => `/orders/v0/orders/${orderId}/shipmentConfirmation`;
    const packageDetail = {
      packageReferenceId: '1',
      carrierCode: 'UPS',
      trackingNumber: '1Z',
      shipDate: '2026-01-01T00:00:00Z',
      orderItems: [{ orderItemId: '10000000000001', quantity: 2 }],
    };
    const body = { marketplaceId: 'ATVPDKIKX0DER', packageDetail };
    expect(await statusOf('POST', path(id), { body })).toBe(204);
    for (const wrong of [
      { packageReferenceId: 'A' },
      { shipDate: 'yesterday' },
      { packageReferenceId: '2' },
      { orderItems: [] },
    ]) {
      const refused = { ...body, packageDetail: { ...packageDetail, ...wrong } };
      expect(await statusOf('POST', path(id), { body: refused })).toBe(400);
    }
    expect(await statusOf('POST', path(id), { body, token: 'wrong' })).toBe(403);
    expect(await statusOf('POST', path('123-1234567-1234567'), { body })).toBe(404);
    for (const [kind, status] of [
      ['throttled', 429],
      ['internal-failure', 500],
      ['service-unavailable', 503],
    ] as const) {
      await fault('confirmShipment', kind);
      expect(await statusOf('POST', path(id), { body })).toBe(status);
    }
  });

  it('getOrderRegulatedInfo and getMarketplaceParticipations', async () => {
    const id = await amazon.order();
    expect(await statusOf('GET', `/orders/v0/orders/${id}/regulatedInfo`)).toBe(200);
    expect(await statusOf('GET', '/orders/v0/orders/123-1234567-1234567/regulatedInfo')).toBe(404);
    const participations = '/sellers/v1/marketplaceParticipations';
    expect(await statusOf('GET', participations)).toBe(200);
    await fault('getMarketplaceParticipations', 'throttled');
    expect(await statusOf('GET', participations)).toBe(429);
  });

  it('feeds: documents, every state, refusals', async () => {
    const documents = '/feeds/2021-06-30/documents';
    const feeds = '/feeds/2021-06-30/feeds';
    const contentType = 'text/xml; charset=UTF-8';
    const { body: document } = await checked('POST', documents, { body: { contentType } });
    await fetch(document.url, { method: 'PUT', headers: { 'content-type': contentType }, body: acknowledgement });
    const specification = {
      feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
      marketplaceIds: ['ATVPDKIKX0DER'],
      inputFeedDocumentId: document.feedDocumentId,
    };
    const { feedId } = (await checked('POST', feeds, { body: specification })).body;
    const states = new Set<string>();
    for (const advanceMs of [0, 500, 500]) {
      await amazon.control('POST', '/clock', { advanceMs });
      states.add((await checked('GET', `${feeds}/${feedId}`)).body.processingStatus);
    }
    expect([...states].slice(-2)).toEqual(['IN_PROGRESS', 'DONE']);
    const { resultFeedDocumentId } = (await checked('GET', `${feeds}/${feedId}`)).body;
    expect(await statusOf('GET', `${documents}/${resultFeedDocumentId}`)).toBe(200);
    expect(await statusOf('POST', feeds, { body: {} })).toBe(400);
    expect(await statusOf('POST', documents, { body: {} })).toBe(400);
    expect(await statusOf('GET', `${feeds}/bad`)).toBe(400);
    expect(await statusOf('GET', `${feeds}/1`)).toBe(404);
  });

  it('notifications: destinations, subscriptions, conflicts', async () => {
    const scope = 'sellingpartnerapi::notifications';
    const token = (await amazon.token({ ...refreshGrant, grant_type: 'client_credentials', scope })).body.access_token;
    const destinations = '/notifications/v1/destinations';
    const subscriptions = '/notifications/v1/subscriptions/ORDER_CHANGE';
    const sqs = { arn: 'arn:aws:sqs:us-east-1:444455556666:queue' };
    const named = { name: 'queue', resourceSpecification: { sqs } };
    const { destinationId } = (await checked('POST', destinations, { token, body: named })).body.payload;
    expect(await statusOf('POST', destinations, { token, body: named })).toBe(409);
    expect(await statusOf('POST', destinations, { token, body: {} })).toBe(400);
    expect(await statusOf('GET', destinations, { token })).toBe(200);
    expect(await statusOf('GET', `${destinations}/${destinationId}`, { token })).toBe(200);
    expect(await statusOf('GET', subscriptions)).toBe(404);
    const eventFilter = { eventFilterType: 'ORDER_CHANGE', marketplaceIds: ['ATVPDKIKX0DER'] };
    const body = { payloadVersion: '1.0', destinationId, processingDirective: { eventFilter } };
    const { subscriptionId } = (await checked('POST', subscriptions, { body })).body.payload;
    expect(await statusOf('POST', subscriptions, { body })).toBe(409);
    expect(await statusOf('GET', subscriptions)).toBe(200);
    const byId = `${subscriptions}/${subscriptionId}`;
    expect(await statusOf('GET', byId, { token })).toBe(200);
    expect(await statusOf('DELETE', byId, { token })).toBe(200);
    expect(await statusOf('DELETE', `${destinations}/${destinationId}`, { token })).toBe(200);
    expect(await statusOf('GET', `${destinations}/${destinationId}`, { token })).toBe(404);
  });
});

describeAgainstModels('the notifications of the Amazon simulator', (models) => {
  it('are what the published schemas say, at order and item level, with and without times', async () => {
    const bodies: object[] = [];
    const amazon = await amazonAtHand({ deliverNotification: (_sellerId, body) => bodies.push(body) });
    try {
      const items = [2, 1].map((quantity) => ({ sku: `S${quantity}`, title: 'A', quantity, unitPrice: '1.00' }));
      const id = await amazon.order({ status: 'PENDING', items, programs: ['PRIME', 'AMAZON_BUSINESS'] });
      for (const kind of ['notification-null-times', 'notification-item-level']) {
        await amazon.control('POST', '/faults', { operation: 'ORDER_CHANGE', kind, times: 1 });
      }
      await amazon.control('POST', `/orders/${id}/status`, { status: 'UNSHIPPED' });
      await amazon.control('POST', `/orders/${id}/buyer-cancel-request`);
      await amazon.control('POST', `/orders/${id}/tip`, { amount: '2.00' });
      await amazon.control('POST', `/orders/${id}/ship`);
      await amazon.order({ fulfilledBy: 'AMAZON', status: 'SHIPPED' });
      await amazon.order({ status: 'CANCELLED' });
    } finally {
      await amazon.close();
    }
    expect(bodies).toHaveLength(8);
    const schema = models.document('OrderChangeNotification.json');
    for (const body of bodies) expect(violationsOf(schema, schema, JSON.parse(JSON.stringify(body)))).toEqual([]);
  });
});

describeAgainstModels('the checker of the models', (models) => {
  const answer = { method: 'GET', path: `${path2026}/123-1234567-1234567`, status: 200 };
  const published = () => {
    const found = models
      .sandboxCases('orders_2026-01-01.json')
      .find((each) => each.op === 'getOrder' && each.status === 200);
    return JSON.parse(JSON.stringify(found?.response));
  };

  it('a wrong answer is caught by the checker', () => {
    expect(models.answerViolations({ ...answer, body: published() })).toEqual([]);
    const withoutItems = published();
    delete withoutItems.order.orderItems;
    expect(models.answerViolations({ ...answer, body: withoutItems })).toEqual(['$.order.orderItems is required']);
    const numericMoney = published();
    numericMoney.order.proceeds.grandTotal.amount = 299.9;
    expect(models.answerViolations({ ...answer, body: numericMoney })).toEqual([
      '$.order.proceeds.grandTotal.amount is number, not string',
    ]);
    const wordOfV0 = published();
    wordOfV0.order.fulfillment.fulfillmentStatus = 'Unshipped';
    expect(models.answerViolations({ ...answer, body: wordOfV0 })).toEqual([
      '$.order.fulfillment.fulfillmentStatus is not in the enum',
    ]);
  });
});
