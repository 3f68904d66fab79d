import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { buyerNameOf } from '../../../src/domain/buyer-name.js';
import type { User } from '../../../src/http/login/logins.js';
import { csvCell } from '../../../src/http/orders-page/orders-csv.js';
import { viewOf } from '../../shipping/shipping-fixture.js';
import { closeServers, FakeBuyers, httpFixture } from '../http-fixture.js';
import { basic, userOf } from '../login/users-for-tests.js';
import { amazonOrderIdOf, hourMs, orderRow, startOfDayMs } from '../order-index/order-row-builder.js';

afterEach(closeServers);
const jane = buyerNameOf('Jane', 'Doe');
if (jane === undefined) throw new Error('no name');
const shown = (page: string): readonly string[] =>
  [...page.matchAll(/href="\/orders\/([\d-]+)"/g)].map(([, id]) => id ?? '');
let users: readonly User[];
beforeAll(async () => {
  users = [await userOf('viewer', 'viewer password', ['view'])];
});

describe('an order that is no longer in memory', () => {
  it('shows its buyer on its page all the same', async () => {
    const asked: string[] = [];
    const buyers = new FakeBuyers();
    buyers.namesOf = async (rows) => {
      asked.push(...rows.map(({ amazonOrderId }) => amazonOrderId));
      return { names: new Map([[amazonOrderIdOf(7), jane]]), unanswered: [] };
    };
    const { get, visibility } = await httpFixture([], { buyers });
    visibility.put(orderRow(7, { commerceOrderNumber: '000000007' }));
    const answer = await get('/api/buyers?orders=111-0000007-0000000');
    expect(await answer.json()).toEqual({ names: { '111-0000007-0000000': 'Jane Doe' }, unanswered: [] });
    expect(asked).toEqual(['111-0000007-0000000']);
    await get('/api/buyers?orders=111-0000007-0000000,111-0000008-0000000');
    expect(visibility.asked).toHaveLength(1); // a list is of what is in memory
  });
});

describe("buyers' names", () => {
  const rows = [orderRow(1, { commerceOrderNumber: '000000001' }), orderRow(2)];

  it('are in no page; the script asks for them, for orders that Commerce has', async () => {
    const buyers = new FakeBuyers();
    buyers.names = { names: new Map([[amazonOrderIdOf(1), jane]]), unanswered: [] };
    const { page, get } = await httpFixture(rows, { buyers });
    const text = await (await page('/')).text();
    expect(text).not.toContain('Jane');
    expect(text).toContain('data-buyer="111-0000001-0000000"');
    expect(text).not.toContain('data-buyer="111-0000002-0000000"');
    const answer = await get('/api/buyers?orders=111-0000001-0000000,111-0000002-0000000,nonsense');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({ names: { '111-0000001-0000000': 'Jane Doe' }, unanswered: [] });
  });

  it('need the role: without it there is no column, no filter and no answer', async () => {
    const { get } = await httpFixture(rows, { users });
    const viewer = basic('viewer', 'viewer password');
    const text = await (await get('/', viewer)).text();
    expect(text).not.toContain('Buyer');
    expect((await get('/api/buyers?orders=111-0000001-0000000', viewer)).status).toBe(403);
    expect((await get('/?buyer=Jane', viewer)).status).toBe(403);
    expect((await get('/orders.csv?buyer=Jane', viewer)).status).toBe(403);
  });

  it('are searched in Commerce, and the list shows what it found', async () => {
    const buyers = new FakeBuyers();
    buyers.orders = { amazonOrderIds: new Set([amazonOrderIdOf(2)]), unanswered: ['acme-eu'], isCut: true };
    const { page } = await httpFixture(rows, { buyers });
    const text = await (await page('/?buyer=jane')).text();
    expect(buyers.searched).toEqual(['jane']);
    expect(shown(text)).toEqual(['111-0000002-0000000']);
    expect(text).toContain('The shop of acme-eu does not answer');
    expect(text).toContain('these are the newest');
    expect(text).not.toContain('data-refresh');
  });
});

