import { afterEach, describe, expect, it } from '@jest/globals';
import { sendJson } from '../remote/ad-hoc-server.js';
import { thrownBy } from '../remote/thrown-by.js';
import { amazonIdOf, merchantDraft } from './drafts.js';
import { type LyingCommerce, lyingCommerce, oauth, wireOrder } from './lying-commerce.js';

let commerce: LyingCommerce;
afterEach(() => commerce.server.close());

const amazonId = amazonIdOf('902-1106328-1059050');
const write = () => thrownBy(() => commerce.client.orders.create(merchantDraft));
const read = () => thrownBy(() => commerce.client.orders.read(311));

describe('a call to Commerce', () => {
  it('goes to the store view, signed anew each time', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, { items: [] }));
    await commerce.client.orders.findByAmazonId(amazonId);
    await commerce.client.orders.findByAmazonId(amazonId);
    const [one, other] = commerce.calls();
    expect(one?.url).toMatch(/^\/shop\/rest\/amazon_us\/V1\/orders\?searchCriteria%5BfilterGroups%5D/);
    expect(one?.headers.authorization).toMatch(/^OAuth .*oauth_signature="/);
    expect(one?.headers.authorization).not.toBe(other?.headers.authorization);
  });

  it('asks for no personal data when it reads orders', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, wireOrder));
    await commerce.client.orders.read(311);
    const fields = new URL(commerce.calls()[0]?.url ?? '', 'http://shop').searchParams.get('fields');
    expect(fields).not.toMatch(/customer|address|email|payment/);
  });

  it('with a plain token sends that', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, wireOrder), {
      auth: () => ({ kind: 'bearer', token: 'plain' }),
    });
    await commerce.client.orders.read(311);
    expect(commerce.calls()[0]?.headers.authorization).toBe('Bearer plain');
  });

  it('asks for the store view once, and again after a while', async () => {
    let nowMs = 0;
    commerce = await lyingCommerce((_request, response) => sendJson(response, 200, { items: [] }), {
      nowMs: () => nowMs,
    });
    const asked = () => commerce.server.seen.filter(({ url }) => url.endsWith('/V1/store/storeConfigs')).length;
    await Promise.all([commerce.client.store.view(), commerce.client.orders.findByAmazonId(amazonId)]);
    expect(asked()).toBe(1);
    nowMs = 5 * 60_000;
    expect(await commerce.client.store.view()).toEqual({
      storeId: 3,
      storeViewCode: 'amazon_us',
      websiteId: 2,
      websiteCode: 'us',
      baseCurrency: 'USD',
      baseUrl: 'http://shop/us/',
    });
    expect(asked()).toBe(2);
  });

  it('for a store view that the shop does not have says so', async () => {
    commerce = await lyingCommerce(() => undefined, { storeViewCode: 'amazon_fr' });
    const failure = await thrownBy(() => commerce.client.store.view());
    expect(failure.fault).toEqual({ kind: 'rejected', code: 'store-view-unknown' });
  });

  it('tells whoever watches, its name and the status', async () => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 404, { message: 'gone' }));
    await commerce.client.orders.read(311);
    expect(commerce.answers).toEqual([{ operation: 'readOrder', status: 404 }]);
  });
});

