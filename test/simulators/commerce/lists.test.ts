import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { merchantFulfilledOrder } from './example-orders.js';
import { type SearchFilter, type ShopAtHand, searchFor, shopAtHand } from './shop-at-hand.js';

describe('a list', () => {
  let shop: ShopAtHand;
  let nowMs = Date.UTC(2026, 5, 1, 12);
  beforeAll(async () => {
    shop = await shopAtHand({ nowMs: () => nowMs, bearerTokens: ['b'] });
    for (const number of ['A-1', 'A-2', 'B-3', 'B-4', 'B-5']) {
      const entity = merchantFulfilledOrder({ increment_id: number, ext_order_id: number });
      await shop.rest('POST', '/orders', { body: { entity } }, bearer);
      nowMs += 60_000;
    }
  });
  afterAll(() => shop.close());

  const bearer = { authorization: 'Bearer b' };
  const list = (query: Record<string, string>) => shop.rest('GET', '/orders', { query }, bearer);
  const numbers = async (...filters: readonly SearchFilter[]): Promise<readonly string[]> =>
    (await list(searchFor(...filters))).body.items.map((order: { increment_id: string }) => order.increment_id);

  it('needs search criteria', async () => {
    expect(await list({})).toMatchObject({
      status: 400,
      body: { message: '"%fieldName" is required. Enter and try again.', parameters: { fieldName: 'searchCriteria' } },
    });
    expect((await list({ searchCriteria: '' })).body.total_count).toBe(5);
  });

  it.each([
    ['eq', 'a-1', ['A-1']],
    ['neq', 'A-1', ['A-2', 'B-3', 'B-4', 'B-5']],
    ['in', 'A-1,b-5,Z', ['A-1', 'B-5']],
    ['nin', 'A-1,B-5', ['A-2', 'B-3', 'B-4']],
    ['like', 'B-%', ['B-3', 'B-4', 'B-5']],
    ['like', '_-3', ['B-3']],
    ['gt', 'B-3', ['B-4', 'B-5']],
    ['gteq', 'B-3', ['B-3', 'B-4', 'B-5']],
    ['lt', 'A-2', ['A-1']],
    ['lteq', 'A-2', ['A-1', 'A-2']],
    ['from', 'B-4', ['B-4', 'B-5']],
    ['to', 'A-1', ['A-1']],
  ])('filters by %s without regard to case', async (conditionType, value, expected) => {
    expect(await numbers(['increment_id', value, conditionType])).toEqual(expected);
  });

  it('tells null from something', async () => {
    expect(await numbers(['customer_id', '', 'null'])).toHaveLength(5);
    expect(await numbers(['customer_id', '', 'notnull'])).toEqual([]);
    expect(await numbers(['customer_id', '7', 'neq'])).toEqual([]);
  });

  it('joins groups by AND and the filters of one group by OR', async () => {
    expect(await numbers(['store_id', '1'], ['ext_order_id', 'B-4'])).toEqual(['B-4']);
    const query = searchFor(['increment_id', 'A-1']);
    query['searchCriteria[filterGroups][0][filters][1][field]'] = 'increment_id';
    query['searchCriteria[filterGroups][0][filters][1][value]'] = 'B-5';
    expect((await list(query)).body.total_count).toBe(2);
  });

  it('finds what changed since a moment', async () => {
    expect(await numbers(['updated_at', '2026-06-01 12:03:00', 'gteq'])).toEqual(['B-4', 'B-5']);
  });

  it('sorts and pages, and gives the last page again beyond the end', async () => {
    const page = async (currentPage: number): Promise<readonly string[]> => {
      const answer = await list({
        'searchCriteria[sortOrders][0][field]': 'created_at',
        'searchCriteria[sortOrders][0][direction]': 'DESC',
        'searchCriteria[pageSize]': '2',
        'searchCriteria[currentPage]': String(currentPage),
      });
      expect(answer.body.total_count).toBe(5);
      return answer.body.items.map((order: { increment_id: string }) => order.increment_id);
    };
    expect(await page(1)).toEqual(['B-5', 'B-4']);
    expect(await page(3)).toEqual(['A-1']);
    expect(await page(4)).toEqual(['A-1']);
  });

  it('refuses pages above 300 and breaks on a column that does not exist', async () => {
    expect((await list({ 'searchCriteria[pageSize]': '301' })).status).toBe(400);
    expect((await list(searchFor(['colour', 'red']))).status).toBe(500);
  });

  it('says what it understood', async () => {
    const { body } = await list(searchFor(['increment_id', 'A-1', 'in']));
    expect(body.search_criteria).toEqual({
      filter_groups: [{ filters: [{ field: 'increment_id', value: 'A-1', condition_type: 'in' }] }],
    });
  });

  it('is trimmed to the fields asked for', async () => {
    const { body } = await list({
      ...searchFor(['increment_id', 'A-1']),
      fields: 'items[entity_id,items[sku],status],total_count',
    });
    expect(body).toEqual({
      items: [{ entity_id: 1, items: [{ sku: 'MUG-BLUE' }], status: 'processing' }],
      total_count: 1,
    });
  });
});

