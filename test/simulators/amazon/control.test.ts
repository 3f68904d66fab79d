import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, everyDataset, minutesAgo, refreshGrant, seller } from './amazon-at-hand.js';

const search = '/orders/2026-01-01/orders';

describe('the control API', () => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());

  it('is healthy and knows what it holds', async () => {
    await amazon.order();
    const { status, body } = await amazon.control('GET', '/health');
    expect([status, body.status, body.orders, body.sellers]).toEqual([200, 'ok', 1, 1]);
  });

  it('draws order numbers in 3-7-7 form, takes one that is given, and no number twice', async () => {
    expect(await amazon.order()).toMatch(/^\d{3}-\d{7}-\d{7}$/);
    const amazonOrderId = '114-1111111-2222222';
    expect(await amazon.order({ amazonOrderId })).toBe(amazonOrderId);
    await expect(amazon.order({ amazonOrderId })).rejects.toThrow('exists already');
  });

  it.each([
    ['an unknown seller', { sellerId: 'A9' }],
    ['a marketplace of somebody else', { marketplaceId: 'A1F83G8C2ARO7P' }],
    ['a price that is a number', { items: [{ sku: 'A', title: 'A', quantity: 1, unitPrice: 1 }] }],
    ['no items', { items: [] }],
    ['a word that it does not know', { colour: 'blue' }],
    [
      'one unit, partially shipped',
      { status: 'PARTIALLY_SHIPPED', items: [{ sku: 'A', title: 'A', quantity: 1, unitPrice: '1' }] },
    ],
  ])('refuses to seed %s', async (_what, seed) => {
    await expect(amazon.order(seed)).rejects.toThrow('seed refused');
  });

  it('moves orders only where Amazon would, unless forced', async () => {
    const id = await amazon.order({ status: 'SHIPPED' });
    const move = (status: string, force = false) => amazon.control('POST', `/orders/${id}/status`, { status, force });
    expect((await move('PENDING')).status).toBe(400);
    expect((await amazon.control('POST', `/orders/${id}/cancel`)).status).toBe(400);
    expect((await amazon.control('POST', `/orders/${id}/cancel`, { force: true })).body.status).toBe('CANCELLED');
    expect((await amazon.control('POST', '/orders/123-1234567-1234567/cancel')).status).toBe(400);
  });

  it("ships the merchant's goods with packages made in Seller Central, Amazon's without any", async () => {
    const mine = await amazon.order();
    const shipped = (await amazon.control('POST', `/orders/${mine}/ship`)).body;
    expect([shipped.status, shipped.packages.length]).toEqual(['SHIPPED', 1]);
    expect(shipped.packages[0].packageReferenceId).not.toMatch(/^\d+$/);
    const reference = shipped.packages[0].packageReferenceId;
    const delivered = await amazon.control('POST', `/orders/${mine}/packages/${reference}/status`, {
      status: 'DELIVERED',
    });
    expect(delivered.body.wire.packages[0].packageStatus).toEqual({ status: 'DELIVERED' });
    const amazons = await amazon.order({ fulfilledBy: 'AMAZON', status: 'PENDING' });
    const sent = (await amazon.control('POST', `/orders/${amazons}/status`, { status: 'SHIPPED' })).body;
    expect([sent.status, sent.packages, sent.wire.orderItems[0].fulfillment.quantityFulfilled]).toEqual([
      'SHIPPED',
      [],
      2,
    ]);
  });

  it('stamps events in the past when told so, and never takes a time back', async () => {
    await amazon.close();
    amazon = await amazonAtHand({ eventAgeMs: 3_600_000 });
    const purchasedAt = new Date(Date.now() - 60_000).toISOString();
    const id = await amazon.order({ purchasedAt });
    const before = (await amazon.control('GET', `/orders/${id}`)).body;
    expect(before.createdTime).toBe(purchasedAt);
    const after = (await amazon.control('POST', `/orders/${id}/ship`)).body;
    expect(Date.parse(after.lastUpdatedTime)).toBe(Date.parse(before.lastUpdatedTime) + 1);
  });

  it('adds a seller who can sign in at once', async () => {
    const other = { ...seller, sellerId: 'A2OTHER', clientId: 'other', refreshToken: 'Atzr|other' };
    await amazon.control('POST', '/sellers', other);
    const form = { ...refreshGrant, client_id: 'other', refresh_token: 'Atzr|other' };
    expect((await amazon.token(form)).status).toBe(200);
    const listed = JSON.stringify((await amazon.control('GET', '/sellers')).body);
    expect(listed).toContain('A2OTHER');
    expect(listed).not.toContain(seller.clientSecret);
  });

  it('keeps a ledger by operation and order, until it is told to forget', async () => {
    const id = await amazon.order();
    await amazon.call('GET', `${search}/${id}`, { query: { includedData: everyDataset } });
    await amazon.call('GET', search, { query: { createdAfter: minutesAgo(9) } });
    const entriesOf = async (filter: string) => (await amazon.control('GET', `/ledger${filter}`)).body.entries;
    expect(await entriesOf(`?orderId=${id}`)).toMatchObject([
      { operation: 'getOrder', caller: seller.sellerId, status: 200, query: { includedData: everyDataset } },
    ]);
    expect(await entriesOf('?operation=searchOrders')).toHaveLength(1);
    expect(await entriesOf('')).toHaveLength(3);
    await amazon.control('DELETE', '/ledger');
    expect(await entriesOf('')).toEqual([]);
  });
});

