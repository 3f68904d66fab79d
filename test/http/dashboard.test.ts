import { afterEach, describe, expect, it } from '@jest/globals';
import { blockerCodes } from '../../src/domain/blocker.js';
import { type AccountNews, createAccountNews, type IntakeState } from '../../src/http/dashboard/account-news.js';
import { longWork } from '../../src/http/dashboard/long-work.js';
import { figuresOf } from '../../src/http/dashboard/order-figures.js';
import type { IndexPhase } from '../../src/http/order-index/index-feed.js';
import { sampleAccounts, sampleRows } from '../browser/sample-orders.js';
import { closeServers, httpFixture } from './http-fixture.js';
import { dayMs, hourMs, orderRow, startOfDayMs } from './order-index/order-row-builder.js';

afterEach(closeServers);

describe('the figures above the list', () => {
  const nowMs = startOfDayMs + 12 * hourMs;
  const clock = { nowMs, leadMsOf: (account: string) => (account === 'acme-eu' ? 10 * hourMs : 4 * hourMs) };
  const bought = (serial: number, daysAgo: number, wish: Parameters<typeof orderRow>[1] = {}) =>
    orderRow(serial, { total: ['10.10', 'USD'], purchasedAtMs: startOfDayMs - daysAgo * dayMs + hourMs, ...wish });

  it('sum orders and revenue of 7 and 30 days by currency, to the cent', () => {
    const { sales } = figuresOf(
      [bought(1, 0), bought(2, 6), bought(3, 7), bought(4, 29), bought(5, 30), bought(6, 0, { total: ['5', 'JPY'] })],
      clock,
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
    expect(figuresOf([bought(1, 0, wish)], clock).sales).toEqual([]);
  });

  it('count what is blocked by its cause, and what is late or at risk by the account', () => {
    const { blocked, late, atRisk } = figuresOf(
      [
        orderRow(1, { blockedBy: 'out-of-stock', shipByMs: nowMs - 1 }),
        orderRow(2, { blockedBy: 'out-of-stock', shipByMs: nowMs + hourMs }),
        orderRow(3, { blockedBy: 'sku-unknown', shipByMs: nowMs + 5 * hourMs }),
        orderRow(4, { blockedBy: 'sku-unknown', closedAtMs: nowMs, status: 'Skipped', shipByMs: nowMs - 1 }),
        orderRow(5, { fulfilledBy: 'FBA', shipByMs: nowMs - 1 }),
        orderRow(6, { amazonStatus: 'Shipped', shipByMs: nowMs - 1 }), // it has left, whatever Commerce still waits for
        orderRow(7, { account: 'acme-eu', shipByMs: nowMs + 9 * hourMs }),
      ],
      clock,
    );
    expect({ blocked, late, atRisk }).toEqual({
      blocked: [
        ['out-of-stock', 2],
        ['sku-unknown', 1],
      ],
      late: 1,
      atRisk: 2,
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
      '412 orders so far, 62 % of the period',
      '<progress aria-label="Reading once more, account acme-us" max="100" value="62">',
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

describe('the strip, while orders are still being loaded', () => {
  it('calls nothing well that it has not seen', async () => {
    const { page, state } = await httpFixture([]);
    const shownIn = async (phase: IndexPhase) => {
      state.health = { ...state.health, phase };
      const text = await (await page('/')).text();
      return ['Nothing is blocked', '0 late', 'None in the last 30 days'].filter((words) => text.includes(words));
    };
    expect(await shownIn('loading-open')).toEqual([]);
    expect(await shownIn('loading-closed')).toEqual(['Nothing is blocked', '0 late']);
    expect(await shownIn('complete')).toHaveLength(3);
  });
});

describe('the intake of an account', () => {
  const shown = async (nextCallAt: string, lastSweepAt: string) => {
    const state = { cursors: { FBM: lastSweepAt, FBA: lastSweepAt }, rereads: [], lastSweepAt, nextCallAt };
    const { page } = await httpFixture([], {
      accountNews: { current: () => ({ version: 1, accounts: [{ accountId: 'acme-us', state }] }) },
    });
    return (await page('/')).text();
  };

  it('that nobody has read for long is no longer called fresh', async () => {
    const text = await shown('2026-03-09T21:03:00Z', '2026-03-09T21:00:00Z');
    expect(text).toContain('<span class="late">swept 3 hours ago: is ingestion running?</span>');
  });

  it('is well while a sweep of many pages goes on, though the last one ended long ago', async () => {
    const text = await shown('2026-03-10T00:01:00Z', '2026-03-09T23:00:00Z');
    expect(text).toContain('swept 60 minutes ago');
    expect(text).not.toContain('is ingestion running');
  });
});

describe('the strip of a seller in many countries', () => {
  it('leaves out no currency and no cause', async () => {
    const currencies = ['EUR', 'GBP', 'SEK', 'PLN', 'TRY', 'AED'];
    const causes = blockerCodes.slice(0, 9);
    const { page } = await httpFixture([
      ...currencies.map((currency, serial) =>
        orderRow(serial + 1, { total: ['10.10', currency], purchasedAtMs: startOfDayMs - hourMs }),
      ),
      ...causes.map((blockedBy, serial) => orderRow(serial + 20, { blockedBy })),
    ]);
    const text = await (await page('/')).text();
    for (const currency of currencies) expect(text).toContain(`10.10 ${currency}, 1 order<`);
    for (const cause of causes) expect(text).toContain(`href="/?blockedBy=${cause}"`);
  });

  it('counts of each cause what its link shows', async () => {
    const { page } = await httpFixture([
      orderRow(1, { blockedBy: 'sku-unknown' }),
      orderRow(2, { blockedBy: 'sku-unknown', status: 'Pending', amazonStatus: 'Pending' }),
      orderRow(3, { blockedBy: 'sku-unknown', closedAtMs: startOfDayMs, abnormalEnd: 'failed' }),
    ]);
    expect(await (await page('/')).text()).toContain('<b class="bad">2</b> blocked: SKU unknown');
    expect(await (await page('/?blockedBy=sku-unknown')).text()).toContain('2 of 2 orders');
  });
});

describe('work that takes long', () => {
  const at = '2026-03-01T00:00:00Z';
  const shown = (wish: Partial<IntakeState>) =>
    longWork('acme-us', { cursors: { FBM: at, FBA: at }, rereads: [], ...wish }, Date.parse('2026-03-05T00:00:00Z'))
      .map(({ text }) => text)
      .join('');
  const reread = { why: 'daily', after: at, before: '2026-03-03T00:00:00Z', orders: 100 } as const;

  it('has a bar with a number when that is known, and one without when it is not', () => {
    const known = shown({ rereads: [{ ...reread, reachedTo: '2026-03-02T00:00:00Z' }, reread] });
    expect(known).toContain('the daily comparison (1 more to come): 100 orders so far, 50 % of the period');
    expect(known).toContain('value="50"');
    const unknown = shown({ rereads: [{ ...reread, isOutOfOrder: true }] });
    expect(unknown).toContain('100 orders so far, how much is left is not known');
    expect(unknown).toContain('<progress aria-label="Reading once more, account acme-us"></progress>');
  });

  it('is catching up too, from where sweeps fell behind until now', () => {
    const text = shown({ backlog: { since: '2026-02-01T00:00:00Z', orders: 8_000 } });
    expect(text).toContain('to catch up: 8000 orders so far, 87 % of the period');
    expect(text).toContain('aria-label="Catching up, account acme-us" max="100" value="87"');
  });

  it('shows nothing when there is none', () => {
    expect(shown({})).toBe('');
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
