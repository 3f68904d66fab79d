import type { BlockerCode } from '../domain/blocker.js';
import type { AccountId, AmazonOrderId } from '../domain/ids.js';
import type { ImportDecision } from '../domain/import-rules.js';
import type { OrderStatus } from '../domain/order-status.js';
import { businessCounters } from './business-counters.js';
import { errorFields, type Logger } from './logger.js';
import type { Metrics } from './metrics.js';

type Order = { readonly accountId: AccountId; readonly amazonOrderId: AmazonOrderId };
type Account = { readonly account: string };
type Answered = { readonly order: Order; readonly outcome: string };
type Blocked = { readonly order: Order; readonly code: BlockerCode };

type PageRead = {
  readonly reading: 'sweep' | 'reconciliation';
  readonly orders: number;
  readonly windowEnd: string;
  /** So malformed that not even a number could be read. */
  readonly withoutId: number;
  /** Temporal refuses to take them. */
  readonly notTaken: number;
};

type QueueCounts = {
  readonly waiting: number;
  readonly inFlight: number;
  /** Of those that we have in hand. */
  readonly oldestSeconds: number;
};

/** The one place where business events are counted and logged. A method per event; none of them ever throws. */
export class BusinessEvents {
  readonly #log: Logger;
  readonly #count: ReturnType<typeof businessCounters>;

  constructor({ logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics }) {
    this.#log = logger;
    this.#count = businessCounters(metrics);
  }

