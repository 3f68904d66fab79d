import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueSeen } from '../../activities/contract.js';
import type { AccountId, SellerId } from '../domain/ids.js';
import type { BusinessEvents } from '../telemetry/events.js';
import { backOffMs } from './back-off.js';
import { HeldMessages, hiddenSeconds, prolongEveryMs } from './held-messages.js';
import { LastSeen } from './last-seen.js';
import { type NotificationQueue, QueueFailure, type QueueMessage } from './notification-queue.js';
import { type OrderChange, parseOrderChange } from './order-change-message.js';
import type { Taken } from './take-order-change.js';
import { troubleOf } from './trouble.js';

type Deps = {
  readonly account: { readonly accountId: AccountId; readonly sellerId: SellerId };
  readonly queue: NotificationQueue;
  /** Comes back when the change is durable. */
  readonly take: (change: OrderChange) => Promise<Taken>;
  /** Those of the changes under way that only wait for their turn to be read. */
  readonly waitingCount: () => number;
  /** Now and then: what waits may have been brought by a sweep. */
  readonly dropKnown: () => void;
  readonly events: Pick<
    BusinessEvents,
    | 'notificationTaken'
    | 'notificationSetAside'
    | 'notificationDelayed'
    | 'notificationQueueFailed'
    | 'notificationQueueSeen'
  >;
  readonly nowMs: () => number;
};

const batchMax = 10;
/** Beside those that wait to be read. */
const underWayMax = 20;
const rememberedMax = 20_000;
/** One that others overtook so often, or that nothing helps for ten minutes, is put off and comes again by itself. */
const overtakenMax = 6;
const attemptsMax = 15;
const putOffSeconds = 900;
/** Soon, so that it soon has been received often enough to be moved. */
const setAsideSeconds = 5;
/** What is wrong with the message itself, or with us, is given two more chances. */
const faultsMax = 3;
const describeEveryMs = 60_000;

/**
 * Listens to Amazon's ORDER_CHANGE. A message leaves the queue only after its order's workflow durably has it; until then
 * it stays, whatever fails and whoever dies. Its duplicates, its order and its age do not matter.
 */
