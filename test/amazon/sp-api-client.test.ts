import { afterEach, describe, expect, it } from '@jest/globals';
import type { ShipmentConfirmation } from '../../src/amazon/port.js';
import { sendJson } from '../remote/ad-hoc-server.js';
import { thrownBy } from '../remote/thrown-by.js';
import { itemIdOf, orderId, usMarketplace } from './ids.js';
import { amazonError, type LyingAmazon, lyingAmazon, secrets } from './lying-amazon.js';
import { plainItem, plainOrder } from './wire-orders.js';

let amazon: LyingAmazon;
afterEach(() => amazon.server.close());

const requestId = 'a1b2c3';
const window = {
  updatedAfter: '2025-03-10T13:00:00Z',
  updatedBefore: '2025-03-10T15:00:00Z',
  marketplaces: [usMarketplace],
};
const confirmation: ShipmentConfirmation = {
  amazonOrderId: orderId,
  marketplaceId: usMarketplace,
  packageReferenceId: '77',
  carrierCode: 'Other',
  carrierName: 'Acme Post',
  trackingNumber: 'AP123',
  shippedAt: '2025-03-11T08:00:00Z',
  lines: [
    { orderItemId: itemIdOf('22'), quantity: 2 },
    { orderItemId: itemIdOf('11'), quantity: 1 },
  ],
};

describe('one order, fetched', () => {
  it('is asked for with all that is used, the token, and our name', async () => {
    amazon = await lyingAmazon((_request, response) => sendJson(response, 200, { order: plainOrder }));
    expect(await amazon.client.fetchOrder(orderId)).toMatchObject({ id: orderId, status: 'Unshipped' });
    const [call] = amazon.calls();
    expect(decodeURIComponent(call?.url ?? '')).toBe(
      '/orders/2026-01-01/orders/114-9876543-1234567?includedData=BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES,TAX',
    );
    expect(call?.headers).toMatchObject({ 'x-amz-access-token': 'token-1', 'user-agent': 'Waybill/test' });
  });

  it('that Amazon does not have is not found', async () => {
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 404, amazonError('NotFound', 'No such order')),
    );
    expect(await amazon.client.fetchOrder(orderId)).toBe('not-found');
  });

  it('that Amazon will not know by this id is not found either', async () => {
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 400, amazonError('InvalidInput', 'orderId is not valid')),
    );
    expect(await amazon.client.fetchOrder(orderId)).toBe('not-found');
  });

  it('behind a wrong endpoint is not called missing: a page without words of Amazon says nothing of orders', async () => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(404).end('<html>nginx</html>'));
    const failure = await thrownBy(() => amazon.client.fetchOrder(orderId));
    expect(failure.fault).toEqual({ kind: 'rejected', code: 'status-404' });
  });

  it('refused for anything else is a mistake of ours, told with code, words and request id', async () => {
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 400, amazonError('Invalid Input', 'includedData holds an unknown value', 'x@example.com'), {
        'x-amzn-RequestId': requestId,
      }),
    );
    const failure = await thrownBy(() => amazon.client.fetchOrder(orderId));
    expect(failure).toMatchObject({ fault: { kind: 'rejected', code: 'InvalidInput' }, requestId });
    expect(failure.message).toBe('amazon getOrder: rejected, includedData holds an unknown value …, request a1b2c3');
  });

  it('that cannot be read is named, not thrown', async () => {
    const order = { ...plainOrder, orderItems: [{ ...plainItem, quantityOrdered: 0.5 }] };
    amazon = await lyingAmazon((_request, response) => sendJson(response, 200, { order }));
    expect(await amazon.client.fetchOrder(orderId)).toMatchObject({ unreadableAt: 'orderItems.0.quantityOrdered' });
  });

  it.each([
    ['no JSON', 'plainly not', 'body'],
    ['nothing', '', 'order'],
    ['another shape', '{"orders":[]}', 'order'],
    ["another order's", JSON.stringify({ order: { ...plainOrder, orderId: '111-1111111-1111111' } }), 'order.orderId'],
  ])('in an answer that holds %s is a malformed answer', async (_name, text, at) => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(200).end(text));
    const failure = await thrownBy(() => amazon.client.fetchOrder(orderId));
    expect(failure.fault).toEqual({ kind: 'malformed-answer', at });
  });
});

