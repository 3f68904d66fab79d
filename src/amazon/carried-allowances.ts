import type { GatewayReport, QuotaState } from '../domain/gateway-report.js';
import { amazonOperations } from './port.js';
import type { TokenBuckets } from './token-buckets.js';

/** Of all operations, also of those that were never used: whoever spends them next must not take them for empty. */
export const allowancesLeft = (buckets: TokenBuckets, nowMs: number): Readonly<Record<string, QuotaState>> =>
  Object.fromEntries(amazonOperations.map((operation) => [operation, buckets.state(operation, nowMs)]));

/**
 * Goes on with what the last holder left and what was granted since, never with more; what the report does not name is
 * empty now. Two machines' clocks differ by little; should one be far off, that costs the 429 that a full bucket would
 * have cost.
 */
export function resumeAllowances(
  buckets: TokenBuckets,
  { at, rates, quotas }: Pick<GatewayReport, 'at' | 'rates' | 'quotas'>,
  nowMs: number,
): void {
  buckets.startEmpty(nowMs, rates);
  for (const operation of amazonOperations) {
    const { tokens, ratePerSecond } = quotas[operation] ?? { tokens: 0, ratePerSecond: 0 };
    // A bucket that holds so and so much is one that was empty so and so long ago.
    const emptySinceMs = Date.parse(at) - (tokens / ratePerSecond) * 1_000;
    if (emptySinceMs < nowMs) buckets.empty(operation, emptySinceMs);
  }
}
