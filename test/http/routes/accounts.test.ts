import { afterEach, describe, expect, it } from '@jest/globals';
import type { AccountReport } from '../../../src/http/accounts-page/account-report.js';
import { accountsPage } from '../../../src/http/accounts-page/accounts-page.js';
import { closeServers, httpFixture } from '../http-fixture.js';

afterEach(closeServers);

const report: AccountReport = {
  id: 'acme-us',
  state: 'fault',
  checkedAt: '2026-11-21T12:00:00.000Z',
  findings: [
    {
      place: 'amazon',
      code: 'role-missing-address',
      level: 'fault',
      sentence: 'No <b>address</b>',
      remedy: 'Give the role',
    },
    { place: 'amazon', code: 'token', level: 'ok', sentence: 'Amazon accepts the credentials' },
  ],
  missingRoles: ['role-missing-address'],
  clientSecretExpiresAt: '2027-05-20T00:00:00.000Z',
  intake: {
    holder: '12@waybill',
    readUpTo: '2026-11-21T11:57:00.000Z',
    lastSweepAt: '2026-11-21T11:59:00.000Z',
    newestOrderAt: null,
    waiting: 3,
    paused: null,
  },
  quotas: [{ operation: 'searchOrders', tokens: 3.2, burst: 20, perHour: 19.8, grantedPerSecond: null }],
  troubles: [
    {
      remote: 'commerce',
      operation: 'createOrder',
      code: 'unavailable',
      message: 'commerce createOrder: unavailable, status 503',
      count: 7,
      firstAt: '2026-11-21T10:00:00.000Z',
      lastAt: '2026-11-21T11:00:00.000Z',
      remedy: 'Look at the shop',
    },
  ],
  settings: [{ name: 'amazon.region', value: 'na', source: 'line 4' }],
};

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
