import { RemoteFailure } from '../domain/remote-failure.js';
import { type AmazonOperation, amazonOperations } from './port.js';
import { type UsagePlan, usagePlans } from './usage-plans.js';

export type BucketState = { readonly ratePerSecond: number; readonly burst: number; readonly tokens: number };

type Bucket = { ratePerSecond: number; readonly burst: number; tokens: number; countedAtMs: number };

/**
 * How much of Amazon's rate we use. Requests do not reach Amazon as evenly as we send them, and a 429 costs a whole
 * token's wait: half a percent given away is cheaper than that. What is not used gathers at Amazon, so the margin grows.
 */
const rateShareDefault = 0.995;
/** A header beyond this is no rate. */
const rateMax = 100_000;
/** Filling adds up fractions, which may miss a whole token by a hair. */
const wholeToken = 1 - 1e-9;

/**
 * Our copy of Amazon's allowances for one seller and application: one bucket per operation, which fills with time and
 * loses a token per call. It never sleeps: an empty bucket throws `throttled` with the wait, and Temporal waits.
 */
export class TokenBuckets {
  readonly #buckets = new Map<AmazonOperation, Bucket>();
  readonly #plans: Readonly<Record<AmazonOperation, UsagePlan>>;
  readonly #rateShare: number;
  readonly #granted = new Map<AmazonOperation, number>();
  #emptyAtMs: number | undefined;

  constructor(
    options: { readonly plans?: Readonly<Record<AmazonOperation, UsagePlan>>; readonly rateShare?: number } = {},
  ) {
    this.#plans = options.plans ?? usagePlans;
    this.#rateShare = options.rateShare ?? rateShareDefault;
  }

  /**
   * After a take-over: the process before us may have used up everything a moment ago. What it knew of the granted rates
   * counts until Amazon says otherwise: a search that is granted every second must not wait the documented three minutes.
   */
  startEmpty(nowMs: number, granted: Readonly<Record<string, unknown>> = {}): void {
    this.#emptyAtMs = nowMs;
    for (const operation of this.#buckets.keys()) this.empty(operation, nowMs);
    for (const operation of amazonOperations) {
      const rate = granted[operation];
      if (typeof rate === 'number') this.#grant(operation, rate, nowMs);
    }
  }

  /** As Amazon said them, for whoever takes over. */
  grantedRates(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#granted);
  }

  take(operation: AmazonOperation, nowMs: number): void {
    const bucket = this.#filled(operation, nowMs);
    if (bucket.tokens < wholeToken) {
      throw new RemoteFailure({
        remote: 'amazon',
        operation,
        fault: { kind: 'throttled', retryAfterMs: waitMs(bucket), isOwn: true },
        detail: 'our own allowance is used up, Amazon was not asked',
      });
    }
    bucket.tokens -= 1;
  }

  /** Amazon's live word on the rate. It stands on successes only, and often is missing. */
  learnRate(operation: AmazonOperation, header: string | undefined, nowMs: number): void {
    this.#grant(operation, header === undefined ? Number.NaN : Number(header), nowMs);
  }

  /** Amazon said 429: whatever we believed, there is nothing left. Answers how long the next token takes. */
  empty(operation: AmazonOperation, nowMs: number): number {
    const bucket = this.#filled(operation, nowMs);
    bucket.tokens = 0;
    return waitMs(bucket);
  }

  state(operation: AmazonOperation, nowMs: number): BucketState {
    const { ratePerSecond, burst, tokens } = this.#filled(operation, nowMs);
    return { ratePerSecond, burst, tokens };
  }

  /** Of the operations that were used, or whose rate is known. */
  states(nowMs: number): Readonly<Partial<Record<AmazonOperation, BucketState>>> {
    return Object.fromEntries([...this.#buckets.keys()].map((operation) => [operation, this.state(operation, nowMs)]));
  }

  #grant(operation: AmazonOperation, rate: number, nowMs: number): void {
    if (!(rate > 0 && rate <= rateMax)) return;
    this.#granted.set(operation, rate);
    this.#filled(operation, nowMs).ratePerSecond = rate * this.#rateShare;
  }

  #filled(operation: AmazonOperation, nowMs: number): Bucket {
    const bucket = this.#buckets.get(operation) ?? this.#newBucket(operation, nowMs);
    // A clock that was set back fills nothing, and loses nothing either.
    const elapsedMs = Math.max(0, nowMs - bucket.countedAtMs);
    bucket.tokens = Math.min(bucket.burst, bucket.tokens + (elapsedMs / 1_000) * bucket.ratePerSecond);
    bucket.countedAtMs = nowMs;
    return bucket;
  }

  #newBucket(operation: AmazonOperation, nowMs: number): Bucket {
    const { ratePerSecond, burst } = this.#plans[operation];
    const bucket: Bucket = {
      ratePerSecond: ratePerSecond * this.#rateShare,
      burst,
      tokens: this.#emptyAtMs === undefined ? burst : 0,
      countedAtMs: this.#emptyAtMs ?? nowMs,
    };
    this.#buckets.set(operation, bucket);
    return bucket;
  }
}

/** Rounded up, so that the token is there when the wait is over: a hair too early would be a second wait. */
const waitMs = ({ tokens, ratePerSecond }: Bucket): number => Math.ceil(((1 - tokens) / ratePerSecond) * 1_000);