describe('faults', () => {
  let amazon: AmazonAtHand;
  let id: string;
  const read = () => amazon.call('GET', `${search}/${id}`);
  const fault = (spec: object) => amazon.control('POST', '/faults', { operation: 'getOrder', times: 1, ...spec });
  beforeEach(async () => {
    amazon = await amazonAtHand();
    id = await amazon.order();
    await amazon.accessToken();
  });
  afterEach(() => amazon.close());

  it.each([
    ['throttled', {}, 429, 'QuotaExceeded'],
    ['internal-failure', {}, 500, 'InternalFailure'],
    ['service-unavailable', {}, 503, 'ServiceUnavailable'],
    ['status', { status: 503 }, 503, 'ServiceUnavailable'],
    ['status', { status: 418, body: { errors: [{ code: 'Teapot', message: 'short and stout' }] } }, 418, 'Teapot'],
    ['token-expired', {}, 403, 'Unauthorized'],
    ['marketplace-forbidden', { subject: 'ATVPDKIKX0DER' }, 403, 'Unauthorized'],
  ])('%s %j answers %i %s once', async (kind, more, status, code) => {
    await fault({ kind, ...more });
    const reply = await read();
    expect([reply.status, reply.body.errors[0].code]).toEqual([status, code]);
    expect(reply.headers.get('x-amzn-ratelimit-limit')).toBeNull();
    expect((await read()).status).toBe(200);
  });

  it('marketplace-forbidden spares the other marketplaces', async () => {
    await fault({ operation: '*', kind: 'marketplace-forbidden', subject: 'A1VC38T7YXB528', times: undefined });
    expect((await read()).status).toBe(200);
    const query = { createdAfter: minutesAgo(9) };
    expect((await amazon.call('GET', search, { query })).status).toBe(403);
    const american = { ...query, marketplaceIds: 'ATVPDKIKX0DER' };
    expect((await amazon.call('GET', search, { query: american })).status).toBe(200);
  });

  it('html-503 answers a page that is no JSON', async () => {
    await fault({ kind: 'html-503' });
    const reply = await read();
    expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'text/html']);
  });

  it.each(['cut-connection', 'lost-reply-after-commit'])('%s leaves the caller without an answer', async (kind) => {
    await fault({ kind });
    await expect(read()).rejects.toThrow();
    const { entries } = (await amazon.control('GET', '/ledger?operation=getOrder')).body;
    expect(entries).toMatchObject([{ status: null, fault: kind }]);
  });

  it.each(['delay', 'delayed-reply'])('%s ends with the simulator, not after it', async (kind) => {
    await fault({ kind, delayMs: 3_600_000 });
    const reply = read().catch(() => 'cut');
    if (kind === 'delayed-reply') {
      let seen = 0;
      while (seen === 0) seen = (await amazon.control('GET', '/ledger?operation=getOrder')).body.entries.length;
    }
    await amazon.close();
    expect(await reply).toBeDefined();
    amazon = await amazonAtHand();
  });

  it('invalid-grant and invalid-client hit the token endpoint', async () => {
    await amazon.control('POST', '/faults', {
      operation: 'token',
      kind: 'invalid-grant',
      subject: seller.sellerId,
      times: 1,
    });
    expect((await amazon.token(refreshGrant)).body.error).toBe('invalid_grant');
    await amazon.control('POST', '/faults', { operation: 'token', kind: 'invalid-client', times: 1 });
    expect((await amazon.token(refreshGrant)).status).toBe(401);
    expect((await amazon.token(refreshGrant)).status).toBe(200);
  });

  it('expired-page-token refuses the next page only', async () => {
    await amazon.close();
    amazon = await amazonAtHand({ eventAgeMs: 300_000 });
    await amazon.order();
    await amazon.order();
    const query = { createdAfter: minutesAgo(9), maxResultsPerPage: '1' };
    await amazon.control('POST', '/faults', { operation: 'searchOrders', kind: 'expired-page-token', times: 1 });
    const first = await amazon.call('GET', search, { query });
    const next = { ...query, paginationToken: first.body.pagination.nextToken };
    expect((await amazon.call('GET', search, { query: next })).status).toBe(400);
    expect((await amazon.call('GET', search, { query: next })).status).toBe(200);
  });

  it('end when they are taken away', async () => {
    const { body } = await amazon.control('POST', '/faults', { kind: 'internal-failure' });
    expect((await read()).status).toBe(500);
    expect((await amazon.control('GET', '/faults')).body.faults).toMatchObject([{ id: body.id, hits: 1 }]);
    await amazon.control('DELETE', `/faults/${body.id}`);
    expect((await read()).status).toBe(200);
  });
});

