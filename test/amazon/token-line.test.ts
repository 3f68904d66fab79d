import { describe, expect, it } from '@jest/globals';
import { TokenBuckets } from '../../src/amazon/token-buckets.js';
import { TokenLine } from '../../src/amazon/token-line.js';

const plan = (ratePerSecond: number) => ({ ratePerSecond, burst: 1 });
const lineOf = (ratePerSecond: number) => {
  const buckets = new TokenBuckets({ rateShare: 1 });
  const nowMs = () => performance.now();
  buckets.learnRate('confirmShipment', String(ratePerSecond), nowMs());
  buckets.empty('confirmShipment', nowMs());
  return new TokenLine({ buckets, operation: 'confirmShipment', nowMs });
};

describe('the line for a token', () => {
  it('serves whoever is due first, and the rest in their turn', async () => {
    const line = lineOf(plan(200).ratePerSecond);
    const served: string[] = [];
    await Promise.all(
      ['2026-01-03', '9999', '2026-01-01', '2026-01-02'].map(async (dueAt) => {
        await line.take(dueAt);
        served.push(dueAt);
      }),
    );
    expect(served).toEqual(['2026-01-01', '2026-01-02', '2026-01-03', '9999']);
  });

  it('sends those away at once for whom the next token is too far off, with the wait', async () => {
    await expect(lineOf(0.01).take('2026-01-01')).rejects.toMatchObject({ fault: { kind: 'throttled' } });
  });
});
