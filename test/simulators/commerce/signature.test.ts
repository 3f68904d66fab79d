import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareNaturally } from '../../../src/simulators/commerce/natural-order.js';
import { expectedSignature } from '../../../src/simulators/commerce/oauth-signature.js';
import { enc, integration, type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('the signature that the shop expects', () => {
  it('is that of the published vector', () => {
    const filter = 'searchCriteria[filterGroups][0][filters][0]';
    const query: [string, string][] = [
      [`${filter}[field]`, 'sku'],
      [`${filter}[value]`, 'A/B C,d+1'],
      [`${filter}[conditionType]`, 'in'],
      ['searchCriteria[pageSize]', '10'],
    ];
    const oauth = new Map([
      ['oauth_consumer_key', 'c'.repeat(32)],
      ['oauth_nonce', 'n'.repeat(32)],
      ['oauth_signature_method', 'HMAC-SHA256'],
      ['oauth_timestamp', '1767225600'],
      ['oauth_token', 't'.repeat(32)],
      ['oauth_version', '1.0'],
    ]);
    const search = query.map(([name, value]) => `${enc(name)}=${enc(value)}`).join('&');
    const url = `https://shop.example/rest/default/V1/products?${search}`;
    expect(expectedSignature({ method: 'GET', url, authorization: '' }, oauth, integration)).toBe(
      'EqT9vLTTEwceG4zgAX5YzU5UmOBbzXpseTU+R3v0Z1E=',
    );
  });

  it.each([
    ['a', 'b', -1],
    ['a2', 'a10', -1],
    ['a10', 'a9', 1],
    ['a%5B2%5D', 'a%5B10%5D', -1],
    ['a01', 'a1', -1],
    ['a', 'a1', -1],
    ['same', 'same', 0],
  ])('sorts %s and %s naturally, not by bytes', (left, right, order) => {
    expect(Math.sign(compareNaturally(left, right))).toBe(order);
  });
});

describe('a request to the shop', () => {
  let shop: ShopAtHand;
  beforeAll(async () => {
    shop = await shopAtHand({ bearerTokens: ['b'.repeat(32)] });
  });
  afterAll(() => shop.close());

  it('is let in with a correct signature over a query with spaces, slashes and commas', async () => {
    const answer = await shop.rest('GET', '/products', { query: searchFor(['sku', 'A/B C,MUG-BLUE,d+1', 'in']) });
    expect(answer.status).toBe(200);
    expect(answer.body.total_count).toBe(1);
  });

  it('is refused with a wrong secret', async () => {
    const answer = await shop.rest('GET', '/store/websites', {}, { secret: 'x'.repeat(32) });
    expect(answer).toMatchObject({ status: 401, body: { message: 'The signature is invalid. Verify and try again.' } });
  });

  it('is refused when its nonce was used before, even by a request that was itself refused', async () => {
    const nonce = 'q'.repeat(32);
    await shop.rest('GET', '/store/websites', {}, { nonce, secret: 'x'.repeat(32) });
    const answer = await shop.rest('GET', '/store/websites', {}, { nonce });
    expect(answer).toMatchObject({
      status: 401,
      body: { message: 'The nonce is already being used by the consumer with ID %1', parameters: [1] },
    });
  });

  it('is refused when its clock is more than ten minutes ahead', async () => {
    const answer = await shop.rest(
      'GET',
      '/store/websites',
      {},
      { timestampSeconds: Math.floor(Date.now() / 1000) + 700 },
    );
    expect(answer).toMatchObject({ status: 401, body: { message: 'An error occurred validating the nonce' } });
  });

  it('is refused in byte order once an index reaches ten, because the shop sorts naturally', async () => {
    const eleven = searchFor(...Array.from({ length: 11 }, () => ['sku', 'MUG-BLUE'] as const));
    expect((await shop.rest('GET', '/products', { query: eleven })).status).toBe(401);
    const ten = searchFor(...Array.from({ length: 10 }, () => ['sku', 'MUG-BLUE'] as const));
    expect((await shop.rest('GET', '/products', { query: ten })).status).toBe(200);
  });

  it('is refused when its path holds an escape', async () => {
    expect((await shop.rest('GET', '/directory/countries/U%53')).status).toBe(401);
  });

  it('is let in with a bearer token, and without any login where none is needed', async () => {
    const bearer = { authorization: `Bearer ${'b'.repeat(32)}` };
    expect((await shop.rest('GET', '/store/websites', {}, bearer)).status).toBe(200);
    expect((await shop.rest('GET', '/directory/countries/US', {}, { authorization: '' })).status).toBe(200);
  });

  it('is told which resource it lacks', async () => {
    const answer = await shop.rest('GET', '/store/websites', {}, { authorization: 'Bearer unknown' });
    expect(answer).toMatchObject({
      status: 401,
      body: {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Backend::store' },
      },
    });
  });

  it('is refused a resource that the integration was not given', async () => {
    const narrow = await shopAtHand({ integrations: [{ ...integration, acl: ['Magento_Sales::actions_view'] }] });
    expect((await narrow.rest('GET', '/orders', { query: searchFor() })).status).toBe(200);
    const refused = await narrow.createOrder({});
    expect(refused.body.parameters).toEqual({ resources: 'Magento_Sales::create' });
    await narrow.close();
  });

  it('matches no route outside the ones there are, nor an unknown store view', async () => {
    const message = 'Request does not match any route.';
    expect(await shop.rest('GET', '/order')).toMatchObject({ status: 404, body: { message } });
    expect((await fetch(`${shop.url}/rest/nowhere/V1/orders`)).status).toBe(404);
  });
});