describe('an answer of Commerce', () => {
  it.each([
    [
      'a 500 with a report',
      500,
      { message: 'Internal Error. Details are available in Magento log file. Report ID: webapi-5f3a9c1b2d4e6' },
    ],
    ['a 503 page of a gateway', 503, '<html>'],
    ['a 502', 502, ''],
  ])('that is %s leaves open whether a write was done; a read was none', async (_name, status, body) => {
    commerce = await lyingCommerce((_request, response) => {
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    expect((await write()).fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
    expect((await read()).fault).toEqual({ kind: 'unavailable', isOutcomeKnown: true });
  });

  it("with a report names it, so that it is found in the shop's log", async () => {
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 500, { message: 'Internal Error. Report ID: webapi-5f3a9c1b2d4e6' }),
    );
    expect(await write()).toMatchObject({ requestId: 'webapi-5f3a9c1b2d4e6' });
  });

  it('that is lost leaves open whether a write was done', async () => {
    commerce = await lyingCommerce((_request, response) => response.destroy());
    expect((await write()).fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
  });

  it('that does not come leaves open whether a write was done', async () => {
    commerce = await lyingCommerce(() => undefined, { timeoutMs: 100 });
    expect((await write()).fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
  });

  it.each([
    ['with a wait', { 'retry-after': '7' }, 7_000],
    ['with a date', { 'retry-after': 'Mon, 10 Mar 2025 12:00:30 GMT' }, 30_000],
    ['with a wait beyond reason', { 'retry-after': '999999' }, 3_600_000],
    ['with nonsense', { 'retry-after': 'soon' }, 10_000],
    ['without a wait', {}, 10_000],
  ])('that is a 429 %s was not carried out', async (_name, headers, retryAfterMs) => {
    commerce = await lyingCommerce((_request, response) => response.writeHead(429, headers).end('slow down'), {
      nowMs: () => Date.parse('2025-03-10T12:00:00Z'),
    });
    expect((await write()).fault).toEqual({ kind: 'throttled', retryAfterMs });
  });

  it("that is a firewall's 403 was not carried out", async () => {
    commerce = await lyingCommerce((_request, response) => response.writeHead(403).end('<html>Forbidden</html>'));
    expect((await write()).fault).toEqual({ kind: 'unavailable', isOutcomeKnown: true });
  });

  it('that is a 404 page is no missing order: nobody there speaks for Commerce', async () => {
    commerce = await lyingCommerce((_request, response) => response.writeHead(404).end('<html>nginx</html>'));
    expect((await read()).fault).toEqual({ kind: 'rejected', code: 'status-404' });
  });

  it('that redirects is not followed', async () => {
    commerce = await lyingCommerce((_request, response) => response.writeHead(301, { location: '/else' }).end());
    expect((await write()).fault).toEqual({ kind: 'rejected', code: 'redirect-301' });
    expect(commerce.calls()).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'OK', 'body'],
    ['nothing', '', 'body'],
    ['another shape', '{"id":1}', 'entity_id'],
    ['an amount that is none', JSON.stringify({ ...wireOrder, grand_total: 'much' }), 'grand_total'],
    ['a time of another form', JSON.stringify({ ...wireOrder, updated_at: 'today' }), 'updated_at'],
    ['half an id', JSON.stringify({ ...wireOrder, entity_id: 1.5 }), 'entity_id'],
    [
      'an item without an id',
      JSON.stringify({ ...wireOrder, items: [{ sku: 'A', qty_ordered: 1 }] }),
      'items.0.item_id',
    ],
  ])('that holds %s is malformed, at a place', async (_name, text, at) => {
    commerce = await lyingCommerce((_request, response) => response.writeHead(200).end(text));
    expect((await read()).fault).toEqual({ kind: 'malformed-answer', at });
  });
});

describe('a refused access to Commerce', () => {
  it.each([
    [
      'a missing permission, by name',
      {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Sales::create' },
      },
      'permission',
      /Magento_Sales::create/,
    ],
    ['a wrong signature', { message: 'The signature is invalid. Verify and try again.' }, 'credentials', /signature/],
    [
      'an unknown consumer',
      { message: 'A consumer with the ID %1 does not exist', parameters: ['c'] },
      'credentials',
      /consumer/,
    ],
    ['a time that cannot be', { message: 'An error occurred validating the nonce' }, 'clock', /nonce/],
  ] as const)('tells what is wrong: %s', async (_name, body, because, words) => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, 401, body));
    const failure = await read();
    expect(failure.fault).toEqual({ kind: 'unauthorised', because });
    expect(failure.message).toMatch(words);
  });

  it('for a time far ahead is a matter of clocks, though it comes as a 400', async () => {
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 400, { message: 'Incorrect timestamp value in the oauth_timestamp parameter' }),
    );
    expect((await read()).fault).toEqual({ kind: 'unauthorised', because: 'clock' });
  });

  it('for a nonce that was seen before means that somebody repeated our request', async () => {
    commerce = await lyingCommerce((_request, response) =>
      sendJson(response, 401, {
        message: 'The nonce is already being used by the consumer with ID %1',
        parameters: [5],
      }),
    );
    expect((await write()).fault).toEqual({ kind: 'unavailable', isOutcomeKnown: false });
  });

  it('holds no secret', async () => {
    commerce = await lyingCommerce((_request, response) => response.writeHead(401).end());
    const failure = await read();
    const all = `${failure.message} ${failure.stack} ${JSON.stringify(failure)}`;
    for (const secret of Object.values(oauth).filter((value) => value.length === 32)) expect(all).not.toContain(secret);
  });
});

