import { describe, expect, it } from '@jest/globals';
import type { AccountReport } from '../../src/http/accounts-page/account-report.js';
import { heldReport, sampleReport } from '../http/accounts-page/sample-reports.js';
import { httpFixture } from '../http/http-fixture.js';
import { type Look, looks, seriousFaults, type Tab } from './browser.js';
import { browserStage } from './browser-stage.js';

const stage = browserStage();

const otherShop: AccountReport = {
  ...heldReport,
  id: 'acme-fe',
  changes: { held: 'other-shop', sentence: 'none: another shop', canLift: false, canAcceptShop: true },
};
async function serve() {
  const reports: { current: readonly AccountReport[] } = { current: [sampleReport, heldReport, otherShop] };
  const served = await httpFixture([], {
    accounts: ['acme-us', 'acme-eu', 'acme-fe'],
    accountReports: async () => reports.current,
  });
  return { ...served, reports, url: `${served.base}/accounts` };
}
async function open(look?: Look) {
  const served = await serve();
  return { ...served, ...(await stage.open(served.url, look)) };
}

const switches = [
  {
    name: 'Switch to read-only',
    label: 'Why nothing may be changed for acme-us',
    asked: { accountId: 'acme-us', action: { kind: 'read-only', isReadOnly: true, reason: 'stocktaking' } },
  },
  {
    name: 'Lift read-only of acme-eu',
    asked: { accountId: 'acme-eu', action: { kind: 'read-only', isReadOnly: false } },
  },
  { name: 'It is the right shop of acme-fe', asked: { accountId: 'acme-fe', action: { kind: 'accept-shop' } } },
];

describe.each(switches)('the switch “$name”', ({ name, label, asked }) => {
  const press = async (page: Tab['page']): Promise<void> => {
    if (label !== undefined) await page.getByLabel(label).fill('stocktaking');
    await page.getByRole('button', { name }).click();
  };

  it('pressed twice asks once and says what became of it, and the reason when the account then refuses', async () => {
    const { page, accountConversation, troubles } = await open();
    if (label !== undefined) await page.getByLabel(label).fill('stocktaking');
    await page.getByRole('button', { name }).dblclick();
    await page.getByText('Done. Nothing is changed').waitFor();
    expect(accountConversation.acted).toMatchObject([asked]);
    accountConversation.actionAnswer = { outcome: 'refused', because: 'That was done already' };
    await press(page);
    await page.getByText('Refused: That was done already').waitFor();
    expect(accountConversation.acted).toHaveLength(2);
    expect(await troubles()).toEqual([]);
  });

  it('works without script, and keeps the reason that was typed when it is refused', async () => {
    const { url, accountConversation } = await serve();
    const page = await stage.openWithoutScript(url);
    await press(page);
    await page.waitForURL(/done=/);
    accountConversation.actionAnswer = { outcome: 'refused', because: 'Not now' };
    await press(page);
    await page.getByText('Refused: Not now').waitFor();
    if (label !== undefined) expect(await page.getByLabel(label).inputValue()).toBe('stocktaking');
  });
});

describe('the Accounts page', () => {
  it('is used by keyboard alone', async () => {
    const { page, accountConversation, reports } = await open();
    const isAt = async () => (await page.evaluate('document.activeElement.name ?? ""')) === 'reason';
    for (let steps = 0; steps < 20 && !(await isAt()); steps += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('stocktaking');
    reports.current = [{ ...heldReport, id: 'acme-us' }, heldReport, otherShop];
    await page.keyboard.press('Enter');
    await page.getByText('Done. Nothing is changed').waitFor();
    expect(accountConversation.acted).toHaveLength(1);
    // The field is still there to be typed in, but the new state is shown all the same.
    await page.getByRole('button', { name: 'Lift read-only of acme-us' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Done.');
  });

  it('says at once what was asked, while processes in the middle of a call are waited for', async () => {
    const { page, accountConversation } = await open();
    let answer: () => void = () => undefined;
    accountConversation.isAnswering = new Promise((resolve) => {
      answer = resolve;
    });
    await page.getByLabel('Why nothing may be changed for acme-us').fill('stocktaking');
    await page.getByRole('button', { name: 'Switch to read-only' }).click();
    await page.getByText('Asked: read-only for acme-us').waitFor();
    answer();
    await page.getByText('Done. Nothing is changed').waitFor();
  });

  it.each(looks)('has no serious fault of accessibility, and nothing sticks out: %j', async (look) => {
    const { page } = await open(look);
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
