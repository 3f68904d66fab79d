import type { AccountReport } from '../../src/http/accounts-page/account-report.js';
import { heldReport, sampleReport } from '../http/accounts-page/sample-reports.js';

const dayOfPictures = '2026-03-10T00:00:00.000Z';
const settings = [
  { name: 'amazon.region', value: 'na', source: 'line 5 of waybill.yaml' },
  { name: 'amazon.clientSecret', value: 'set', source: 'AMAZON_CLIENT_SECRET' },
  { name: 'commerce.baseUrl', value: 'https://shop.example', source: 'line 12 of waybill.yaml' },
  { name: 'orders.customer', value: 'guest', source: 'default' },
];
const intake = {
  holder: '12@waybill',
  readUpTo: '2026-03-09T23:57:00.000Z',
  lastSweepAt: '2026-03-09T23:59:00.000Z',
  newestOrderAt: '2026-03-09T23:52:00.000Z',
  waiting: 3,
  paused: null,
  commerce: { readUpTo: '2026-03-09T23:58:00.000Z', paused: null },
};

/** As a merchant meets them: one account that needs somebody, and one that is held while stock is counted. */
export const shownReports: readonly AccountReport[] = [
  {
    ...sampleReport,
    checkedAt: dayOfPictures,
    clientSecretExpiresAt: '2026-05-20T00:00:00.000Z',
    findings: [
      {
        place: 'amazon',
        code: 'role-missing-address',
        level: 'fault',
        sentence: 'Amazon does not show addresses to this application: the role Direct-to-Consumer Shipping is missing',
        remedy: 'Request the role in Seller Central, then authorise the application again',
      },
    ],
    changes: { held: null, sentence: 'allowed in https://shop.example, store 1', canLift: false, canAcceptShop: false },
    intake,
    quotas: [
      { operation: 'searchOrders', tokens: 6.2, burst: 20, perHour: 20.2, grantedPerSecond: null },
      { operation: 'getOrder', tokens: 28.4, burst: 30, perHour: 1800, grantedPerSecond: 0.5 },
    ],
    troubles: [
      {
        remote: 'commerce',
        operation: 'createOrder',
        code: 'unavailable',
        message: 'Commerce answered 503 to createOrder',
        count: 7,
        firstAt: '2026-03-09T22:00:00.000Z',
        lastAt: '2026-03-09T23:40:00.000Z',
        remedy: 'Look whether the shop is in maintenance; orders are tried again by themselves',
      },
    ],
    settings,
  },
  {
    ...heldReport,
    checkedAt: dayOfPictures,
    clientSecretExpiresAt: '2026-08-01T00:00:00.000Z',
    changes: {
      held: 'read-only',
      sentence: 'none since 2026-03-09T20:00:00.000Z: ops switched to read-only, stock is being counted',
      canLift: true,
      canAcceptShop: false,
    },
    intake,
    settings,
  },
];
