import type { StateFile } from '../state-file.js';
import { defaultUsagePlans, type OperationName, type UsagePlan } from './usage-plans.js';

/** One bucket per operation × seller × application: two workers of one application share it, two applications do not. */
export type BucketKey = {
  readonly operation: OperationName;
  /** Grantless calls have no seller: their bucket is the application's. */
  readonly sellerId: string | undefined;
  readonly applicationId: string;
};

type Bucket = { readonly tokens: number; readonly atMs: number };
type Deps = { readonly state: StateFile; readonly nowMs: () => number; readonly startsEmpty: boolean };

const collection = 'buckets';
/** Without it the float sum of 178.6 refills could end at 0.9999999 and cost the caller a whole interval. */
const roundingSlack = 1e-9;

export class TokenBuckets {
  readonly #deps: Deps;
  readonly #buckets = new Map<string, Bucket>();
  readonly #plans = new Map<string, UsagePlan>();
  /** What buckets not used since were set to. */
  readonly #fills = new Map<string, Bucket>();

  constructor(deps: Deps) {
    this.#deps = deps;
    for (const [key, bucket] of deps.state.read(collection)) this.#buckets.set(key, bucket as Bucket); // our own file
  }

  planOf({ operation, sellerId }: Pick<BucketKey, 'operation' | 'sellerId'>): UsagePlan {
    return this.#plans.get(sharedKey(operation, sellerId)) ?? defaultUsagePlans[operation];
  }

  /** Amazon grants some sellers more (and a test grants less). */
  grant(operation: OperationName, sellerId: string | undefined, plan: UsagePlan): void {
    this.#plans.set(sharedKey(operation, sellerId), plan);
  }

  take(key: BucketKey): 'taken' | 'empty' {
    const { tokens, atMs } = this.#filled(key);
    const isTaken = tokens + roundingSlack >= 1;
    this.#keep(key, { tokens: isTaken ? tokens - 1 : tokens, atMs });
    return isTaken ? 'taken' : 'empty';
  }

  tokensOf(key: BucketKey): number {
    return this.#filled(key).tokens;
  }

  /** Sets what is left for that operation and seller, whatever the application. */
  fillTo(operation: OperationName, sellerId: string, tokens: number): void {
    const prefix = sharedKey(operation, sellerId);
    for (const key of [...this.#buckets.keys()]) {
      if (key.startsWith(`${prefix} `)) this.#buckets.delete(key);
    }
    this.#fills.set(prefix, { tokens, atMs: this.#deps.nowMs() });
  }

  #filled(key: BucketKey): Bucket {
    const { ratePerSecond, burst } = this.planOf(key);
    const nowMs = this.#deps.nowMs();
    const last = this.#buckets.get(bucketKey(key)) ?? this.#fills.get(sharedKey(key.operation, key.sellerId));
    if (last === undefined) return { tokens: this.#deps.startsEmpty ? 0 : burst, atMs: nowMs };
    const refilled = last.tokens + (Math.max(0, nowMs - last.atMs) / 1000) * ratePerSecond;
    return { tokens: Math.min(burst, refilled), atMs: nowMs };
  }

  #keep(key: BucketKey, bucket: Bucket): void {
    this.#buckets.set(bucketKey(key), bucket);
    this.#deps.state.put(collection, bucketKey(key), bucket);
  }
}

const bucketKey = ({ operation, sellerId, applicationId }: BucketKey): string =>
  `${operation} ${sellerId} ${applicationId}`;
const sharedKey = (operation: OperationName, sellerId: string | undefined): string => `${operation} ${sellerId}`;
