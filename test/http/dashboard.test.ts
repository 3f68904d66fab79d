import { afterEach, describe, expect, it } from '@jest/globals';
import { type AccountNews, createAccountNews } from '../../src/http/dashboard/account-news.js';
import { figuresOf } from '../../src/http/dashboard/order-figures.js';
import { sampleAccounts, sampleRows } from '../browser/sample-orders.js';
import { closeServers, httpFixture } from './http-fixture.js';
import { dayMs, hourMs, orderRow, startOfDayMs } from './order-index/order-row-builder.js';

afterEach(closeServers);

describe('the figures above the list', () => {
  const nowMs = startOfDayMs + 12 * hourMs;
  const bought = (serial: number, daysAgo: number, wish: Parameters<typeof orderRow>[1] = {}) =>
    orderRow(serial, { total: ['10.10', 'USD'], purchasedAtMs: startOfDayMs - daysAgo * dayMs + hourMs, ...wish });

  it('sum orders and revenue of 7 and 30 days by currency, to the cent', () => {
    const { sales } = figuresOf(
      [bought(1, 0), bought(2, 6), bought(3, 7), bought(4, 29), bought(5, 30), bought(6, 0, { total: ['5', 'JPY'] })],
      nowMs,
    );
    expect(sales).toMatchObject([
      { currency: 'USD', week: { orders: 2, amountMinor: 2020 }, month: { orders: 4, amountMinor: 4040 } },
      { currency: 'JPY', week: { orders: 1, amountMinor: 5 } },
    ]);
    expect(sales[0]?.days).toHaveLength(30);
    expect(sales[0]?.days.at(-1)).toEqual({ orders: 1, amountMinor: 1010 });
  });

  it.each([
    ['cancelled here', { status: 'Cancelled' }],
    ['cancelled at Amazon', { amazonStatus: 'Canceled' }],
    ['not paid yet', { status: 'Pending', amazonStatus: 'Pending' }],
  ] as const)('count no order that is %s', (_name, wish) => {
    expect(figuresOf([bought(1, 0, wish)], nowMs).sales).toEqual([]);
  });

  it('count what is blocked by its cause, and what is late or will soon be', () => {
    const { blocked, late, soon } = figuresOf(
      [
        orderRow(1, { blockedBy: 'out-of-stock', shipByMs: nowMs - 1 }),
        orderRow(2, { blockedBy: 'out-of-stock', shipByMs: nowMs + hourMs }),
        orderRow(3, { blockedBy: 'sku-unknown', shipByMs: nowMs + 5 * hourMs }),
        orderRow(4, { blockedBy: 'sku-unknown', closedAtMs: nowMs, status: 'Skipped', shipByMs: nowMs - 1 }),
        orderRow(5, { fulfilledBy: 'FBA', shipByMs: nowMs - 1 }),
      ],
      nowMs,
    );
    expect({ blocked, late, soon }).toEqual({
      blocked: [
        ['out-of-stock', 2],
        ['sku-unknown', 1],
      ],
      late: 1,
      soon: 1,
    });
  });
});

describe('the strip', () => {
  it('links what is to do, shows what is read once more, the quota, and why an account is paused', async () => {
    const { page } = await httpFixture(sampleRows, {
      accountNews: { current: () => ({ version: 1, accounts: [...sampleAccounts, { accountId: 'acme-jp' }] }) },
    });
    const text = await (await page('/')).text();
    for (const words of [
      'href="/?due=late"',
      'href="/?blockedBy=sku-unknown"',
      '<progress',
      '412 orders so far',
      '70 % of quota used',
      'paused: Amazon does not accept the credentials',
      'does not answer: is ingestion running?',
      '<svg class="chart"',
      'Sales in EUR',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('33.00 EUR, '); // the cancelled one
  });
});

describe('news of accounts', () => {
  it('are asked once for many pages, again after a while, and answered from what is known', async () => {
    let nowMs = 0;
    const asked: string[] = [];
    let answer: (news: AccountNews) => void = () => undefined;
    const reader = createAccountNews({
      ask: (accountId) => {
        asked.push(accountId);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      accounts: ['acme-us'],
      nowMs: () => nowMs,
    });
    for (let page = 0; page < 10; page += 1) expect(reader.current()).toEqual({ version: 0, accounts: [] });
    expect(asked).toEqual(['acme-us']);
    answer({ accountId: 'acme-us' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(reader.current()).toEqual({ version: 1, accounts: [{ accountId: 'acme-us' }] });
    nowMs = 15_000;
    reader.current();
    expect(asked).toHaveLength(2);
  });
});
