import type { AmazonOrders } from '../amazon/port.js';
import type { AmazonOrder, FulfilledBy, UnreadableOrder } from '../domain/amazon-order.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { backOffMs } from './back-off.js';
import type { OrderChange } from './order-change-message.js';

export type Announced = Pick<OrderChange, 'amazonOrderId' | 'changedAt' | 'fulfilledBy'>;
export type ReadAnnounced =
  | AmazonOrder
  | UnreadableOrder
  | 'not-found'
  /** Somebody else, a sweep above all, brought it while it waited. */
  | 'known'
  /** Too many wait: this one, the oldest, is given up for now. */
  | 'parked';

type Deps = {
  readonly amazon: Pick<AmazonOrders, 'fetchOrder'>;
  readonly nowMs: () => number;
  /** So long the allowance is to be left to others that share it. */
  readonly othersFirstMs?: () => number;
  /** The number of those that wait has changed. */
  readonly onChange?: () => void;
  readonly onFailure?: (failure: RemoteFailure) => void;
};

type Waiting = {
  readonly announced: Announced;
  readonly isNews: () => boolean;
  readonly resolve: (read: ReadAnnounced) => void;
  readonly reject: (error: unknown) => void;
};

const waitingMax = 400;
const readsMax = 4;

/**
 * Where announced orders wait for a read of their own. The newest goes first: sweeps bring the oldest, a hundred for one
 * call, so that the two allowances are spent on different orders.
 */
export class AnnouncedOrders {
  readonly #deps: Deps;
  #waiting: readonly Waiting[] = [];
  #readsUnderWay = 0;
  #pausedUntilMs = 0;
  #failuresInARow = 0;
  #wakeUp: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get count(): number {
    return this.#waiting.length;
  }

  waiting(): Readonly<Record<FulfilledBy, number>> {
    const amazons = this.#waiting.filter(({ announced }) => announced.fulfilledBy === 'FBA').length;
    return { FBM: this.#waiting.length - amazons, FBA: amazons };
  }

  /** Waits for as long as it takes. Throws what is this order's own trouble; Amazon's trouble is waited for. */
  read(announced: Announced, isNews: () => boolean): Promise<ReadAnnounced> {
    if (this.#isClosed) return Promise.reject(new ReadingStopped());
    return new Promise((resolve, reject) => {
      this.#add({ announced, isNews, resolve, reject });
      this.#readOn();
    });
  }

  /** Lets go of those that a sweep has brought. */
  dropKnown(): void {
    for (const waiting of this.#waiting.filter(({ isNews }) => !isNews())) {
      this.#remove(waiting);
      waiting.resolve('known');
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#wakeUp);
    const left = this.#waiting;
    this.#waiting = [];
    for (const { reject } of left) reject(new ReadingStopped());
  }

  #add(waiting: Waiting): void {
    this.#waiting = [...this.#waiting, waiting].sort((one, other) => (changedBefore(one, other) ? -1 : 1));
    const [oldest] = this.#waiting;
    if (this.#waiting.length > waitingMax && oldest !== undefined) {
      this.#remove(oldest);
      oldest.resolve('parked');
    }
    this.#deps.onChange?.();
  }

  #remove(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    this.#deps.onChange?.();
  }

  #readOn(): void {
    clearTimeout(this.#wakeUp);
    while (!this.#isClosed && this.#readsUnderWay < readsMax) {
      const newest = this.#waiting.at(-1);
      if (newest === undefined) return;
      const pauseMs = Math.max(this.#pausedUntilMs - this.#deps.nowMs(), this.#deps.othersFirstMs?.() ?? 0);
      if (pauseMs > 0) {
        this.#wakeUp = setTimeout(() => this.#readOn(), pauseMs);
        return;
      }
      this.#remove(newest);
      if (newest.isNews()) void this.#readOne(newest);
      else newest.resolve('known');
    }
  }

  async #readOne(waiting: Waiting): Promise<void> {
    this.#readsUnderWay += 1;
    try {
      waiting.resolve(await this.#deps.amazon.fetchOrder(waiting.announced.amazonOrderId));
      this.#failuresInARow = 0;
    } catch (error) {
      const pauseMs = this.#pauseMsAfter(error);
      if (pauseMs === undefined) waiting.reject(error);
      else if (this.#isClosed) waiting.reject(new ReadingStopped());
      else this.#waitAgain(waiting, pauseMs);
    } finally {
      this.#readsUnderWay -= 1;
      this.#readOn();
    }
  }

  #waitAgain(waiting: Waiting, pauseMs: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#deps.nowMs() + pauseMs);
    this.#add(waiting);
  }

  /** Undefined: Amazon is well, and this order will fare no better the next time. */
  #pauseMsAfter(error: unknown): number | undefined {
    if (!(error instanceof RemoteFailure)) return undefined;
    const { fault } = error;
    if (fault.kind === 'throttled') return Math.max(1, fault.retryAfterMs);
    if (fault.kind !== 'unavailable' && fault.kind !== 'unauthorised') return undefined;
    this.#deps.onFailure?.(error);
    this.#failuresInARow += 1;
    return backOffMs(this.#failuresInARow);
  }
}

/** The process gives up the seller's quota: what waited stays on the queue. */
export class ReadingStopped extends Error {
  override readonly name = 'ReadingStopped';
}

const changedBefore = (one: Waiting, other: Waiting): boolean => one.announced.changedAt < other.announced.changedAt;