describe('a page of orders', () => {
  it('is asked for by window, marketplaces and token', async () => {
    amazon = await lyingAmazon((_request, response) => sendJson(response, 200, { orders: [] }));
    await amazon.client.searchOrders({ ...window, pageToken: 'a/b+c=' });
    const query = new URL(amazon.calls()[0]?.url ?? '', 'http://amazon').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      lastUpdatedAfter: window.updatedAfter,
      lastUpdatedBefore: window.updatedBefore,
      marketplaceIds: 'ATVPDKIKX0DER',
      includedData: 'BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES,TAX',
      maxResultsPerPage: '100',
      paginationToken: 'a/b+c=',
    });
  });

  it('loses no good order to a bad one, and counts those without an id', async () => {
    const bad = { ...plainOrder, orderId: '222-2222222-2222222', fulfillment: {} };
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 200, {
        orders: [bad, plainOrder, { nothing: 'known' }, null],
        pagination: { nextToken: 'more' },
        lastUpdatedBefore: '2025-03-10T15:00:00Z',
      }),
    );
    const page = await amazon.client.searchOrders(window);
    expect(page).toMatchObject({
      orders: [
        { id: '222-2222222-2222222', unreadableAt: 'fulfillment.fulfillmentStatus' },
        { id: plainOrder.orderId, status: 'Unshipped' },
      ],
      withoutId: 2,
      nextPageToken: 'more',
      reachesTo: '2025-03-10T15:00:00.000Z',
    });
  });

  it('is the last one without a token, or with an empty one', async () => {
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 200, { orders: [], pagination: { nextToken: '' } }),
    );
    expect(await amazon.client.searchOrders(window)).toEqual({ orders: [], withoutId: 0 });
  });

  const pageTokenRefusal = amazonError(
    'InvalidInput',
    'The paginationToken you have submitted is not valid. All parameters must match the original request except maxResultsPerPage.',
  );

  it('behind a token that Amazon takes no longer says so', async () => {
    amazon = await lyingAmazon((_request, response) => sendJson(response, 400, pageTokenRefusal));
    expect(await amazon.client.searchOrders({ ...window, pageToken: 'old' })).toBe('page-token-refused');
    const withoutToken = await thrownBy(() => amazon.client.searchOrders(window));
    expect(withoutToken.fault).toEqual({ kind: 'rejected', code: 'InvalidInput' });
  });

  it('too close to now for Amazon is a matter of clocks', async () => {
    amazon = await lyingAmazon((_request, response) =>
      sendJson(
        response,
        400,
        amazonError('InvalidInput', 'The most updated data is 2 minutes after an order is created or last updated'),
      ),
    );
    const failure = await thrownBy(() => amazon.client.searchOrders(window));
    expect(failure.fault).toEqual({ kind: 'unauthorised', because: 'clock' });
  });
});