export class OrderChangeQueue {
  readonly #deps: Deps;
  readonly #account: string;
  readonly #held: HeldMessages;
  readonly #done = new LastSeen(rememberedMax);
  readonly #countedAside = new LastSeen(rememberedMax);
  readonly #stopping = new AbortController();
  readonly #works = new Set<Promise<void>>();
  #listening: Promise<void> = Promise.resolve();
  #beat: NodeJS.Timeout | undefined;
  #lastDoneAtMs = Number.NEGATIVE_INFINITY;
  #describedAtMs = Number.NEGATIVE_INFINITY;
  #roomMade: () => void = () => undefined;
  #described: Pick<QueueSeen, 'at' | 'waiting' | 'inFlight'> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#account = deps.account.accountId;
    this.#held = new HeldMessages(deps.queue);
  }

  start(): void {
    this.#beat = setInterval(() => void this.#keepUp(), prolongEveryMs);
    this.#listening = this.#listen();
  }

  /** Undefined until it was looked at once. */
  seen(): QueueSeen | undefined {
    const oldestMs = this.#held.oldestSentAtMs();
    if (this.#described === undefined) return undefined;
    return {
      ...this.#described,
      ...(oldestMs === undefined ? {} : { oldestSentAt: new Date(oldestMs).toISOString() }),
    };
  }

  /** Fewer are under way, or more of them only wait to be read. */
  noteRoom(): void {
    this.#roomMade();
  }

  /** Ends what is under way, and gives the rest back to the queue. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#beat);
    this.noteRoom();
    await this.#listening;
    await Promise.all(this.#works);
    await this.#tried(() => this.#held.giveBack());
    this.#deps.queue.close();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    await this.#describe();
    while (!signal.aborted) {
      await this.#room();
      if (signal.aborted) return;
      const messages = await this.#tried(() => this.#deps.queue.receive({ max: batchMax, hiddenSeconds }));
      for (const message of messages ?? []) this.#begin(message);
      failures = messages === undefined ? failures + 1 : 0;
      if (failures > 0) await this.#pause(backOffMs(failures));
    }
  }

  /** Until fewer than so many are under way. No limit: what is under way ends, or is put off. */
  async #room(): Promise<void> {
    while (this.#held.count - this.#deps.waitingCount() >= underWayMax && !this.#stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#roomMade = resolve;
      });
    }
  }

  #begin(message: QueueMessage): void {
    const isInHand = this.#held.has(message);
    this.#held.hold(message);
    if (isInHand || this.#stopping.signal.aborted) return; // in the last case it is given back
    const work = this.#work(message).finally(() => {
      this.#works.delete(work);
      this.noteRoom();
    });
    this.#works.add(work);
  }

  async #work(message: QueueMessage): Promise<void> {
    const change = parseOrderChange(message.body);
    if ('notOurs' in change) return this.#finish(message, change.notOurs);
    if ('poisonedAt' in change) return this.#aside(message, change.poisonedAt);
    // Two sellers on one queue: the other one's orders must not be lost by our deleting them.
    if (change.sellerId !== this.#deps.account.sellerId) return this.#aside(message, 'another-seller');
    if (this.#done.has(change.notificationId)) return this.#finish(message, 'repeated');
    const taken = await this.#takeUntilDone(change, message);
    if (taken === 'stopped') return;
    if (taken === 'fault') return this.#aside(message, 'handling');
    if (taken === 'put-off' || taken.taken === 'parked') return this.#putOff(message);
    this.#done.add(change.notificationId);
    this.#lastDoneAtMs = this.#deps.nowMs();
    await this.#finish(message, taken.taken === 'left' ? taken.because : taken.taken);
  }

  async #takeUntilDone(change: OrderChange, message: QueueMessage): Promise<Taken | 'stopped' | 'fault' | 'put-off'> {
    const begunAtMs = this.#deps.nowMs();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#deps.take(change);
      } catch (error) {
        if (this.#stopping.signal.aborted) return 'stopped';
        const { trouble, kind } = troubleOf(error);
        this.#deps.events.notificationDelayed({ account: this.#account, kind, error });
        if (trouble === 'fault' && Math.max(attempt, message.receivedCount) >= faultsMax) return 'fault';
        // Everybody's trouble is waited for with the message in hand: each receipt brings it nearer to the dead letters.
        const isOvertaken = attempt >= overtakenMax && this.#lastDoneAtMs > begunAtMs;
        if (isOvertaken || attempt >= attemptsMax) return 'put-off';
        await this.#pause(backOffMs(attempt));
      }
    }
  }

  async #finish(message: QueueMessage, outcome: string): Promise<void> {
    this.#deps.events.notificationTaken({ account: this.#account, outcome });
    await this.#tried(() => this.#deps.queue.delete(this.#held.current(message)));
    this.#held.letGo(message);
  }

  async #putOff(message: QueueMessage): Promise<void> {
    this.#deps.events.notificationTaken({ account: this.#account, outcome: 'put-off' });
    await this.#tried(() => this.#deps.queue.hide([this.#held.current(message)], putOffSeconds));
    this.#held.letGo(message);
  }

  /**
   * To the side, counted once, and never in the way. With a dead-letter queue SQS itself moves it there after so many
   * receipts; without one it is deleted, since it would come back for days. The sweeps bring its order in any case.
   */
  async #aside(message: QueueMessage, at: string): Promise<void> {
    const isNew = !this.#countedAside.has(message.id);
    this.#countedAside.add(message.id);
    if (isNew) this.#deps.events.notificationSetAside({ account: this.#account, at });
    const queue = await this.#tried(() => this.#deps.queue.describe());
    const current = this.#held.current(message);
    if (queue?.deadLetters !== undefined) await this.#tried(() => this.#deps.queue.hide([current], setAsideSeconds));
    else if (queue !== undefined) await this.#tried(() => this.#deps.queue.delete(current));
    this.#held.letGo(message);
  }

  async #keepUp(): Promise<void> {
    this.#deps.dropKnown();
    await this.#tried(() => this.#held.prolong());
    if (this.#deps.nowMs() - this.#describedAtMs >= describeEveryMs) await this.#describe();
  }

  async #describe(): Promise<void> {
    this.#describedAtMs = this.#deps.nowMs();
    const queue = await this.#tried(() => this.#deps.queue.describe());
    if (queue === undefined) return;
    const { waiting, inFlight } = queue;
    const nowMs = this.#deps.nowMs();
    this.#described = { at: new Date(nowMs).toISOString(), waiting, inFlight };
    const oldestSeconds = Math.max(0, nowMs - (this.#held.oldestSentAtMs() ?? nowMs)) / 1_000;
    this.#deps.events.notificationQueueSeen({ account: this.#account, waiting, inFlight, oldestSeconds });
  }

  /** The queue's trouble is never ours: it is counted and logged, and what was wanted is wanted again later. */
  async #tried<Answer>(act: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await act();
    } catch (error) {
      if (this.#stopping.signal.aborted) return undefined;
      const { operation, trouble } =
        error instanceof QueueFailure ? error : { operation: 'unknown', trouble: 'other' as const };
      this.#deps.events.notificationQueueFailed({ account: this.#account, operation, kind: trouble });
      return undefined;
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined); // woken to stop
  }
}
