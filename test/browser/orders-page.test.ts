import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FakeBuyers, httpFixture } from '../http/http-fixture.js';
import { amazonOrderIdOf, orderRow, startOfDayMs } from '../http/order-index/order-row-builder.js';
import { type Look, looks, seriousFaults } from './browser.js';
import { browserStage } from './browser-stage.js';
import { sampleBuyers, sampleRows } from './sample-orders.js';

const stage = browserStage();

async function serve(changes: Parameters<typeof httpFixture>[1] = {}) {
  const buyers = new FakeBuyers();
  buyers.names = { names: sampleBuyers, unanswered: [] };
  const marketplaces = ['ATVPDKIKX0DER', 'A1PA6795UKMFR9'];
  const served = await httpFixture(sampleRows, { buyers, marketplaces, ...changes });
  return { ...served, buyers };
}
async function open(changes: Parameters<typeof serve>[0] = {}, look?: Look) {
  const served = await serve(changes);
  return { ...served, ...(await stage.open(served.base, look)) };
}
const listed = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('td.lead a.number').allTextContents()).map((id) => id.slice(4, 11).replace(/^0+/, ''));
const filterBy = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.waitForURL(/\?/);
};

describe('each filter, used as a person does', () => {
  it.each([
    ['the number', (page: Page) => page.getByLabel('Amazon or Commerce number').fill('000000124'), ['4']],
    ['the status', (page: Page) => page.locator('select[name=status]').selectOption('Complete'), ['9', '5']],
    ['the channel', (page: Page) => page.getByLabel('Channel').selectOption('FBA'), ['5']],
    ['the account', (page: Page) => page.getByLabel('Account').selectOption('acme-eu'), ['9', '8', '7', '6']],
    [
      'the marketplace',
      (page: Page) => page.getByLabel('Marketplace').selectOption({ label: 'amazon.de' }),
      ['9', '8', '7', '6'],
    ],
    ['the ship-by time', (page: Page) => page.getByLabel('Ship by').selectOption('late'), ['2']],
    ['the first day', (page: Page) => page.getByLabel('Bought from').fill('2026-03-11'), []],
    ['the last day', (page: Page) => page.getByLabel('Bought until').fill('2026-03-09'), []],
    ['the least total', (page: Page) => page.getByLabel('Total from').fill('99.95'), ['6', '4']],
    ['the largest total', (page: Page) => page.getByLabel('Total to').fill('12.50'), ['9', '2']],
    [
      'what is pending',
      (page: Page) => page.getByLabel('Show Pending').check(),
      ['9', '8', '7', '6', '5', '4', '3', '2', '1'],
    ],
    ['what needs attention', (page: Page) => page.getByLabel('Needs attention').check(), ['7', '3']],
  ])('%s', async (_name, fill, found) => {
    const { page, troubles } = await open();
    await fill(page);
    await filterBy(page);
    expect(await listed(page)).toEqual(found);
    expect(await troubles()).toEqual([]);
  });

  it('the buyer, whom Commerce is asked for', async () => {
    const { page, buyers } = await open();
    buyers.orders = { amazonOrderIds: new Set([amazonOrderIdOf(6)]), unanswered: [], isCut: false };
    await page.getByLabel('Buyer').fill('Größe');
    await filterBy(page);
    expect(buyers.searched).toEqual(['Größe']);
    expect(await listed(page)).toEqual(['6']);
  });

  it('the cards, and a head of a column sorts', async () => {
    const { page } = await open();
    await page
      .getByRole('link', { name: /Blocked/ })
      .first()
      .click();
    expect(await listed(page)).toEqual(['3']);
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.getByRole('link', { name: 'Total' }).click();
    expect((await listed(page)).slice(0, 2)).toEqual(['4', '6']);
    expect(await page.locator('th[aria-sort]').textContent()).toContain('Total');
  });
});

describe('the links beside the list', () => {
  it('of the strip lead to what is late, at risk and blocked, and the cause can be chosen away again', async () => {
    const { page } = await open();
    await page.getByRole('link', { name: /late$/ }).first().click();
    expect(await listed(page)).toEqual(['2']);
    await page.getByRole('link', { name: /at risk/ }).click();
    expect(await listed(page)).toEqual(['3']);
    await page.getByRole('link', { name: /blocked: SKU unknown/ }).click();
    expect(await listed(page)).toEqual(['3']);
    await page.getByLabel('Blocked by').selectOption('');
    await filterBy(page);
    expect(await listed(page)).toHaveLength(8);
  });

  it('of the pager lead on, back to the first page, and to the file of the whole list', async () => {
    const { page, base } = await open();
    await page.goto(`${base}/?limit=5&sort=amazonOrderId`);
    await page.getByRole('link', { name: 'Next page' }).click();
    expect(await listed(page)).toEqual(['7', '8', '9']);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('waybill-orders-2026-03-10.csv');
    await page.getByRole('link', { name: 'First page' }).click();
    expect(await listed(page)).toEqual(['2', '3', '4', '5', '6']);
  });
});

