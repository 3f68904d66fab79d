import type { AccountReport } from '../../../src/http/accounts-page/account-report.js';

/** An account that needs somebody. */
export const sampleReport: AccountReport = {
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
    commerce: { readUpTo: '2026-11-21T11:58:00.000Z', paused: null },
  },
  changes: { held: null, sentence: 'yes', canLift: false, canAcceptShop: false },
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

/** One that an operator holds. */
export const heldReport: AccountReport = {
  ...sampleReport,
  id: 'acme-eu',
  state: 'ok',
  findings: [],
  missingRoles: [],
  troubles: [],
  changes: {
    held: 'read-only',
    sentence: 'none since 2026-11-21T10:00:00.000Z: ops switched to read-only, stocktaking',
    canLift: true,
    canAcceptShop: false,
  },
};
