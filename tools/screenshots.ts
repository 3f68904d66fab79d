import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../src/temporal/tool-folders.js';
import { looks, openBrowser, openTab } from '../test/browser/browser.js';
import { shownReports } from '../test/browser/sample-accounts.js';
import { blockedView, sampleAccounts, sampleBuyers, sampleRows } from '../test/browser/sample-orders.js';
import { closeServers, FakeBuyers, httpFixture } from '../test/http/http-fixture.js';

/** The pages as they stand, over sample orders: npm run screenshots. The server is the product's, the orders are made up. */
async function main(): Promise<void> {
  const folder = join(projectFolder(), 'docs', 'screenshots');
  await mkdir(folder, { recursive: true });
  const buyers = new FakeBuyers();
  buyers.names = { names: sampleBuyers, unanswered: [] };
  const { base, conversation } = await httpFixture(sampleRows, {
    buyers,
    marketplaces: ['ATVPDKIKX0DER', 'A1PA6795UKMFR9'],
    accountReports: async () => shownReports,
    adminUrlOf: () => 'https://shop.example/admin',
    accountNews: { current: () => ({ version: 1, accounts: sampleAccounts }) },
  });
  conversation.viewAnswer = { outcome: 'view', view: blockedView() };
  conversation.attemptsAnswer = [
    {
      what: 'createCommerceOrder',
      attempt: 3,
      isRunning: false,
      lastFailure: 'Commerce answered 503 to createOrder',
      nextAtMs: Date.parse('2026-03-10T00:05:00Z'),
    },
  ];
  const browser = await openBrowser();
  try {
    for (const look of looks) {
      for (const [name, path] of [
        ['orders', '/'],
        ['order', '/orders/111-0000003-0000000'],
        ['accounts', '/accounts'],
      ] as const) {
        const { page, context } = await openTab(browser, look);
        await page.goto(base + path);
        if (name === 'orders') await page.getByText('Jane Doe').waitFor();
        await page.screenshot({ path: join(folder, `${name}-${look.view}-${look.colorScheme}.png`), fullPage: true });
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await closeServers();
  }
}

await main();