describe('a page whose login is not valid any more', () => {
  it('says so, and asks no more: a password that is tried every second would lock its user out', async () => {
    const buyers = new FakeBuyers();
    buyers.names = { names: sampleBuyers, unanswered: [] };
    const { base } = await httpFixture(sampleRows, { buyers });
    const { page, context } = await stage.emptyTab();
    await page.clock.install();
    await page.goto(base);
    await page.getByText('Jane Doe').waitFor();
    let asked = 0;
    await context.route('**/*', (route) => {
      asked += 1;
      return route.fulfill({ status: 401, contentType: 'text/html', body: 'This needs a login' });
    });
    await page.getByText('Your login does not open this page any more').waitFor();
    const askedOnce = asked;
    await page.clock.runFor(60_000);
    await page.evaluate("fetch('/one-more').then(() => null)"); // whatever the page has sent was sent before this
    expect(asked).toBe(askedOnce + 1);
    expect(await page.locator('[data-lost]').isVisible()).toBe(false);
    expect(await page.getByText('Jane Doe').isVisible()).toBe(true);
    await context.unroute('**/*');
    await page.getByRole('link', { name: 'Load it again' }).click();
    await page.getByText('Jane Doe').waitFor();
    expect(await page.getByText('Your login does not').isVisible()).toBe(false);
  });
});

describe('the list', () => {
  it('asks a shop again that did not tell its buyers, and says so meanwhile', async () => {
    const buyers = new FakeBuyers();
    buyers.names = { names: new Map(), unanswered: ['acme-us', 'acme-eu'] };
    const { base } = await httpFixture(sampleRows, { buyers });
    const { page } = await stage.emptyTab();
    await page.clock.install();
    await page.goto(base);
    await page.getByText('A shop does not tell its buyers just now').waitFor();
    buyers.names = { names: sampleBuyers, unanswered: [] };
    await page.clock.runFor(31_000);
    await page.getByText('Jane Doe').waitFor();
    expect(await page.getByText('A shop does not tell its buyers').isVisible()).toBe(false);
  });

  it("shows buyers' names once Commerce has answered, in a bdi each", async () => {
    const { page } = await open();
    await page.getByText('Änne Größe').waitFor();
    expect(await page.locator('bdi[data-buyer]').count()).toBe(6);
  });

  it('shows a new order and a change without losing the place, a half-typed filter or the focus', async () => {
    const { page, held, state } = await open();
    await page.getByText('Jane Doe').waitFor();
    await page.getByLabel('Amazon or Commerce number').fill('half-typed');
    const link = page.locator('a.number', { hasText: '0000006' });
    await link.focus();
    await page.evaluate('window.scrollTo(0, 60)');
    const scrolled = await page.evaluate('window.scrollY');
    expect(scrolled).toBeGreaterThan(0);
    held.take([orderRow(50, { account: 'acme-us', total: ['1.00', 'USD'] })]);
    state.health = { ...state.health, refreshedAtMs: startOfDayMs + 5000 };
    await page.locator('a.number', { hasText: '0000050' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain('0000006');
    expect(await page.getByLabel('Amazon or Commerce number').inputValue()).toBe('half-typed');
    expect(await page.evaluate('window.scrollY')).toBe(scrolled);
    await page.getByText('Jane Doe').waitFor();
    expect(await page.locator('[data-announcer]').textContent()).toContain('of 9 orders');
  });

  it('says when the server is away, and is well again when it is back', async () => {
    const { page, context } = await open();
    await context.setOffline(true);
    await page.getByText('cannot reach Waybill').waitFor();
    await context.setOffline(false);
    await page.getByText('cannot reach Waybill').waitFor({ state: 'hidden' });
  });

  it('is used by keyboard alone: skip, filter, open an order', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    const isAt = async (label: string) => (await page.evaluate('document.activeElement.name ?? ""')) === label;
    for (let steps = 0; steps < 40 && !(await isAt('q')); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('000000123');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=000000123/);
    const isOrder = async () =>
      String(await page.evaluate('document.activeElement.getAttribute("href")')).endsWith('111-0000002-0000000');
    for (let steps = 0; steps < 60 && !(await isOrder()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/orders\/111-0000002/);
  });

  it('is one card per order at 390 px, and nothing sticks out', async () => {
    const { page } = await open({}, { view: 'narrow', colorScheme: 'light' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.evaluate("getComputedStyle(document.querySelectorAll('.list tr')[1]).display")).toBe('grid');
    // The list begins on the first screen; the filters open at a touch.
    expect(await page.locator('a.number').first().isVisible()).toBe(true);
    expect(await page.evaluate("document.querySelector('.orders').getBoundingClientRect().top")).toBeLessThan(844);
    await page.getByText('Filters', { exact: true }).click();
    await page.locator('select[name=status]').selectOption('Blocked');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('Filters, 1 in use').waitFor();
    expect(await listed(page)).toEqual(['3']);
  });

  it('works without any script', async () => {
    const page = await stage.openWithoutScript((await serve()).base);
    await page.locator('select[name=status]').selectOption('Blocked');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    expect(await listed(page)).toEqual(['3']);
  });

  it.each(looks)('has no serious fault of accessibility: %j', async (look) => {
    const { page } = await open({}, look);
    await page.getByText('Jane Doe').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`${page.url()}?q=nothing`);
    expect(await seriousFaults(page)).toEqual([]);
  });
});
