import { describe, expect, it } from '@jest/globals';
import { allowancesLeft, resumeAllowances } from '../../src/amazon/carried-allowances.js';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';

const handedOverAtMs = Date.parse('2026-11-01T12:00:00.000Z');
const tokensOf = (buckets: TokenBuckets, atMs: number) => buckets.state('getOrder', atMs).tokens;

const left = (buckets: TokenBuckets) => ({
  at: new Date(handedOverAtMs).toISOString(),
  rates: buckets.grantedRates(),
  quotas: allowancesLeft(buckets, handedOverAtMs),
});

/** As it travels: through JSON. */
function handedOver(spent: number, atMs = handedOverAtMs): TokenBuckets {
  const before = new TokenBuckets({ rateShare: 1 });
  for (let calls = 0; calls < spent; calls += 1) before.take('getOrder', handedOverAtMs);
  const next = new TokenBuckets({ rateShare: 1 });
  resumeAllowances(next, JSON.parse(JSON.stringify(left(before))), atMs);
  return next;
}

describe('the next holder of a seller’s quota', () => {
  it('has what the last one left, and no more', () => {
    expect(tokensOf(handedOver(26), handedOverAtMs)).toBeCloseTo(4);
    expect(tokensOf(handedOver(30), handedOverAtMs)).toBeCloseTo(0);
    expect(tokensOf(handedOver(0), handedOverAtMs)).toBe(30);
  });

  it('has what was granted meanwhile too, up to the burst', () => {
    const later = (ms: number) => handedOverAtMs + ms;
    expect(tokensOf(handedOver(26, later(10_000)), later(10_000))).toBeCloseTo(9);
    expect(tokensOf(handedOver(26, later(3_600_000)), later(3_600_000))).toBe(30);
  });

  it('whose clock is behind begins empty', () => {
    const earlier = handedOverAtMs - 300_000;
    expect(tokensOf(handedOver(26, earlier), earlier)).toBe(0);
  });

  it('goes on with the rate that Amazon granted', () => {
    const before = new TokenBuckets({ rateShare: 1 });
    before.learnRate('getOrder', '2', handedOverAtMs);
    for (let calls = 0; calls < 30; calls += 1) before.take('getOrder', handedOverAtMs);
    const next = new TokenBuckets({ rateShare: 1 });
    resumeAllowances(next, left(before), handedOverAtMs);
    expect(tokensOf(next, handedOverAtMs + 5_000)).toBeCloseTo(10);
  });

  it('that hears nothing of it, or nonsense, begins empty', () => {
    const full = { ratePerSecond: 0.5, burst: 30, tokens: 30 };
    const nonsense = [
      { quotas: {} },
      { quotas: { getOrder: { ...full, ratePerSecond: 0, tokens: 0 } } },
      { at: 'then' },
    ];
    for (const wrong of nonsense) {
      const buckets = new TokenBuckets({ rateShare: 1 });
      const report = { at: new Date(handedOverAtMs).toISOString(), rates: {}, quotas: { getOrder: full }, ...wrong };
      resumeAllowances(buckets, report, handedOverAtMs);
      expect(tokensOf(buckets, handedOverAtMs)).toBe(0);
    }
  });
});