describe('a page that asks again', () => {
  it('is told that nothing changed, until something did, and how fresh that is', async () => {
    const { get, held, state } = await httpFixture([orderRow(1)]);
    const tag = (await get('/')).headers.get('etag') ?? '';
    state.health = { ...state.health, refreshedAtMs: startOfDayMs + 2000 };
    const same = await get('/', { 'if-none-match': tag });
    expect(same.status).toBe(304);
    expect(same.headers.get('waybill-index-as-of')).toBe('2026-03-10T00:00:02.000Z');
    held.take([orderRow(1)]);
    expect((await get('/', { 'if-none-match': tag })).status).toBe(304);
    held.take([orderRow(1, { status: 'Complete', changedAtMs: startOfDayMs + 1 })]);
    expect((await get('/', { 'if-none-match': tag })).status).toBe(200);
    expect((await get('/?q=1', { 'if-none-match': tag })).status).toBe(200);
    state.nowMs += hourMs;
    expect((await get('/', { 'if-none-match': tag })).status).toBe(200);
  });
});

describe('the filters of the page alone', () => {
  const rows = [
    orderRow(1, { marketplace: 'ATVPDKIKX0DER', shipByMs: startOfDayMs - 1 }),
    orderRow(2, { marketplace: 'A2EUQ1WTGCTBG2', shipByMs: startOfDayMs + hourMs, blockedBy: 'out-of-stock' }),
    orderRow(3, { fulfilledBy: 'FBA', shipByMs: startOfDayMs - 1 }),
    orderRow(4, { status: 'Complete', shipByMs: startOfDayMs - 1 }),
    orderRow(5, { status: 'Pending', amazonStatus: 'Pending', blockedBy: 'sku-unknown', needsAttention: true }),
    orderRow(6, { closedAtMs: startOfDayMs, abnormalEnd: 'terminated', blockedBy: 'sku-unknown' }),
  ];

  it.each([
    ['marketplace=A2EUQ1WTGCTBG2', ['111-0000002-0000000']],
    ['due=late', ['111-0000001-0000000']],
    ['due=soon', ['111-0000002-0000000']],
    ['due=soon&account=acme-eu', []],
    ['blockedBy=out-of-stock', ['111-0000002-0000000']],
    ['blockedBy=sku-unknown', ['111-0000005-0000000']],
    ['attention=yes', ['111-0000005-0000000']],
    ['sort=amazonOrderId&limit=1', ['111-0000001-0000000']],
    ['sort=-fulfilledBy&limit=1', ['111-0000006-0000000']],
  ])('%s', async (query, ids) => {
    const { page } = await httpFixture(rows);
    expect(shown(await (await page(`/?${query}`)).text())).toEqual(ids);
  });

  it.each(['marketplace=x%27', 'due=never', 'blockedBy=A%20B', `buyer=${'x'.repeat(101)}`])(
    'refuses %s',
    async (query) => {
      expect((await (await httpFixture()).page(`/?${query}`)).status).toBe(400);
    },
  );
});

