import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { closeServers, FakeBuyers, httpFixture } from '../http/http-fixture.js';
import { looks, openBrowser, openTab, seriousFaults, type Tab } from './browser.js';
import { blockedView, sampleBuyers, sampleRows } from './sample-orders.js';

let browser: Browser;
const tabs: Tab[] = [];
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterEach(async () => {
  for (const { context } of tabs.splice(0)) await context.close();
  await closeServers();
});
afterAll(async () => browser?.close());

const wide = { view: 'wide', colorScheme: 'light' } as const;
const path = '/orders/111-0000003-0000000';
async function open(look: Parameters<typeof openTab>[1] = wide) {
  const buyers = new FakeBuyers();
  buyers.names = { names: sampleBuyers, unanswered: [] };
  const served = await httpFixture(sampleRows, { buyers, adminUrlOf: () => 'https://shop.example/admin' });
  served.conversation.viewAnswer = { outcome: 'view', view: blockedView({ cancelOpen: 'buyer' }) };
  const tab = await openTab(browser, look);
  tabs.push(tab);
  await tab.page.goto(served.base + path);
  return { ...served, ...tab };
}

type Button = {
  readonly name: string;
  readonly fill: readonly (readonly [label: string, text: string])[];
  readonly kind: string;
  readonly done: string;
};
const buttons: readonly Button[] = [
  { name: 'Try again now', fill: [], kind: 'retry', done: 'The order is tried again now.' },
  {
    name: 'Map SKU on this order',
    fill: [['is this SKU in Commerce', 'MUG-1']],
    kind: 'map-sku',
    done: 'The SKU is mapped on this order',
  },
  { name: 'Cancel this order', fill: [], kind: 'cancel', done: 'Amazon is asked to cancel' },
  { name: "Decline the buyer's wish", fill: [], kind: 'decline-cancel', done: 'The order goes on.' },
  {
    name: 'Skip this order',
    fill: [['Reason, without names or addresses', 'handled by hand']],
    kind: 'skip',
    done: 'The order is skipped.',
  },
];

describe.each(buttons)('the button “$name”', ({ name, fill, kind, done }) => {
  const press = async (page: Tab['page']): Promise<void> => {
    for (const [label, text] of fill) await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name }).click();
  };

  it('is answered on the spot when the order accepts, without leaving the page', async () => {
    const { page, conversation, troubles } = await open();
    await press(page);
    await page.getByText(done).waitFor();
    expect(page.url()).toMatch(/0000003-0000000$/);
    expect(conversation.acted).toMatchObject([{ action: { kind, actor: 'operator' } }]);
    expect(await page.locator('[data-said]').getAttribute('role')).toBe('status');
    expect(await troubles()).toEqual([]);
  });

  it('says the reason when the order refuses', async () => {
    const { page, conversation } = await open();
    conversation.actionAnswer = { outcome: 'refused', because: 'The Commerce order exists already' };
    await press(page);
    await page.getByText('Refused: The Commerce order exists already').waitFor();
  });

  it('pressed twice asks once while the answer is on its way', async () => {
    const { page, conversation } = await open();
    for (const [label, text] of fill) await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name }).dblclick();
    await page.getByText(done).waitFor();
    expect(conversation.acted).toHaveLength(1);
  });

  it('works without script: the page comes back with the answer on it', async () => {
    const { base, conversation } = await open();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(base + path);
    await press(page);
    await page.getByText(done).waitFor();
    expect(page.url()).toContain(`done=${kind}`);
    conversation.actionAnswer = { outcome: 'refused', because: 'Not now' };
    await press(page);
    await page.getByText('Refused: Not now').waitFor();
    await context.close();
  });
});

describe("an order's page", () => {
  it('keeps a half-typed reason while the order moves on', async () => {
    const { page, conversation, held } = await open();
    await page.getByLabel('Reason, without names').fill('half a reas');
    conversation.viewAnswer = { outcome: 'view', view: blockedView({ note: 'moved on', status: 'AwaitingShipment' }) };
    held.take(sampleRows);
    await page.locator('.chip', { hasText: 'Awaiting shipment' }).waitFor();
    expect(await page.getByLabel('Reason, without names').inputValue()).toBe('half a reas');
  });

  it('is used by keyboard alone', async () => {
    const { page, conversation } = await open();
    const isAt = async () => (await page.evaluate('document.activeElement.dataset.focus ?? ""')) === 'retry';
    for (let steps = 0; steps < 40 && !(await isAt()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The order is tried again now.').waitFor();
    expect(conversation.acted).toHaveLength(1);
  });

  it.each(looks)('has no serious fault of accessibility, and nothing sticks out: %j', async (look) => {
    const { page } = await open(look);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
