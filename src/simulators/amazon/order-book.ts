import type { StateFile } from '../state-file.js';
import type { OrderRecord } from './order-record.js';
import type { SimulatorSettings } from './simulator-options.js';
import { wireTime } from './wire-times.js';

export const orderChangeTypes = ['OrderStatusChange', 'BuyerRequestedChange', 'DeliveryTipChange'] as const;
export type OrderChangeType = (typeof orderChangeTypes)[number];
export type OrderChange = { readonly order: OrderRecord; readonly changeType: OrderChangeType };

type Version = { readonly visibleAtMs: number; readonly order: OrderRecord };
type Deps = {
  readonly state: StateFile;
  readonly nowMs: () => number;
  readonly eventAgeMs: number;
  readonly settings: () => SimulatorSettings;
  readonly announce: (change: OrderChange) => void;
};

const collection = 'orders';

/**
 * All orders, and the search index over them. The index may lag: it then still shows the version it knows, or nothing.
 * The order book itself (getOrder) is always up to date. Orders have no maximum: they are what a test or a demo seeded.
 */
export class OrderBook {
  readonly #deps: Deps;
  readonly #orders = new Map<string, OrderRecord>();
  /** Versions from the one the index shows now to the newest. After a restart only the newest is known. */
  readonly #versions = new Map<string, readonly Version[]>();

  constructor(deps: Deps) {
    this.#deps = deps;
    for (const value of deps.state.read(collection).values()) {
      const order = value as OrderRecord; // our own file
      this.#orders.set(order.amazonOrderId, order);
      this.#versions.set(order.amazonOrderId, [{ visibleAtMs: deps.nowMs(), order }]);
    }
  }

  find(amazonOrderId: string): OrderRecord | undefined {
    return this.#orders.get(amazonOrderId);
  }

  /** Of the order that a call names in its path. */
  readonly marketplacesOf = ({ parameters }: { readonly parameters: Readonly<Record<string, string>> }) => {
    const order = this.find(parameters['orderId'] ?? '');
    return order === undefined ? [] : [order.marketplaceId];
  };

  list(): readonly OrderRecord[] {
    return [...this.#orders.values()];
  }

  /** When something that happens now is said to have happened. */
  eventTime(): string {
    return wireTime(this.#deps.nowMs() - this.#deps.eventAgeMs);
  }

  add(order: OrderRecord): void {
    this.#keep(order);
    const isPending = order.status === 'PENDING' || order.status === 'PENDING_AVAILABILITY';
    if (!isPending || this.#deps.settings().announcePending) {
      this.#deps.announce({ order, changeType: 'OrderStatusChange' });
    }
  }

  /**
   * One thing that happens to an order. Its lastUpdatedTime always moves on, by a millisecond if need be: two versions
   * with one time would be one version to a reader that remembers (order, time).
   */
  change(order: OrderRecord, changed: OrderRecord, changeType?: OrderChangeType): OrderRecord {
    const stamped = { ...changed, lastUpdatedTime: this.#laterThan(order.lastUpdatedTime) };
    this.#keep(stamped);
    const type = changeType ?? (stamped.status === order.status ? undefined : 'OrderStatusChange');
    if (type !== undefined) this.#deps.announce({ order: stamped, changeType: type });
    return stamped;
  }

  /** Books that are no event at Amazon: counters, or what a test lays over an order. No time moves, nobody is told. */
  amend(order: OrderRecord): OrderRecord {
    this.#orders.set(order.amazonOrderId, order);
    const versions = this.#versions.get(order.amazonOrderId) ?? [];
    const newest = versions.at(-1);
    if (newest !== undefined) this.#versions.set(order.amazonOrderId, [...versions.slice(0, -1), { ...newest, order }]);
    this.#deps.state.put(collection, order.amazonOrderId, order);
    return order;
  }

  /** What the search index shows now. */
  listed(): readonly OrderRecord[] {
    const nowMs = this.#deps.nowMs();
    const listed: OrderRecord[] = [];
    for (const [id, versions] of this.#versions) {
      const shown = versions.findLastIndex((version) => version.visibleAtMs <= nowMs);
      if (shown > 0) this.#versions.set(id, versions.slice(shown));
      const order = versions[shown]?.order;
      if (order !== undefined && !order.isNeverListed) listed.push(order);
    }
    return listed;
  }

  #keep(order: OrderRecord): void {
    const lagMs = order.indexLagMs ?? this.#deps.settings().indexLagMs;
    const version = { visibleAtMs: this.#deps.nowMs() + lagMs, order };
    const earlier = lagMs > 0 ? (this.#versions.get(order.amazonOrderId) ?? []) : [];
    this.#versions.set(order.amazonOrderId, [...earlier.slice(1 - versionsPerOrderMax), version]);
    this.#orders.set(order.amazonOrderId, order);
    this.#deps.state.put(collection, order.amazonOrderId, order);
  }

  #laterThan(time: string): string {
    return wireTime(Math.max(Date.parse(time) + 1, this.#deps.nowMs() - this.#deps.eventAgeMs));
  }
}

const versionsPerOrderMax = 20;