describe('what is installed', () => {
  let shop: ShopAtHand;
  beforeAll(async () => {
    shop = await shopAtHand();
  });
  afterAll(() => shop.close());

  it('lists products in any spelling, disabled and of other websites too', async () => {
    await shop.control('POST', '/products', [
      { sku: 'OFF', status: 2 },
      { sku: 'ELSEWHERE', websiteIds: [2], typeId: 'configurable' },
    ]);
    const { body } = await shop.rest('GET', '/products', {
      query: searchFor(['sku', 'mug-blue,OFF,ELSEWHERE,NOPE', 'in']),
    });
    expect(body.items).toMatchObject([
      { id: 42, sku: 'MUG-BLUE', status: 1, type_id: 'simple', extension_attributes: { website_ids: [1] } },
      { sku: 'OFF', status: 2 },
      { sku: 'ELSEWHERE', type_id: 'configurable', extension_attributes: { website_ids: [2] } },
    ]);
  });

  it('changes, removes and replaces products by control', async () => {
    await shop.control('POST', '/products', { sku: 'NEW', qty: 3 });
    expect((await shop.control('POST', '/products/change', { sku: 'NEW', status: 2 })).body).toMatchObject({
      status: 2,
      sources: [{ quantity: 3 }],
    });
    await shop.control('POST', '/products/remove', { sku: 'NEW' });
    expect((await shop.control('POST', '/products/change', { sku: 'NEW', status: 1 })).status).toBe(404);
  });

  it('knows the regions of a country by the ids of the installation', async () => {
    const { body } = await shop.rest('GET', '/directory/countries/US');
    expect(body.available_regions).toHaveLength(65);
    expect(body.available_regions).toContainEqual({ id: '57', code: 'TX', name: 'Texas' });
    expect(body.available_regions).toContainEqual({ id: '62', code: 'WA', name: 'Washington' });
    expect(body.available_regions).toContainEqual({ id: '52', code: 'PR', name: 'Puerto Rico' });
  });

  it.each([
    ['GB', undefined, 'United Kingdom'],
    ['DE', 16, 'Germany'],
    ['CA', 13, 'Canada'],
    ['JP', 47, 'Japan'],
    ['AU', 8, 'Australia'],
  ])('has for %s %s regions', async (countryId, count, name) => {
    const { body } = await shop.rest('GET', `/directory/countries/${countryId}`);
    expect(body.available_regions?.length).toBe(count);
    expect(body.full_name_english).toBe(name);
  });

  it('knows no country UK', async () => {
    const message = 'Requested country is not available.';
    expect(await shop.rest('GET', '/directory/countries/UK')).toMatchObject({ status: 404, body: { message } });
  });

  it('lists its store views, websites and currencies, the Admin first', async () => {
    expect((await shop.rest('GET', '/store/storeViews')).body).toMatchObject([
      { id: 0, code: 'admin' },
      { id: 1, code: 'default' },
    ]);
    expect((await shop.rest('GET', '/store/websites')).body).toMatchObject([{ id: 0 }, { id: 1, code: 'base' }]);
    expect((await shop.rest('GET', '/store/storeConfigs')).body).toMatchObject([
      { code: 'default', base_currency_code: 'USD' },
    ]);
  });
});
