import { describe, expect, it } from '@jest/globals';
import { buyerNameOf } from '../../src/domain/buyer-name.js';
import { heldReport, sampleReport } from '../http/accounts-page/sample-reports.js';
import { FakeBuyers, httpFixture } from '../http/http-fixture.js';
import { amazonOrderIdOf, orderRow } from '../http/order-index/order-row-builder.js';
import { lineOf, viewedPackage } from '../shipping/shipping-fixture.js';
import { browserStage } from './browser-stage.js';
import { blockedView } from './sample-orders.js';

const stage = browserStage();

const texts = [
  '<script>window.pwned=1;alert(1)</script>',
  '"><svg onload=window.pwned=1>',
  '<img src=x onerror=window.pwned=1>',
  "'-alert(1)-'",
  'javascript:alert(1)',
  '\u202egnp.exe\u202c',
  '</td></tr></table><iframe srcdoc="<script>parent.pwned=1</script>">',
  'x'.repeat(10_000),
];

describe('hostile names and SKUs', () => {
  it.each(texts)('%.40j runs nothing, breaks no policy and no layout', async (text) => {
    const buyers = new FakeBuyers();
    const name = buyerNameOf(text);
    if (name === undefined) throw new Error('no name');
    buyers.names = { names: new Map([[amazonOrderIdOf(1), name]]), unanswered: [] };
    buyers.orders = { amazonOrderIds: new Set([amazonOrderIdOf(1)]), unanswered: [], isCut: true };
    const row = orderRow(1, { commerceOrderNumber: '000000001', note: text, blockedBy: text });
    const { base, conversation } = await httpFixture([row], {
      buyers,
      accountReports: async () => [
        {
          ...heldReport,
          changes: { held: 'read-only', sentence: text, canLift: true, canAcceptShop: true },
          findings: [{ place: 'amazon', code: 'x', level: 'fault', sentence: text, remedy: text }],
          troubles: sampleReport.troubles.map((trouble) => ({ ...trouble, message: text })),
          settings: [{ name: 'commerce.baseUrl', value: text, source: text }],
        },
      ],
    });
    const view = blockedView({
      note: text,
      lines: [lineOf('item-1', text.slice(0, 255), 1)],
      blocker: { code: 'sku-unknown', subject: text, since: '2026-03-09T08:01:10Z', tries: 1 },
      packages: [viewedPackage({ id: 'P-1', trackingNumber: text.slice(0, 200), lines: { 'item-1': 1 } })],
      timeline: [{ at: '2026-03-09T08:00:00Z', what: 'operator-skipped', detail: text, actor: text }],
    });
    conversation.viewAnswer = { outcome: 'view', view };
    conversation.attemptsAnswer = [{ what: text, attempt: 1, isRunning: true, lastFailure: text }];
    conversation.actionAnswer = { outcome: 'refused', because: text };
    const { page, troubles } = await stage.emptyTab();
    for (const path of ['/', `/?buyer=${encodeURIComponent(text.slice(0, 100))}`]) {
      await page.goto(base + path);
      await page.locator('[data-buyer]:not([aria-busy])').waitFor();
      // A name may be of any length and direction, and stays inside its own cell.
      expect(await page.locator('[data-buyer]').evaluate((cell) => cell.children.length)).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await troubles()).toEqual([]);
    }
    await page.goto(`${base}/orders/111-0000001-0000000`);
    await page.getByRole('button', { name: 'Try again now' }).click();
    await page.locator('[data-said]', { hasText: 'Refused' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await troubles()).toEqual([]);
    await page.goto(`${base}/accounts`);
    await page.locator('summary').click();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await troubles()).toEqual([]);
  });

  it('a script that got into the page all the same would not run: the browser itself refuses and says so', async () => {
    const { base } = await httpFixture([orderRow(1)]);
    const { page } = await stage.open(base);
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.pwned=1>')");
    await page.waitForFunction('window.violations.length > 0');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
  });
});
