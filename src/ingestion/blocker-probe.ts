import type { CommercePort } from '../commerce/port.js';
import type { Blocker } from '../domain/blocker.js';
import type { AccountId, Sku } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { type StoreViews, storeViewOf } from '../domain/store-views.js';
import type { BusinessEvents } from '../telemetry/events.js';
import type { BlockedOrder, BlockedOrders } from './blocked-orders.js';
import { isCauseGone } from './cause-watch.js';
import { askShop, type ShopNow } from './shop-now.js';
import { WakeSchedule } from './wake-schedule.js';

type Deps = {
  readonly accountId: AccountId;
  readonly orders: BlockedOrders;
  readonly commerce: Pick<CommercePort, 'inStoreView'>;
  readonly storeViews: StoreViews;
  readonly skuMap: Readonly<Record<string, Sku>>;
  /** So many may be woken at a time: each of them reads its order at Amazon once more. */
  readonly wakesMax: () => number;
  /** Nothing may be changed for this account just now. */
  readonly isHeld: () => Promise<boolean>;
  readonly events: Pick<BusinessEvents, 'blockedOrdersProbed' | 'remoteFailed'>;
  readonly nowMs: () => number;
};

/**
 * Asks once a minute, for all blocked orders of an account, whether their causes are gone, and wakes those whose are. It
 * runs beside the seller's gateway, so that there is one of it, and in no workflow: while nothing is blocked it costs one
 * list, and a thousand orders that wait for one SKU cost one question. What it forgets when its process ends, it learns anew.
 * What a store view sells, stocks and is paid in is its own: each view in which orders wait is asked for those.
 */
export class BlockerProbe {
  readonly #deps: Deps;
  readonly #schedule = new WakeSchedule();
  readonly #regions = new Map<string, Map<string, string>>();
  readonly #silentViews = new Set<string>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async look(): Promise<{ readonly blocked: number; readonly woken: number }> {
    const { accountId, orders, wakesMax, events, nowMs } = this.#deps;
    const blocked = await orders.list();
    this.#schedule.keepOnly(new Set(blocked.flatMap((order) => order.causes.map((cause) => keyOf(order, cause)))));
    const gone = await this.#goneCauses(blocked);
    let woken = 0;
    for (const order of blocked) {
      if (woken >= wakesMax()) break;
      const causes = gone.get(order) ?? [];
      if (!causes.some((cause) => this.#schedule.mayWake(keyOf(order, cause), nowMs()))) continue;
      await orders.wake(order.workflowId);
      for (const cause of causes) this.#schedule.noteWoken(keyOf(order, cause), nowMs());
      woken += 1;
    }
    events.blockedOrdersProbed({ account: accountId, blocked: blocked.length, woken });
    return { blocked: blocked.length, woken };
  }

  /** Each cause is judged once in its store view, however many orders have it. */
  async #goneCauses(blocked: readonly BlockedOrder[]): Promise<ReadonlyMap<BlockedOrder, readonly Blocker[]>> {
    const { skuMap, isHeld, storeViews } = this.#deps;
    const gone = new Map<BlockedOrder, readonly Blocker[]>();
    const isHeldNow = await isHeld();
    for (const [view, orders] of byStoreView(blocked, storeViews)) {
      const causes = distinct(orders.flatMap((order) => order.causes));
      const regions = this.#regions.get(view) ?? new Map<string, string>();
      this.#regions.set(view, regions);
      const watch = { shop: await this.#askShop(view, causes), skuMap, isHeld: isHeldNow, regions };
      const names = new Set(causes.filter((cause) => isCauseGone(cause, watch)).map(nameOf));
      for (const order of orders) {
        gone.set(
          order,
          order.causes.filter((cause) => names.has(nameOf(cause))),
        );
      }
    }
    return gone;
  }

  async #askShop(view: string, causes: readonly Blocker[]): Promise<ShopNow | undefined> {
    const { commerce, events } = this.#deps;
    try {
      const shop = await askShop(commerce.inStoreView(view), causes);
      // News: nobody was woken in vain by this.
      if (this.#silentViews.delete(view)) this.#schedule.keepOnly(new Set());
      return shop;
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      this.#silentViews.add(view);
      events.remoteFailed({ remote: error.remote, operation: error.operation, kind: error.fault.kind });
      return undefined;
    }
  }
}

const nameOf = (cause: Blocker): string => JSON.stringify(cause);
const keyOf = ({ workflowId }: BlockedOrder, cause: Blocker): string => `${workflowId} ${nameOf(cause)}`;

const distinct = (causes: readonly Blocker[]): readonly Blocker[] => [
  ...new Map(causes.map((cause) => [nameOf(cause), cause])).values(),
];

function byStoreView(orders: readonly BlockedOrder[], views: StoreViews): ReadonlyMap<string, readonly BlockedOrder[]> {
  const grouped = new Map<string, BlockedOrder[]>();
  for (const order of orders) {
    const { marketplaceId } = order;
    const view = marketplaceId === undefined ? views.storeViewCode : storeViewOf(views, marketplaceId);
    grouped.set(view, [...(grouped.get(view) ?? []), order]);
  }
  return grouped;
}
