import { afterEach, describe, expect, it } from '@jest/globals';
import { closeServers, httpFixture } from '../http-fixture.js';
import { hourMs, orderRow, startOfDayMs } from '../order-index/order-row-builder.js';

afterEach(closeServers);

const full = orderRow(1, {
  status: 'Blocked',
  total: ['55.50', 'USD'],
  shipByMs: startOfDayMs + hourMs,
  commerceOrderNumber: '000000123',
  blockedBy: 'sku-unknown',
  note: 'SKU MUG is not in the Commerce catalogue',
});
const bare = orderRow(2, { status: 'Pending', amazonStatus: 'Pending' });

describe('GET /api/orders', () => {
  it('answers the agreed fields, amounts as decimal strings, times in UTC, what is unknown as null', async () => {
    const { get } = await httpFixture([full, bare]);
    const response = await get('/api/orders');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      orders: [
        {
          account: 'acme-us',
          amazonOrderId: '111-0000002-0000000',
          status: 'Pending',
          amazonStatus: 'Pending',
          fulfilledBy: 'FBM',
          purchaseDate: '2026-03-10T00:02:00.000Z',
          shipBy: null,
          total: null,
          commerceOrderNumber: null,
          blockedBy: null,
          note: null,
          workflowId: 'amazon-order:SELLER1:111-0000002-0000000',
        },
        {
          account: 'acme-us',
          amazonOrderId: '111-0000001-0000000',
          status: 'Blocked',
          amazonStatus: 'Unshipped',
          fulfilledBy: 'FBM',
          purchaseDate: '2026-03-10T00:01:00.000Z',
          shipBy: '2026-03-10T01:00:00.000Z',
          total: { amount: '55.50', currency: 'USD' },
          commerceOrderNumber: '000000123',
          blockedBy: 'sku-unknown',
          note: 'SKU MUG is not in the Commerce catalogue',
          workflowId: 'amazon-order:SELLER1:111-0000001-0000000',
        },
      ],
      nextCursor: null,
    });
  });

  it('pages by cursor, and new orders between the pages move nothing', async () => {
    const { get, held } = await httpFixture([1, 2, 3, 4, 5].map((serial) => orderRow(serial)));
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 10; page += 1) {
      const response = await get(`/api/orders?limit=2&cursor=${cursor}`);
      const answer: { orders: { amazonOrderId: string }[]; nextCursor: string | null } = JSON.parse(
        await response.text(),
      );
      seen.push(...answer.orders.map(({ amazonOrderId }) => amazonOrderId.slice(8, 11)));
      cursor = answer.nextCursor;
      held.take([orderRow(100 + page)]);
    }
    expect(seen).toEqual(['005', '004', '003', '002', '001']);
  });

  it.each([
    ['account=acme-us&status=Blocked&fulfilledBy=FBM&q=000123&totalMin=55.50&totalMax=55.5', 1],
    ['status=Blocked,Pending', 2],
    ['status=Blocked&status=Pending', 2],
    ['from=2026-03-10&to=2026-03-10', 2],
    ['from=2026-03-10T00:02:00Z', 1],
    ['to=2026-03-10T01:01:00%2B01:00', 1],
    ['to=2026-03-09', 0],
    ['totalMin=55.51', 0],
    ['totalMin=.5&totalMax=0055.58', 1],
    ['totalMin=55.&totalMax=%2056%20', 1],
    ['q=&status=&account=', 2],
    ['q=%27%20OR%201%3D1%20--', 0],
  ])('filters by %s', async (query, count) => {
    const { get } = await httpFixture([full, bare]);
    expect(JSON.parse(await (await get(`/api/orders?${query}`)).text()).orders).toHaveLength(count);
  });

  it.each([
    ['colour=red', 'colour'],
    ['account=x%27%20OR', 'account'],
    ['status=Lost', 'status'],
    ['fulfilledBy=me', 'fulfilledBy'],
    ['from=yesterday', 'from'],
    ['to=2026-02-30', 'to'],
    ['totalMin=12,50', 'totalMin'],
    ['totalMax=-1', 'totalMax'],
    ['totalMax=.', 'totalMax'],
    ['totalMax=1e2', 'totalMax'],
    ['totalMax=1.234.567', 'totalMax'],
    ['totalMax=%D9%A1%D9%A2', 'totalMax'],
    ['totalMax=1&totalMax=2', 'totalMax'],
    ['sort=buyer', 'sort'],
    ['cursor=abc', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    [`q=${'x'.repeat(65)}`, 'q'],
    ['q=%00', 'q'],
  ])('refuses %s and names the field', async (query, field) => {
    const { get } = await httpFixture();
    const response = await get(`/api/orders?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: 'urn:waybill:problem:malformed-request',
      status: 400,
      errors: [{ field }],
    });
  });

  it('says in its headers whether the list is whole and how fresh', async () => {
    const { get, state } = await httpFixture();
    state.health = { ...state.health, phase: 'loading-closed' };
    const { headers } = await get('/api/orders');
    expect(headers.get('waybill-index')).toBe('loading-closed');
    expect(headers.get('waybill-index-as-of')).toBe('2026-03-10T00:00:00.000Z');
  });
});