describe('Adobe Commerce as a Cloud Service', () => {
  const imsAuth = (url: string) =>
    ({
      kind: 'ims',
      clientId: 'client-7',
      clientSecret: 'hush',
      orgId: 'ORG@AdobeOrg',
      tokenEndpoint: `${url}/ims/token/v3`,
    }) as const;

  it('takes the store view in a header, has no /rest, and a token of its own', async () => {
    commerce = await lyingCommerce(
      ({ url }, response) =>
        sendJson(response, 200, url.startsWith('/ims/') ? { access_token: 'ims-1', expires_in: 86400 } : wireOrder),
      { auth: imsAuth },
    );
    await Promise.all([commerce.client.orders.read(311), commerce.client.orders.read(312)]);
    const [call] = commerce.calls();
    expect(call?.url).toMatch(/^\/shop\/V1\/orders\/311/);
    expect(call?.headers).toMatchObject({
      authorization: 'Bearer ims-1',
      store: 'amazon_us',
      'x-api-key': 'client-7',
      'x-gw-ims-org-id': 'ORG@AdobeOrg',
    });
    const asked = commerce.server.seen.filter(({ url }) => url.startsWith('/ims/'));
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
      grant_type: 'client_credentials',
      client_id: 'client-7',
      client_secret: 'hush',
      scope: expect.stringContaining('commerce.accs'),
    });
  });

  it('with a token that is no longer taken gets a new one, once', async () => {
    let tokenCount = 0;
    commerce = await lyingCommerce(
      ({ url, headers }, response) => {
        if (url.startsWith('/ims/')) {
          tokenCount += 1;
          sendJson(response, 200, { access_token: `ims-${tokenCount}`, expires_in: 86400 });
        } else if (headers.authorization === 'Bearer ims-2') sendJson(response, 200, wireOrder);
        else sendJson(response, 401, { message: 'token expired' });
      },
      { auth: imsAuth },
    );
    expect(await commerce.client.orders.read(311)).toMatchObject({ entityId: 311 });
    expect(commerce.calls()).toHaveLength(2);
  });

  it('without a permission asks for no new token', async () => {
    commerce = await lyingCommerce(
      ({ url }, response) =>
        url.startsWith('/ims/')
          ? sendJson(response, 200, { access_token: 'ims-1', expires_in: 86400 })
          : sendJson(response, 401, {
              message: "The consumer isn't authorized to access %resources.",
              parameters: { resources: 'Magento_Sales::ship' },
            }),
      { auth: imsAuth },
    );
    expect((await read()).fault).toEqual({ kind: 'unauthorised', because: 'permission' });
    expect(commerce.calls()).toHaveLength(1);
  });

  it.each([
    [400, { error: 'invalid_client' }, { kind: 'unauthorised', because: 'credentials' }],
    [400, { error: 'invalid_scope' }, { kind: 'rejected', code: 'invalid_scope' }],
    [429, {}, { kind: 'throttled', retryAfterMs: 3_000 }],
    [503, {}, { kind: 'unavailable', isOutcomeKnown: true }],
  ] as const)('whose token endpoint answers %i %j has been sent nothing', async (status, body, fault) => {
    commerce = await lyingCommerce((_request, response) => sendJson(response, status, body, { 'retry-after': '3' }), {
      auth: imsAuth,
    });
    expect(await read()).toMatchObject({ operation: 'accessToken', fault });
    expect(commerce.calls()).toHaveLength(0);
  });
});
