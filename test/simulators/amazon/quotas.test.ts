import { afterEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, minutesAgo, refreshGrant, seller } from './amazon-at-hand.js';

const search = '/orders/2026-01-01/orders';
const unknownOrder = `${search}/123-1234567-1234567`;

describe('quotas', () => {
  let amazon: AmazonAtHand;
  afterEach(() => amazon.close());

  it('let twenty searches through and then one every 178.6 seconds', async () => {
    const nowMs = Date.parse('2026-03-01T12:00:00Z');
    amazon = await amazonAtHand({ nowMs: () => nowMs });
    const searched = async () =>
      (await amazon.call('GET', search, { query: { createdAfter: minutesAgo(5, nowMs) } })).status;
    for (let count = 0; count < 20; count += 1) expect(await searched()).toBe(200);
    expect(await searched()).toBe(429);
    await amazon.control('POST', '/clock', { advanceMs: 178_500 });
    expect(await searched()).toBe(429);
    await amazon.control('POST', '/clock', { advanceMs: 100 });
    expect(await searched()).toBe(200);
  });

  it('say their rate on 200, 400 and 404, nothing on 429 and 403, and a request id always', async () => {
    amazon = await amazonAtHand();
    const rateOf = async (reply: Promise<{ status: number; headers: Headers }>) => {
      const { status, headers } = await reply;
      expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('retry-after')).toBeNull();
      return [status, headers.get('x-amzn-ratelimit-limit')];
    };
    const query = { createdAfter: minutesAgo(5) };
    expect(await rateOf(amazon.call('GET', search, { query }))).toEqual([200, '0.0056']);
    expect(await rateOf(amazon.call('GET', search))).toEqual([400, '0.0056']);
    expect(await rateOf(amazon.call('GET', unknownOrder))).toEqual([404, '0.5']);
    expect(await rateOf(amazon.call('GET', search, { token: 'wrong' }))).toEqual([403, null]);
    await amazon.control('POST', '/quotas', { sellerId: seller.sellerId, operation: 'searchOrders', tokens: 0 });
    expect(await rateOf(amazon.call('GET', search, { query }))).toEqual([429, null]);
    await amazon.control('POST', '/settings', { sendRateHeader: false });
    expect(await rateOf(amazon.call('GET', unknownOrder))).toEqual([404, null]);
  });

  it('can be granted higher, start empty, and are one bucket per operation, seller and application', async () => {
    const other = { ...seller, sellerId: 'A2OTHER', refreshToken: 'Atzr|other' };
    const plan = { ratePerSecond: 0.5, burst: 1 };
    amazon = await amazonAtHand({
      sellers: [{ ...seller, quotas: { getOrder: plan } }, other],
      emptyBucketsAtStart: true,
    });
    expect((await amazon.call('GET', unknownOrder)).status).toBe(429);
    await amazon.control('POST', '/clock', { advanceMs: 2000 });
    expect((await amazon.call('GET', unknownOrder)).status).toBe(404);
    expect((await amazon.call('GET', unknownOrder)).status).toBe(429);
    const { body } = await amazon.token({ ...refreshGrant, refresh_token: other.refreshToken });
    await amazon.control('POST', '/quotas', { sellerId: other.sellerId, operation: 'getOrder', tokens: 1 });
    expect((await amazon.call('GET', unknownOrder, { token: body.access_token })).status).toBe(404);
  });
});
