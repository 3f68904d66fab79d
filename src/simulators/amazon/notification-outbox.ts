import { randomUUID } from 'node:crypto';
import { FaultDelays } from '../fault-hooks.js';
import type { StateFile } from '../state-file.js';
import type { AmazonFaultKind, AmazonFaults } from './amazon-faults.js';
import type { JsonObject } from './json.js';
import type { OrderChange } from './order-book.js';
import { type Envelope, itemLevelNotifications, orderChangeNotification } from './order-change-notification.js';
import { isWanted, type Subscriptions } from './subscriptions.js';
import { wireTime } from './wire-times.js';

/** What a notification went through on its way, for `GET /_control/notifications`. */
export type OutboxEntry = {
  readonly id: string;
  readonly at: string;
  readonly sellerId: string;
  readonly orderId: string | undefined;
  readonly body: JsonObject;
  readonly delivery: 'delivered' | 'lost' | 'held-back' | 'failed' | 'nobody-listens';
  readonly fault: string | undefined;
};

type Deps = {
  readonly state: StateFile;
  readonly nowMs: () => number;
  readonly faults: AmazonFaults;
  readonly subscriptions: Subscriptions;
  readonly deliver: ((sellerId: string, body: object) => void) | undefined;
};
type Sent = { readonly sellerId: string; readonly orderId: string | undefined; readonly body: JsonObject };

const collection = 'notifications';
const entriesMax = 10_000;
const unsubscribed = { applicationId: 'amzn1.sp.solution.simulator', subscriptionId: 'not-subscribed' };

/** Everything that Amazon announces passes here: kept in a bounded list and handed to whoever plays the queue. */
export class NotificationOutbox {
  readonly #deps: Deps;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #delays = new FaultDelays();
  #heldBack: OutboxEntry[] = [];
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    for (const [id, entry] of deps.state.read(collection)) this.#entries.set(id, entry as OutboxEntry); // our own file
  }

  list(): readonly OutboxEntry[] {
    return [...this.#entries.values()];
  }

  clear(): void {
    this.#entries.clear();
    this.#deps.state.clear(collection);
  }

  /** Without any subscription the change is announced all the same: a demo needs no set-up calls to hear of it. */
  announceOrderChange(change: OrderChange): void {
    const { sellerId, amazonOrderId: orderId, marketplaceId } = change.order;
    const subscribed = this.#deps.subscriptions.ofSeller(sellerId, 'ORDER_CHANGE');
    const listeners =
      subscribed.length === 0
        ? [unsubscribed]
        : subscribed.filter((each) => isWanted(each, { marketplaceId, changeType: change.changeType }));
    for (const { applicationId, subscriptionId } of listeners) {
      const hasNullTimes = this.#take('notification-null-times', orderId) !== undefined;
      const envelope: Envelope = {
        applicationId,
        subscriptionId,
        publishTime: wireTime(this.#deps.nowMs()),
        hasNullTimes,
      };
      const isItemLevel = this.#take('notification-item-level', orderId) !== undefined;
      const bodies = isItemLevel
        ? itemLevelNotifications(change, envelope)
        : [orderChangeNotification(change, envelope)];
      for (const body of bodies) this.#send({ sellerId, orderId, body });
    }
  }

  /** Notifications of other types reach only who subscribed to them. */
  announce(sent: Sent): void {
    this.#send(sent);
  }

  close(): void {
    this.#isClosed = true;
    this.#delays.endAll();
  }

  #send(sent: Sent): void {
    const entry = { id: randomUUID(), at: wireTime(this.#deps.nowMs()), ...sent };
    if (this.#take('notification-lost', sent.orderId) !== undefined) {
      this.#keep({ ...entry, delivery: 'lost', fault: 'notification-lost' });
      return;
    }
    if (this.#take('notification-reordered', sent.orderId) !== undefined) {
      const held = { ...entry, delivery: 'held-back', fault: 'notification-reordered' } as const;
      this.#heldBack.push(held);
      this.#keep(held);
      return;
    }
    const delay = this.#take('notification-delayed', sent.orderId);
    if (delay !== undefined) {
      const held = { ...entry, delivery: 'held-back', fault: delay.kind } as const;
      this.#keep(held);
      void this.#delays.wait(delay).then(() => {
        if (!this.#isClosed) this.#deliver(held);
      });
      return;
    }
    this.#deliver({ ...entry, delivery: 'delivered', fault: undefined });
    if (this.#take('notification-duplicated', sent.orderId) !== undefined) {
      this.#deliver({ ...entry, id: randomUUID(), delivery: 'delivered', fault: 'notification-duplicated' });
    }
    const late = this.#heldBack;
    this.#heldBack = [];
    for (const each of late) this.#deliver(each);
  }

  #deliver(entry: OutboxEntry): void {
    if (this.#deps.deliver === undefined) {
      this.#keep({ ...entry, delivery: 'nobody-listens' });
      return;
    }
    try {
      this.#deps.deliver(entry.sellerId, entry.body);
      this.#keep({ ...entry, delivery: 'delivered' });
    } catch {
      this.#keep({ ...entry, delivery: 'failed' }); // shown in the list; what changed at Amazon has changed
    }
  }

  #take(kind: AmazonFaultKind, orderId: string | undefined) {
    return this.#deps.faults.take([kind], {
      operation: 'ORDER_CHANGE',
      subjects: orderId === undefined ? [] : [orderId],
    });
  }

  #keep(entry: OutboxEntry): void {
    this.#entries.set(entry.id, entry);
    this.#deps.state.put(collection, entry.id, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size <= entriesMax || oldest === undefined) return;
    this.#entries.delete(oldest);
    this.#deps.state.remove(collection, oldest);
  }
}