describe('a shipment, confirmed', () => {
  it('is accepted by a 204', async () => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(204).end());
    expect(await amazon.client.confirmShipment(confirmation)).toBe('accepted');
    const [call] = amazon.calls();
    expect(call).toMatchObject({ method: 'POST', url: `/orders/v0/orders/${orderId}/shipmentConfirmation` });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      marketplaceId: 'ATVPDKIKX0DER',
      packageDetail: {
        packageReferenceId: '77',
        carrierCode: 'Other',
        carrierName: 'Acme Post',
        trackingNumber: 'AP123',
        shipDate: '2025-03-11T08:00:00Z',
        orderItems: [
          { orderItemId: '11', quantity: 1 },
          { orderItemId: '22', quantity: 2 },
        ],
      },
    });
  });

  it('called twice, sends the same bytes, whatever the order of its lines', async () => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(204).end());
    await amazon.client.confirmShipment(confirmation);
    await amazon.client.confirmShipment({ ...confirmation, lines: [...confirmation.lines].reverse() });
    const [one, other] = amazon.calls();
    expect(one?.body).toBe(other?.body);
  });

  it.each([400, 404])("refused with a %i comes back with Amazon's code and words", async (status) => {
    const message = 'PackageReferenceId: is invalid, must be a positive numeric value.';
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, status, amazonError('Invalid Input', message)),
    );
    expect(await amazon.client.confirmShipment(confirmation)).toEqual({ refused: 'InvalidInput', text: message });
  });

  it.each([
    ['a 500', 500, false],
    ['a 503 page of a gateway', 503, false],
  ])('answered by %s may have been done', async (_name, status, isOutcomeKnown) => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(status).end('<html>sorry</html>'));
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure.fault).toEqual({ kind: 'unavailable', isOutcomeKnown });
  });

  it('whose answer is lost may have been done', async () => {
    amazon = await lyingAmazon((_request, response) => response.destroy());
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure.fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
  });

  it('that waits too long for its answer may have been done', async () => {
    amazon = await lyingAmazon(() => undefined, { timeoutMs: 100 });
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure.fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
  });

  it('that found nobody to talk to has not been done', async () => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(204).end());
    await amazon.client.confirmShipment(confirmation); // a token is at hand from here on
    await amazon.server.close();
    // The first call may still find the old connection and learn of its end too late: only a new one is refused.
    await thrownBy(() => amazon.client.confirmShipment(confirmation));
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure.fault).toEqual({ kind: 'unavailable', isOutcomeKnown: true });
  });

  it('follows no redirect', async () => {
    amazon = await lyingAmazon((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure.fault).toEqual({ kind: 'rejected', code: 'redirect-307' });
    expect(amazon.calls()).toHaveLength(1);
  });
});

describe('a refused access', () => {
  const expired = amazonError(
    'Unauthorized',
    'Access to requested resource is denied.',
    'The access token you provided has expired.',
  );

  it('for an expired token is repeated once with a new one', async () => {
    amazon = await lyingAmazon(({ headers }, response) => {
      const isNew = headers['x-amz-access-token'] === 'token-2';
      sendJson(response, isNew ? 200 : 403, isNew ? { order: plainOrder } : expired);
    });
    expect(await amazon.client.fetchOrder(orderId)).toMatchObject({ id: orderId });
    expect(amazon.calls()).toHaveLength(2);
    expect(amazon.tokenRequests()).toHaveLength(2);
  });

  it('for an expired token again is a matter of credentials, and not repeated for ever', async () => {
    amazon = await lyingAmazon((_request, response) => sendJson(response, 403, expired));
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure.fault).toEqual({ kind: 'unauthorised', because: 'credentials' });
    expect(amazon.calls()).toHaveLength(2);
  });

  it.each([
    ['a missing role', 403, amazonError('Unauthorized', 'Access to requested resource is denied.'), 'permission'],
    [
      'a revoked token',
      403,
      amazonError('Unauthorized', 'Access denied.', 'The access token you provided is revoked, malformed or invalid.'),
      'credentials',
    ],
    ['no token', 403, amazonError('MissingAuthenticationToken', 'Missing token'), 'credentials'],
    ['a 401', 401, amazonError('Unauthorized', 'Access to requested resource is denied.'), 'permission'],
  ])('tells what is wrong: %s', async (_name, status, body, because) => {
    amazon = await lyingAmazon((_request, response) => sendJson(response, status, body));
    const failure = await thrownBy(() => amazon.client.fetchOrder(orderId));
    expect(failure.fault).toEqual({ kind: 'unauthorised', because });
    expect(amazon.calls()).toHaveLength(1);
  });

  it.each([
    [400, 'invalid_grant', { kind: 'unauthorised', because: 'credentials' }],
    [401, 'invalid_client', { kind: 'unauthorised', because: 'credentials' }],
    [400, 'invalid_request', { kind: 'rejected', code: 'invalid_request' }],
    [429, 'slow_down', { kind: 'throttled', retryAfterMs: 10_000 }],
    [500, 'server_error', { kind: 'unavailable', isOutcomeKnown: true }],
  ])('already at the token endpoint, %i %s, means that nothing was sent', async (status, error, fault) => {
    amazon = await lyingAmazon(() => undefined, {
      tokens: (_request, response) => sendJson(response, status, { error, error_description: 'secret words' }),
    });
    const failure = await thrownBy(() => amazon.client.confirmShipment(confirmation));
    expect(failure).toMatchObject({ operation: 'accessToken', fault });
    expect(failure.message).not.toContain('secret');
    expect(amazon.calls()).toHaveLength(0);
    expect(amazon.buckets.state('confirmShipment', Date.now()).tokens).toBe(10);
  });

  it('whose token comes in another shape is a malformed answer', async () => {
    amazon = await lyingAmazon(() => undefined, {
      tokens: (_request, response) => sendJson(response, 200, { access_token: 'x' }),
    });
    const failure = await thrownBy(() => amazon.client.fetchOrder(orderId));
    expect(failure.fault).toEqual({ kind: 'malformed-answer', at: 'expires_in' });
  });
});