  orderHandedOver({ order, decision }: { readonly order: Order; readonly decision: ImportDecision['decision'] }): void {
    this.#neverThrow(() => {
      this.#count.started.add({ account: order.accountId, decision });
      this.#log.info({ ...named(order), decision }, 'order handed to its workflow');
    });
  }

  orderSignalled({ order }: { readonly order: Order }): void {
    this.#neverThrow(() => {
      this.#count.signalled.add({ account: order.accountId });
      this.#log.debug(named(order), 'order told of news');
    });
  }

  /** Once a minute while orders are blocked. */
  blockedOrdersProbed({
    account,
    blocked,
    woken,
  }: Account & { readonly blocked: number; readonly woken: number }): void {
    this.#neverThrow(() => {
      this.#count.blockedNow.set({ account }, blocked);
      this.#count.woken.add({ account }, woken);
      if (woken > 0) this.#log.info({ account, orders: woken }, 'woke orders whose cause is gone');
    });
  }

  /** Not logged one by one: every sweep sees the same ones again. */
  orderIgnored({ account, reason }: Account & { readonly reason: string }): void {
    this.#neverThrow(() => this.#count.ignored.add({ account, reason }));
  }

  /** `at` is the place in Amazon's answer, never what stood there. */
  unreadableOrderSeen({ account, at }: Account & { readonly at: string }): void {
    this.#neverThrow(() => {
      this.#count.unreadable.add({ account });
      this.#log.warn({ account, at }, "an order's shape is unknown: it is blocked, and stops nothing else");
    });
  }

  /** A page of orders was read and handed over. */
  pageRead(page: Account & PageRead): void {
    this.#neverThrow(() => {
      const { account, reading, orders, windowEnd, withoutId, notTaken } = page;
      this.#count.pagesRead.add({ account, reading });
      this.#count.ordersRead.add({ account, reading }, orders);
      if (reading === 'sweep') this.#count.sweptTo.set({ account }, Date.parse(windowEnd) / 1_000);
      this.#log.debug({ account, step: reading, orders, windowEnd }, 'page read');
      if (withoutId + notTaken === 0) return;
      this.#count.ordersLost.add({ account }, withoutId + notTaken);
      this.#log.error(
        { account, step: reading, windowEnd },
        'orders on this page could not be handed over: see the account workflow',
      );
    });
  }

  /** How long after Amazon's change we knew of it. */
  orderSeen({ account, lagSeconds }: Account & { readonly lagSeconds: number }): void {
    this.#neverThrow(() => this.#count.lag.observe({ account }, lagSeconds));
  }

  /** A reconciliation compared a page with the workflows. */
  differencesFound({
    account,
    missing,
    differing,
  }: Account & { readonly missing: number; readonly differing: number }): void {
    this.#neverThrow(() => {
      this.#count.reconciled.add({ account, found: 'missing' }, missing);
      this.#count.reconciled.add({ account, found: 'differing' }, differing);
      if (missing + differing === 0) return;
      this.#log.warn(
        { account, orders: missing + differing },
        'reconciliation found orders that were missing or behind; they were put right',
      );
    });
  }

  sweepFailed({ account, kind }: Account & { readonly kind: string }): void {
    this.#neverThrow(() => {
      this.#count.sweepsFailed.add({ account, kind });
      this.#log.warn({ account, kind }, 'a sweep came to nothing');
    });
  }

  /** One notification is done with; `put-off`: it will come again. */
  notificationTaken({ account, outcome }: Account & { readonly outcome: string }): void {
    this.#neverThrow(() => {
      this.#count.notifications.add({ account, outcome });
      this.#log.debug({ account, outcome }, 'notification taken');
    });
  }

  /** `at` is the place in the message, never what stood there. */
  notificationSetAside({ account, at }: Account & { readonly at: string }): void {
    this.#neverThrow(() => {
      this.#count.notificationsAside.add({ account });
      this.#log.warn({ account, at }, 'a notification could not be taken: it is set aside, and stops nothing else');
    });
  }

  notificationDelayed({ account, kind, error }: Account & { readonly kind: string; readonly error: unknown }): void {
    this.#neverThrow(() => {
      this.#count.notificationDelays.add({ account, kind });
      this.#log.warn({ account, kind, ...errorFields(error) }, 'a notification stays on the queue; it is tried again');
    });
  }

  notificationQueueFailed(failure: Account & { readonly operation: string; readonly kind: string }): void {
    this.#neverThrow(() => {
      const { account, operation, kind } = failure;
      this.#count.queueFailures.add({ account, operation, kind });
      this.#log.warn({ account, operation, kind }, 'the queue of notifications is in trouble; sweeps go on');
    });
  }

  notificationQueueSeen(queue: Account & QueueCounts): void {
    this.#neverThrow(() => {
      const { account, waiting, inFlight, oldestSeconds } = queue;
      this.#count.queueOldest.set({ account }, oldestSeconds);
      this.#count.queueWaiting.set({ account, state: 'waiting' }, waiting);
      this.#count.queueWaiting.set({ account, state: 'in-flight' }, inFlight);
      this.#log.debug({ account, orders: waiting + inFlight }, 'the queue of notifications was looked at');
    });
  }

  commerceOrderAnswered({ order, outcome }: Answered): void {
    this.#neverThrow(() => {
      this.#count.commerceOrders.add({ account: order.accountId, outcome }); // no order id: a series per order is no metric
      this.#log.info({ ...named(order), outcome }, 'Commerce answered');
    });
  }

  commerceShipmentAnswered({ order, outcome }: Answered): void {
    this.#neverThrow(() => {
      this.#count.commerceShipments.add({ account: order.accountId, outcome });
      this.#log.info({ ...named(order), outcome }, 'Commerce answered about a shipment');
    });
  }

  confirmationAnswered({ order, outcome }: Answered): void {
    this.#neverThrow(() => {
      this.#count.confirmations.add({ account: order.accountId, outcome });
      this.#log.info({ ...named(order), outcome }, 'Amazon answered about a package');
    });
  }

  /** A delivery of a shipping system. No account: the delivery did not prove that it speaks for one. */
  shipmentAnswered(answer: { readonly account?: string; readonly status: number; readonly code: string }): void {
    this.#neverThrow(() => {
      const { account = 'unknown', status, code } = answer;
      this.#count.webhooks.add({ account, status: `${status}`, code });
      this.#log[status < 400 ? 'info' : 'warn']({ account, status, code }, 'shipping system answered');
    });
  }

  blockerRaised({ order, code }: Blocked): void {
    this.#neverThrow(() => {
      this.#count.blockersRaised.add({ account: order.accountId, code });
      this.#log.warn({ ...named(order), code }, 'order blocked');
    });
  }

  blockerCleared({ order, code }: Blocked): void {
    this.#neverThrow(() => {
      this.#count.blockersCleared.add({ account: order.accountId, code });
      this.#log.info({ ...named(order), code }, 'order goes on');
    });
  }

  orderEnded({ order, status }: { readonly order: Order; readonly status: OrderStatus }): void {
    this.#neverThrow(() => {
      this.#count.ended.add({ account: order.accountId, status });
      this.#log.info({ ...named(order), status }, 'order ended');
    });
  }

  remoteFailed(failure: { readonly remote: string; readonly operation: string; readonly kind: string }): void {
    this.#neverThrow(() => {
      const { remote, operation, kind } = failure;
      this.#count.remoteFailures.add({ remote, operation, kind });
      this.#log.warn({ remote, operation, kind }, 'a call failed; it is tried again');
    });
  }

  /** `stack` holds places only. */
  activityFaulted(fault: { readonly activity: string; readonly name: string; readonly stack: string }): void {
    this.#neverThrow(() => {
      const { activity, name, stack } = fault;
      this.#count.ownFaults.add({ part: activity });
      this.#log.error({ activity, error: name, places: stack }, "a fault of Waybill's own");
    });
  }

  orderIndexFailed({ step, error }: { readonly step: string; readonly error: unknown }): void {
    this.#neverThrow(() => {
      this.#count.ownFaults.add({ part: `order-index-${step}` });
      this.#log.warn({ step, ...errorFields(error) }, 'the order index could not be brought up to date');
    });
  }

  /** A part that runs beside the rest failed, and goes on. */
  partFaulted({ part, error }: { readonly part: string; readonly error: unknown }): void {
    this.#neverThrow(() => {
      this.#count.ownFaults.add({ part });
      this.#log.warn({ part, ...errorFields(error) }, 'a part failed; it is tried again');
    });
  }

  /** `route` is the pattern, never the address that somebody typed. */
  requestFailed({ route, error }: { readonly route: string; readonly error: unknown }): void {
    this.#neverThrow(() => {
      this.#count.ownFaults.add({ part: 'http' });
      this.#log.error({ route, ...errorFields(error) }, 'a request ended with a fault of ours');
    });
  }

  /** Business goes on when nobody can be told of it; that much is counted, if anything can. */
  #neverThrow(tell: () => void): void {
    try {
      tell();
    } catch {
      try {
        this.#count.unsaid.add({});
      } catch {
        // Neither log nor counter works: there is nobody left to tell.
      }
    }
  }
}

const named = ({ accountId, amazonOrderId }: Order) => ({ account: accountId, amazonOrderId });
