import { afterEach, describe, expect, it } from '@jest/globals';
import { accountsPage } from '../../../src/http/accounts-page/accounts-page.js';
import { heldReport, sampleReport as report } from '../accounts-page/sample-reports.js';
import { closeServers, httpFixture } from '../http-fixture.js';

afterEach(closeServers);

describe('the Accounts page', () => {
  const page = accountsPage([report]);

  it('says how each account stands, and what to do about what is not well', () => {
    for (const text of [
      'acme-us',
      'Needs you',
      'Give the role',
      '2027-05-20',
      '12@waybill',
      'Look at the shop',
      'line 4',
    ])
      expect(page).toContain(text);
    expect(page).not.toContain('Amazon accepts the credentials');
  });

  it('says that the look into Commerce is paused, also while Amazon is read', () => {
    if (report.intake === null) throw new Error('no intake');
    const paused = {
      since: '2026-11-21T09:00:00.000Z',
      sentence: 'Commerce does not answer',
      remedy: 'Look at the shop',
    };
    const shown = accountsPage([
      { ...report, intake: { ...report.intake, commerce: { ...report.intake.commerce, paused } } },
    ]);
    expect(shown).toContain('Commerce does not answer. Look at the shop');
    expect(page).toContain('Shipments made in Commerce');
  });

  it('says why there are no settings to show', () => {
    expect(accountsPage([{ ...report, settings: [] }])).toContain('No settings file was read');
  });

  it('shows the words of others as text', () => {
    expect(page).toContain('No &lt;b&gt;address&lt;/b&gt;');
  });

  it('has nothing inline that the content security policy would refuse', () => {
    expect(page).not.toMatch(/<style|<script(?! src)| style=| on\w+=/);
  });

  it('is linked from every page, and offers its data to programs', async () => {
    const { get, page: open } = await httpFixture();
    expect(await (await open('/')).text()).toContain('href="/accounts"');
    expect((await open('/accounts')).status).toBe(200);
    expect(await (await get('/api/accounts')).json()).toEqual({ accounts: [] });
  });
});

describe('the switch to read-only on the Accounts page', () => {
  const plainForm = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const form = { ...plainForm, 'sec-fetch-site': 'same-origin' };
  const served = () => httpFixture([], { accountReports: async () => [report, heldReport] });

  it('stands on each account that nothing holds, and lifts what an operator holds', async () => {
    const { page } = await served();
    const text = await (await page('/accounts')).text();
    expect(text).toContain(
      'action="/api/accounts/acme-us/read-only"><input type="hidden" name="isReadOnly" value="true">',
    );
    expect(text).toContain(
      'action="/api/accounts/acme-eu/read-only"><input type="hidden" name="isReadOnly" value="false">',
    );
  });

  it('leads back to the page when the account takes it', async () => {
    const { post, accountConversation, page } = await served();
    const response = await post('/api/accounts/acme-us/read-only', 'isReadOnly=true&reason=stocktaking', form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/accounts?done=read-only');
    expect(accountConversation.acted).toMatchObject([
      { accountId: 'acme-us', action: { isReadOnly: true, reason: 'stocktaking' } },
    ]);
    expect(await (await page('/accounts?done=read-only')).text()).toContain('Done: the account says');
  });

  it('that is refused shows the page with the reason, and what was typed', async () => {
    const { post, accountConversation } = await served();
    accountConversation.actionAnswer = { outcome: 'refused', because: 'Not <now>' };
    const response = await post('/api/accounts/acme-us/read-only', 'isReadOnly=true&reason=stocktaking', form);
    expect(response.status).toBe(409);
    const text = await response.text();
    expect(text).toContain('Refused: Not &lt;now&gt;');
    expect(text).toContain('value="stocktaking"');
  });

  it('without a reason names the field, and asks nobody', async () => {
    const { post, accountConversation } = await served();
    const response = await post('/api/accounts/acme-us/read-only', 'isReadOnly=true&reason=', form);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Refused: reason: is missing');
    expect(accountConversation.acted).toEqual([]);
  });
});
