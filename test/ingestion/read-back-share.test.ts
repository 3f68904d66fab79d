import { describe, expect, it } from '@jest/globals';
import { ReadBackShare } from '../../src/ingestion/read-back-share.js';

/** Amazon's documented allowance for getOrder, with so much of it left. */
function share(left: { tokens: number; announced?: number }) {
  const state = { nowMs: 1_000_000, ...left };
  const shared = new ReadBackShare({
    bucket: () => ({ ratePerSecond: 0.5, burst: 30, tokens: state.tokens }),
    announcedCount: () => state.announced ?? 0,
    nowMs: () => state.nowMs,
  });
  return { shared, state };
}

describe('the share of getOrder that read-backs have', () => {
  it('is used right after sending while there is plenty', () => {
    expect(share({ tokens: 30 }).shared.waitMs('right-after-sending')).toBe(0);
  });

  it('leaves the last tokens, and all of them while orders are announced, to those orders', () => {
    expect(share({ tokens: 5 }).shared.waitMs('right-after-sending')).toBe(30_000);
    expect(share({ tokens: 30, announced: 1 }).shared.waitMs('right-after-sending')).toBe(30_000);
  });

  it('is used to the last token by what has waited', () => {
    expect(share({ tokens: 1 }).shared.waitMs('later')).toBe(0);
    expect(share({ tokens: 0.9 }).shared.waitMs('later')).toBeGreaterThan(0);
  });

  it('gives each that must wait a time of its own, neither in turn nor beyond ten minutes', () => {
    const { shared } = share({ tokens: 0 });
    const waits = Array.from({ length: 400 }, () => shared.waitMs('right-after-sending'));
    expect(new Set(waits.slice(15)).size).toBeGreaterThan(380);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(30_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(600_000);
    const late = waits.slice(300);
    for (const [from, to] of [
      [30_000, 220_000],
      [220_000, 410_000],
      [410_000, 600_000],
    ] as const) {
      expect(late.filter((wait) => wait >= from && wait < to).length).toBeGreaterThan(25);
    }
  });

  it('beside announced orders is a quarter, for which they leave tokens', () => {
    const { shared, state } = share({ tokens: 2, announced: 300 });
    expect(shared.announcedWaitMs()).toBe(0); // nobody waits to read back
    shared.waitMs('right-after-sending');
    expect(shared.announcedWaitMs()).toBe(2_000);
    expect(shared.waitMs('later')).toBe(0);
    expect(shared.waitMs('later')).toBeGreaterThan(0);
    state.nowMs += 8_000;
    expect(shared.waitMs('later')).toBe(0);
  });
});
