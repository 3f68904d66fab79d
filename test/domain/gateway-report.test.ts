import { expect, it } from '@jest/globals';
import { type GatewayReport, parseGatewayReport } from '../../src/domain/gateway-report.js';

const report: GatewayReport = {
  at: '2026-11-21T10:00:00.000Z',
  rates: { searchOrders: 0.0056 },
  quotas: { searchOrders: { ratePerSecond: 0.0055, burst: 20, tokens: 3.5 } },
  troubles: [
    {
      remote: 'amazon',
      operation: 'getOrder',
      code: 'unavailable',
      message: 'amazon getOrder: unavailable, status 500',
      count: 3,
      firstAt: '2026-11-21T09:00:00.000Z',
      lastAt: '2026-11-21T09:30:00.000Z',
    },
  ],
};

it('what a lease holder said is read back as it was said', () => {
  expect(parseGatewayReport(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

it('what is not of our making is left out, and the rest is read', () => {
  const strange = {
    ...report,
    rates: { searchOrders: 'soon', getOrder: 2 },
    quotas: { getOrder: { ratePerSecond: 1 }, searchOrders: report.quotas['searchOrders'] },
    troubles: [{ remote: 'ebay' }, 'x', ...report.troubles],
  };
  expect(parseGatewayReport(strange)).toEqual({ ...report, rates: { getOrder: 2 } });
});

it.each([undefined, null, 'text', {}, { searchOrders: 5 }])('%p is no report', (raw) => {
  expect(parseGatewayReport(raw)).toBeUndefined();
});
