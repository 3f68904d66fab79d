import type { GatewayReport } from '../domain/gateway-report.js';
import { type Finding, findingsAbout } from './finding.js';

const { ok } = findingsAbout('amazon');

/**
 * Told by the process that owns the quotas, so that asking spends none of them. An empty bucket is no fault: searches are
 * made as soon as one is granted, so that theirs is empty most of the time.
 */
export function judgeQuotas(report: GatewayReport | undefined): readonly Finding[] {
  if (report === undefined) return [];
  return Object.entries(report.quotas).map(([operation, { ratePerSecond, burst, tokens }]) => {
    const granted = report.rates[operation];
    const learned = granted === undefined ? 'as documented' : `Amazon grants ${granted} a second`;
    const left = tokens < 1 ? 'no call left now' : `${Math.floor(tokens)} of ${burst} calls left now`;
    return ok({
      code: 'quota',
      sentence: `${operation}: ${left}, ${perHour(ratePerSecond)} an hour come back (${learned})`,
    });
  });
}

const perHour = (ratePerSecond: number): string => {
  const calls = ratePerSecond * 3_600;
  return calls >= 100 ? calls.toFixed(0) : calls.toFixed(1);
};
