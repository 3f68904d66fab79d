import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AmazonAtHand, amazonAtHand, everyDataset, minutesAgo, seller } from './amazon-at-hand.js';

const path = '/orders/2026-01-01/orders';

describe('searchOrders', () => {
  let amazon: AmazonAtHand;
  const found = (query: Readonly<Record<string, string>>) => amazon.call('GET', path, { query });
  const ids = async (query: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await found(query)).body.orders.map((order: { orderId: string }) => order.orderId);
  beforeEach(async () => {
    const quotas = { searchOrders: { ratePerSecond: 100, burst: 1000 } };
    amazon = await amazonAtHand({ eventAgeMs: 5 * 60_000, sellers: [{ ...seller, quotas }] });
  });
  afterEach(() => amazon.close());

  it.each([
    ['no After at all', {}],
    ['both families', { createdAfter: minutesAgo(9), lastUpdatedAfter: minutesAgo(9) }],
    ['a Before of the other family', { createdAfter: minutesAgo(9), lastUpdatedBefore: minutesAgo(5) }],
    ['a Before before the After', { createdAfter: minutesAgo(9), createdBefore: minutesAgo(10) }],
    ['a time without a zone', { createdAfter: '2026-01-01T00:00:00' }],
    ['a date', { createdAfter: '2026-01-01' }],
    ['an unknown status', { createdAfter: minutesAgo(9), fulfillmentStatuses: 'Unshipped' }],
    ['an unknown dataset', { createdAfter: minutesAgo(9), includedData: 'BUYER,PRICES' }],
    ['a page of 0', { createdAfter: minutesAgo(9), maxResultsPerPage: '0' }],
    ['a page of 101', { createdAfter: minutesAgo(9), maxResultsPerPage: '101' }],
    ['a parameter of v0', { createdAfter: minutesAgo(9), OrderStatuses: 'Unshipped' }],
    ['a page token of another make', { createdAfter: minutesAgo(9), paginationToken: 'made-up' }],
    ['51 marketplaces', { createdAfter: minutesAgo(9), marketplaceIds: Array(51).fill('ATVPDKIKX0DER').join() }],
  ])('refuses %s', async (_what, query) => {
    const { status, body } = await found(query);
    expect([status, body.errors[0].code]).toEqual([400, 'InvalidInput']);
  });

  it('refuses a Before younger than two minutes, in the words that were seen', async () => {
    const { status, body } = await found({ lastUpdatedAfter: minutesAgo(9), lastUpdatedBefore: minutesAgo(1.9) });
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain('The most updated data is 2 minutes after an order is created');
    expect((await found({ lastUpdatedAfter: minutesAgo(9), lastUpdatedBefore: minutesAgo(2.1) })).status).toBe(200);
  });

  it('refuses a marketplace in which the seller does not sell', async () => {
    expect((await found({ createdAfter: minutesAgo(9), marketplaceIds: 'A1F83G8C2ARO7P' })).status).toBe(403);
  });

  it('echoes the upper bound: the one given, or two minutes ago', async () => {
    const lastUpdatedBefore = minutesAgo(3);
    const given = await found({ lastUpdatedAfter: minutesAgo(9), lastUpdatedBefore });
    expect(Date.parse(given.body.lastUpdatedBefore)).toBe(Date.parse(lastUpdatedBefore));
    const open = await found({ createdAfter: minutesAgo(9) });
    expect(Date.parse(open.body.createdBefore)).toBeLessThanOrEqual(Date.now() - 120_000);
    expect(open.body).toEqual({ orders: [], createdBefore: expect.any(String) });
  });

  it('filters by status, fulfiller, marketplace and time', async () => {
    const pending = await amazon.order({ status: 'PENDING' });
    const shipped = await amazon.order({ status: 'SHIPPED', fulfilledBy: 'AMAZON' });
    const japanese = await amazon.order({ marketplaceId: 'A1VC38T7YXB528', items: [yenItem] });
    await amazon.order({ purchasedAt: minutesAgo(60), lastUpdatedAt: minutesAgo(60) });
    const query = { lastUpdatedAfter: minutesAgo(9) };
    expect(await ids(query)).toEqual([pending, shipped, japanese]);
    expect(await ids({ ...query, fulfillmentStatuses: 'PENDING,SHIPPED' })).toEqual([pending, shipped]);
    expect(await ids({ ...query, fulfilledBy: 'AMAZON' })).toEqual([shipped]);
    expect(await ids({ ...query, marketplaceIds: 'A1VC38T7YXB528' })).toEqual([japanese]);
    expect(await ids({ createdAfter: minutesAgo(61) })).toHaveLength(4);
  });

  it('shows an order in the window of its latest update only', async () => {
    const id = await amazon.order({ status: 'PENDING', purchasedAt: minutesAgo(60), lastUpdatedAt: minutesAgo(60) });
    const window = { lastUpdatedAfter: minutesAgo(61), lastUpdatedBefore: minutesAgo(59) };
    expect(await ids(window)).toEqual([id]);
    await amazon.control('POST', `/orders/${id}/status`, { status: 'UNSHIPPED' });
    expect(await ids(window)).toEqual([]);
    expect(await ids({ lastUpdatedAfter: minutesAgo(9) })).toEqual([id]);
  });

  it('pages through everything once, whatever the page size, with a token bound to the other parameters', async () => {
    const all: string[] = [];
    for (let count = 0; count < 5; count += 1) all.push(await amazon.order());
    const query = { lastUpdatedAfter: minutesAgo(9), includedData: 'FULFILLMENT' };
    const first = await found({ ...query, maxResultsPerPage: '2' });
    const paginationToken = String(first.body.pagination.nextToken);
    const second = await found({ ...query, maxResultsPerPage: '3', paginationToken });
    expect(second.body.pagination).toBeUndefined();
    expect(second.body.lastUpdatedBefore).toBe(first.body.lastUpdatedBefore);
    const seen = [...first.body.orders, ...second.body.orders].map((order) => order.orderId);
    expect(seen.sort()).toEqual(all.sort());
    for (const change of [
      { includedData: 'BUYER' },
      { fulfilledBy: 'MERCHANT' },
      { lastUpdatedAfter: minutesAgo(8) },
    ]) {
      const { status, body } = await found({ ...query, ...change, paginationToken });
      expect(status).toBe(400);
      expect(body.errors[0].message).toContain('All parameters must match the original request');
    }
    await amazon.control('POST', '/clock', { advanceMs: 24 * 3_600_000 });
    const token = (await amazon.token({ ...refresh })).body.access_token;
    expect((await amazon.call('GET', path, { query: { ...query, paginationToken }, token })).status).toBe(400);
  });

  it('lists what is behind an index lag only later, and what is never listed only to getOrder', async () => {
    const late = await amazon.order({ indexLagMs: 3_600_000 });
    const never = await amazon.order({ neverListed: true });
    const query = { lastUpdatedAfter: minutesAgo(120) };
    expect(await ids(query)).toEqual([]);
    for (const id of [late, never]) expect((await amazon.call('GET', `${path}/${id}`)).status).toBe(200);
    await amazon.control('POST', '/clock', { advanceMs: 3_600_000 });
    const token = (await amazon.token({ ...refresh })).body.access_token;
    const listed = await amazon.call('GET', path, { query, token });
    expect(listed.body.orders.map((order: { orderId: string }) => order.orderId)).toEqual([late]);
  });

  it('shows the version that a lagging index knows', async () => {
    const id = await amazon.order({ status: 'PENDING' });
    await amazon.control('POST', '/settings', { indexLagMs: 3_600_000 });
    await amazon.control('POST', `/orders/${id}/status`, { status: 'UNSHIPPED' });
    const { body } = await found({ lastUpdatedAfter: minutesAgo(9), includedData: 'FULFILLMENT' });
    expect(body.orders[0].fulfillment.fulfillmentStatus).toBe('PENDING');
    const fresh = await amazon.call('GET', `${path}/${id}`, { query: { includedData: 'FULFILLMENT' } });
    expect(fresh.body.order.fulfillment.fulfillmentStatus).toBe('UNSHIPPED');
  });

  it('does not serve the retired order reads of v0', async () => {
    expect((await amazon.call('GET', '/orders/v0/orders')).status).toBe(403);
    expect((await amazon.control('GET', '/ledger?operation=unknown')).body.entries).toHaveLength(1);
  });

  it('gives every dataset in the same shape as getOrder', async () => {
    const id = await amazon.order();
    const listed = await found({ lastUpdatedAfter: minutesAgo(9), includedData: everyDataset });
    const read = await amazon.call('GET', `${path}/${id}`, { query: { includedData: everyDataset } });
    expect(listed.body.orders).toEqual([read.body.order]);
  });
});

const yenItem = { sku: 'MUG-1', title: 'マグ', quantity: 1, unitPrice: '1980' };
const refresh = {
  grant_type: 'refresh_token',
  client_id: seller.clientId,
  client_secret: seller.clientSecret,
  refresh_token: seller.refreshToken,
};