describe('the list as a file', () => {
  it('holds every order that matches, over all pages, without buyers', async () => {
    const rows = Array.from({ length: 1200 }, (_, serial) =>
      orderRow(serial + 1, { commerceOrderNumber: '000000001' }),
    );
    const { get } = await httpFixture([], {});
    expect((await (await get('/orders.csv')).text()).split('\r\n')).toHaveLength(2);
    const full = await httpFixture(rows);
    full.held.take(rows);
    const response = await full.get('/orders.csv?sort=amazonOrderId&limit=10');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="waybill-orders-2026-03-10.csv"');
    const lines = (await response.text()).trimEnd().split('\r\n');
    expect(lines[0]).toContain('Amazon number');
    expect(lines[0]).not.toContain('Buyer');
    expect(new Set(lines).size).toBe(1001); // as many as the fixture holds, and the head
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r'=1"`],
    ['SKU MUG;=1+1', `"SKU MUG;'=1+1"`],
    ['SKU MUG\n @SUM(A1)', `"SKU MUG\n '@SUM(A1)"`],
    ['＝1+1', `"'＝1+1"`],
    ['a-b, c=d', '"a-b, c=d"'],
    ['a "word", more', '"a ""word"", more"'],
    ['MUG-1', 'MUG-1'],
  ])('makes no formula of %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});

describe('a file that would lack orders', () => {
  it('is refused while finished orders are still loading', async () => {
    const { get, state } = await httpFixture([orderRow(1)]);
    for (const phase of ['loading-open', 'loading-closed'] as const) {
      state.health = { ...state.health, phase };
      const response = await get('/orders.csv');
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ type: 'urn:waybill:problem:not-ready' });
    }
  });

  it('is refused when a shop that was asked for a buyer is silent, to a person in words', async () => {
    const buyers = new FakeBuyers();
    buyers.orders = { amazonOrderIds: new Set([amazonOrderIdOf(1)]), unanswered: ['acme-eu'], isCut: false };
    const { page } = await httpFixture([orderRow(1)], { buyers });
    const response = await page('/orders.csv?buyer=jane');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('The shop of acme-eu does not answer just now');
  });

  it('says in its name that it holds the newest alone', async () => {
    const buyers = new FakeBuyers();
    buyers.orders = { amazonOrderIds: new Set([amazonOrderIdOf(1)]), unanswered: [], isCut: true };
    const { get, state } = await httpFixture([orderRow(1)], { buyers });
    const nameOf = async (path: string) => (await get(path)).headers.get('content-disposition');
    expect(await nameOf('/orders.csv?buyer=jane')).toContain('-newest.csv');
    expect(await nameOf('/orders.csv')).not.toContain('-newest');
    state.health = { ...state.health, isTruncated: true };
    expect(await nameOf('/orders.csv')).toContain('-newest.csv');
  });
});

describe('links to elsewhere', () => {
  const adminUrlOf = () => 'https://shop.example/admin';
  const rows = [orderRow(1, { commerceOrderNumber: '000000001', marketplace: 'A1F83G8C2ARO7P' })];

  it('lead to Seller Central of the marketplace, to Commerce and to Temporal', async () => {
    const { page, get, conversation } = await httpFixture(rows, { adminUrlOf });
    conversation.viewAnswer = { outcome: 'view', view: viewOf({ commerceEntityId: 17 }) };
    expect(await (await page('/')).text()).toContain('href="/orders/111-0000001-0000000/commerce"');
    const text = await (await page('/orders/111-0000001-0000000')).text();
    expect(text).toContain('https://sellercentral.amazon.co.uk/orders-v3/order/111-0000001-0000000');
    expect(text).toContain('https://shop.example/admin/sales/order/view/order_id/17/');
    expect((await get('/orders/111-0000001-0000000/commerce')).headers.get('location')).toBe(
      'https://shop.example/admin/sales/order/view/order_id/17/',
    );
    conversation.viewAnswer = { outcome: 'no-answer' };
    expect((await get('/orders/111-0000001-0000000/commerce')).headers.get('location')).toBe(
      'https://shop.example/admin/sales/order/?search=000000001',
    );
  });

  it('are none where the settings name no Admin', async () => {
    const { page, get } = await httpFixture(rows);
    expect(await (await page('/')).text()).not.toContain('/commerce"');
    expect((await get('/orders/111-0000001-0000000/commerce')).status).toBe(404);
  });
});

describe('what is in progress', () => {
  it('is named with its attempt and its last failure', async () => {
    const { page, conversation } = await httpFixture([orderRow(1)]);
    conversation.attemptsAnswer = [
      {
        what: 'createCommerceOrder',
        attempt: 3,
        isRunning: false,
        lastFailure: 'Commerce <b>answered</b> 503',
        nextAtMs: startOfDayMs,
      },
      { what: 'somethingNew', attempt: 1, isRunning: true },
    ];
    const text = await (await page('/orders/111-0000001-0000000')).text();
    for (const words of [
      'Creating the Commerce order',
      'attempt 3',
      'Commerce &lt;b&gt;answered',
      'somethingNew',
      'running now',
    ]) {
      expect(text).toContain(words);
    }
  });
});
