import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, refreshGrant, seller } from './amazon-at-hand.js';

const path = '/orders/2026-01-01/orders/123-1234567-1234567';

describe('the token endpoint', () => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());

  it('gives an hour for a refresh token', async () => {
    const { status, body } = await amazon.token(refreshGrant);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, refresh_token: seller.refreshToken });
    expect(body.access_token).toMatch(/^Atza\|/);
  });

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['an unknown refresh token', { refresh_token: 'Atzr|other' }, 400, 'invalid_grant'],
    ['an unknown grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a grantless request without scope', { grant_type: 'client_credentials' }, 400, 'invalid_scope'],
  ])('refuses %s', async (_what, change, status, error) => {
    const reply = await amazon.token({ ...refreshGrant, ...change });
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ error, error_description: expect.any(String) });
  });

  it('refuses JSON: the request is a form', async () => {
    const response = await fetch(`${amazon.url}/auth/o2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(refreshGrant),
    });
    expect(response.status).toBe(400);
  });

  it('opens no seller operation with a grantless token', async () => {
    const scope = 'sellingpartnerapi::notifications';
    const grantless = await amazon.token({ ...refreshGrant, grant_type: 'client_credentials', scope });
    const { status, body } = await amazon.call('GET', path, { token: grantless.body.access_token });
    expect(status).toBe(403);
    expect(body.errors[0].code).toBe('Unauthorized');
  });

  it('keeps secrets out of its ledger', async () => {
    await amazon.token(refreshGrant);
    const ledger = JSON.stringify((await amazon.control('GET', '/ledger')).body);
    expect(ledger).toContain('"operation":"token"');
    for (const secret of [seller.clientSecret, seller.refreshToken, 'Atza']) expect(ledger).not.toContain(secret);
  });
});

describe('an access token', () => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());

  it('is missed when absent', async () => {
    const { status, body } = await amazon.call('GET', path, { token: '' });
    expect([status, body.errors[0].code]).toEqual([403, 'MissingAuthenticationToken']);
  });

  it('is called expired after its hour, and only then', async () => {
    await amazon.accessToken();
    await amazon.control('POST', '/clock', { advanceMs: 3599_000 });
    expect((await amazon.call('GET', path)).status).toBe(404);
    await amazon.control('POST', '/clock', { advanceMs: 1000 });
    const { status, body } = await amazon.call('GET', path);
    expect(status).toBe(403);
    expect(body.errors[0].details).toBe('The access token you provided has expired.');
  });

  it('is worth nothing once the seller revoked the application, nor is the refresh token', async () => {
    await amazon.accessToken();
    await amazon.control('POST', `/sellers/${seller.sellerId}/revoke`);
    const { status, body } = await amazon.call('GET', path);
    expect([status, body.errors[0].details]).toEqual([
      403,
      'The access token you provided is revoked, malformed or invalid.',
    ]);
    expect((await amazon.token(refreshGrant)).body.error).toBe('invalid_grant');
    await amazon.control('POST', `/sellers/${seller.sellerId}/restore`);
    expect((await amazon.token(refreshGrant)).status).toBe(200);
  });
});
