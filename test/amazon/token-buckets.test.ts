import { describe, expect, it } from '@jest/globals';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { usagePlans } from '../../src/amazon/usage-plans.js';
import { RemoteFailure } from '../../src/domain/remote-failure.js';

/** `taken`, or how long to wait. */
function take(buckets: TokenBuckets, operation: 'searchOrders' | 'getOrder' | 'confirmShipment', nowMs: number) {
  try {
    buckets.take(operation, nowMs);
    return 'taken';
  } catch (error) {
    if (error instanceof RemoteFailure && error.fault.kind === 'throttled') return error.fault.retryAfterMs;
    throw error;
  }
}
const atFullRate = () => new TokenBuckets({ rateShare: 1 });
const takeAll = (buckets: TokenBuckets, operation: 'searchOrders' | 'getOrder' | 'confirmShipment', nowMs: number) => {
  let count = 0;
  while (take(buckets, operation, nowMs) === 'taken') count += 1;
  return count;
};

describe('a bucket of calls to Amazon', () => {
  it.each([
    ['searchOrders', 20, 178_572],
    ['getOrder', 30, 2_000],
    ['confirmShipment', 10, 500],
  ] as const)(
    '%s: full, gives its burst of %i at once, then asks for the wait of one token',
    (operation, burst, waitMs) => {
      const buckets = atFullRate();
      expect(takeAll(buckets, operation, 0)).toBe(burst);
      expect(take(buckets, operation, 0)).toBe(waitMs);
    },
  );

  it.each([
    ['too early by a millisecond', 1_999, 1],
    ['when the wait is over', 2_000, 'taken'],
    ['later', 2_500, 'taken'],
  ] as const)('empty, asked again %s', (_name, nowMs, outcome) => {
    const buckets = atFullRate();
    takeAll(buckets, 'getOrder', 0);
    expect(take(buckets, 'getOrder', nowMs)).toBe(outcome);
  });

  it('gives in an hour what Amazon documents: burst and an hour of its rate', () => {
    const buckets = atFullRate();
    let count = 0;
    for (let second = 0; second <= 3_600; second += 1) count += takeAll(buckets, 'searchOrders', second * 1_000);
    expect(count).toBe(20 + 20);
  });

  it('fills no further than its burst', () => {
    const buckets = atFullRate();
    expect(takeAll(buckets, 'confirmShipment', 24 * 3_600_000)).toBe(usagePlans.confirmShipment.burst);
  });

  it('uses a little less than the rate, so that requests that arrive unevenly draw no 429', () => {
    const buckets = new TokenBuckets();
    expect(buckets.state('getOrder', 0).ratePerSecond).toBeCloseTo(0.4975, 6);
  });

  it('knows only its own operation', () => {
    const buckets = atFullRate();
    takeAll(buckets, 'getOrder', 0);
    expect(take(buckets, 'confirmShipment', 0)).toBe('taken');
  });

  it('is empty after a 429, whatever it believed', () => {
    const buckets = atFullRate();
    expect(buckets.empty('getOrder', 0)).toBe(2_000);
    expect(take(buckets, 'getOrder', 0)).toBe(2_000);
    expect(take(buckets, 'getOrder', 2_000)).toBe('taken');
  });

  it('is empty after a take-over, also for operations that were never called', () => {
    const buckets = atFullRate();
    take(buckets, 'confirmShipment', 0);
    buckets.startEmpty(1_000);
    expect(buckets.state('confirmShipment', 1_000).tokens).toBe(0);
    expect(buckets.state('getOrder', 1_000).tokens).toBe(0);
    expect(take(buckets, 'getOrder', 3_000)).toBe('taken');
  });

  it('goes on with the rates that were granted to the process before it, and tells them to the next', () => {
    const before = atFullRate();
    before.learnRate('searchOrders', '2.0', 0);
    const buckets = atFullRate();
    buckets.startEmpty(1_000, { ...before.grantedRates(), getOrder: 'soon', neverHeardOf: 5 });
    expect(take(buckets, 'searchOrders', 1_000)).toBe(500);
    expect(take(buckets, 'getOrder', 1_000)).toBe(2_000);
    expect(buckets.grantedRates()).toEqual({ searchOrders: 2 });
  });

  it.each([
    ['a higher rate', '5.0', 5],
    ['a lower rate', '0.1', 0.1],
    ['no header', undefined, 0.5],
    ['nonsense', 'soon', 0.5],
    ['zero', '0', 0.5],
    ['a negative rate', '-1', 0.5],
    ['infinity', 'Infinity', 0.5],
  ])("learns the live rate from Amazon's header: %s", (_name, header, ratePerSecond) => {
    const buckets = atFullRate();
    buckets.learnRate('getOrder', header, 0);
    expect(buckets.state('getOrder', 0)).toMatchObject({ ratePerSecond, burst: 30 });
  });

  it('counts the time before a new rate by the old one', () => {
    const buckets = atFullRate();
    takeAll(buckets, 'getOrder', 0);
    buckets.learnRate('getOrder', '10', 2_000);
    expect(buckets.state('getOrder', 2_000).tokens).toBeCloseTo(1);
    expect(buckets.state('getOrder', 2_100).tokens).toBeCloseTo(2);
  });

  it('neither fills nor loses anything when the clock is set back', () => {
    const buckets = atFullRate();
    takeAll(buckets, 'getOrder', 10_000);
    expect(buckets.state('getOrder', 5_000).tokens).toBeCloseTo(0);
    expect(take(buckets, 'getOrder', 7_000)).toBe('taken');
  });
});