describe('a restart', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amazon-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('forgets nothing: orders, tokens, quotas, ledger, notifications, clock', async () => {
    const stateFile = join(folder, 'amazon.jsonl');
    const before = await amazonAtHand({ stateFile });
    const id = await before.order();
    const token = await before.accessToken();
    await before.call('GET', `${search}/${id}`);
    await before.control('POST', `/orders/${id}/ship`);
    await before.control('POST', '/clock', { advanceMs: 1000 });
    const left = (await before.control('GET', `/orders/${id}`)).body;
    await before.close();
    const after = await amazonAtHand({ stateFile });
    try {
      expect((await after.control('GET', `/orders/${id}`)).body).toEqual(left);
      expect((await after.call('GET', `${search}/${id}`, { token })).status).toBe(200);
      expect((await after.control('GET', '/ledger?operation=getOrder')).body.entries).toHaveLength(2);
      expect((await after.control('GET', '/notifications')).body.notifications).toHaveLength(2);
    } finally {
      await after.close();
    }
  });

  it('on a port that is taken is refused', async () => {
    const first = await amazonAtHand();
    const port = Number(new URL(first.url).port);
    await expect(amazonAtHand({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });
});

describe('the plain operations', () => {
  let amazon: AmazonAtHand;
  beforeEach(async () => {
    amazon = await amazonAtHand();
  });
  afterEach(() => amazon.close());

  it('say where the seller sells', async () => {
    const { body } = await amazon.call('GET', '/sellers/v1/marketplaceParticipations');
    expect(body.payload).toMatchObject([
      { marketplace: { id: 'ATVPDKIKX0DER', countryCode: 'US', defaultCurrencyCode: 'USD' } },
      { marketplace: { id: 'A1VC38T7YXB528', countryCode: 'JP', defaultCurrencyCode: 'JPY' } },
    ]);
  });

  it('know nothing regulated', async () => {
    const id = await amazon.order();
    const { body } = await amazon.call('GET', `/orders/v0/orders/${id}/regulatedInfo`);
    expect(body.payload.RegulatedOrderVerificationStatus.RequiresMerchantAction).toBe(false);
  });
});