describe('the allowance', () => {
  it('is learnt from answers, and told to whoever watches', async () => {
    amazon = await lyingAmazon(
      (_request, response) => sendJson(response, 200, { order: plainOrder }, { 'x-amzn-RateLimit-Limit': '4.0' }),
      { nowMs: () => 1_000 },
    );
    await amazon.client.fetchOrder(orderId);
    expect(amazon.answers).toEqual([{ operation: 'getOrder', status: 200, ratePerSecond: 4, tokens: 29 }]);
  });

  it('is gone after a 429, and the next call is not even sent', async () => {
    amazon = await lyingAmazon(
      (_request, response) => sendJson(response, 429, amazonError('QuotaExceeded', 'You exceeded your quota')),
      { nowMs: () => 1_000 },
    );
    const first = await thrownBy(() => amazon.client.fetchOrder(orderId));
    const second = await thrownBy(() => amazon.client.fetchOrder(orderId));
    expect(first.fault).toEqual({ kind: 'throttled', retryAfterMs: 2_000 });
    expect(second.fault).toEqual({ kind: 'throttled', retryAfterMs: 2_000, isOwn: true });
    expect(amazon.calls()).toHaveLength(1);
  });
});

describe("Amazon's clock", () => {
  it('is read from its answers: ahead of ours, or behind', async () => {
    const nowMs = Date.parse('2025-03-10T12:00:00Z');
    amazon = await lyingAmazon(
      (_request, response) => sendJson(response, 200, { order: plainOrder }, { date: 'Mon, 10 Mar 2025 12:01:00 GMT' }),
      { nowMs: () => nowMs },
    );
    expect(amazon.client.clockSkewMs()).toBe(0);
    await amazon.client.fetchOrder(orderId);
    expect(amazon.client.clockSkewMs()).toBe(60_500);
  });
});

describe('a failure', () => {
  it('holds no secret, no token and no header', async () => {
    amazon = await lyingAmazon((_request, response) =>
      sendJson(response, 403, amazonError('Unauthorized', 'Access to requested resource is denied.')),
    );
    const failure = await thrownBy(() => amazon.client.fetchOrder(orderId));
    const all = `${failure.message} ${failure.stack} ${JSON.stringify(failure)} ${String(failure.cause)}`;
    for (const secret of [...Object.values(secrets), 'token-1']) expect(all).not.toContain(secret);
  });
});
