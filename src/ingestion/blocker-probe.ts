import type { CommercePort } from '../commerce/port.js';
import type { Blocker } from '../domain/blocker.js';
import type { AccountId, Sku } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import type { BusinessEvents } from '../telemetry/events.js';
import type { BlockedOrder, BlockedOrders } from './blocked-orders.js';
import { isCauseGone } from './cause-watch.js';
import { askShop, type ShopNow } from './shop-now.js';
import { WakeSchedule } from './wake-schedule.js';

type Deps = {
  readonly accountId: AccountId;
  readonly orders: BlockedOrders;
  readonly commerce: Pick<CommercePort, 'catalogue' | 'directory' | 'store'>;
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
 */
export class BlockerProbe {
  readonly #deps: Deps;
  readonly #schedule = new WakeSchedule();
  readonly #regions = new Map<string, string>();
  #didShopAnswer = true;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async look(): Promise<{ readonly blocked: number; readonly woken: number }> {
    const { accountId, orders, skuMap, wakesMax, isHeld, events, nowMs } = this.#deps;
    const blocked = await orders.list();
    this.#schedule.keepOnly(new Set(blocked.flatMap((order) => order.causes.map((cause) => keyOf(order, cause)))));
    const shop = blocked.length === 0 ? undefined : await this.#askShop(blocked.flatMap(({ causes }) => causes));
    const watch = { shop, skuMap, isHeld: await isHeld(), regions: this.#regions };
    const gone = goneCauses(blocked, (cause) => isCauseGone(cause, watch));
    let woken = 0;
    for (const order of blocked) {
      if (woken >= wakesMax()) break;
      const causes = order.causes.filter((cause) => gone.has(nameOf(cause)));
      if (!causes.some((cause) => this.#schedule.mayWake(keyOf(order, cause), nowMs()))) continue;
      await orders.wake(order.workflowId);
      for (const cause of causes) this.#schedule.noteWoken(keyOf(order, cause), nowMs());
      woken += 1;
    }
    events.blockedOrdersProbed({ account: accountId, blocked: blocked.length, woken });
    return { blocked: blocked.length, woken };
  }

  async #askShop(causes: readonly Blocker[]): Promise<ShopNow | undefined> {
    const { commerce, events } = this.#deps;
    try {
      const shop = await askShop(commerce, distinct(causes));
      if (!this.#didShopAnswer) this.#schedule.keepOnly(new Set()); // news: nobody was woken in vain by this
      this.#didShopAnswer = true;
      return shop;
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      this.#didShopAnswer = false;
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

/** Each cause is judged once, however many orders have it. */
function goneCauses(orders: readonly BlockedOrder[], isGone: (cause: Blocker) => boolean): ReadonlySet<string> {
  const gone = distinct(orders.flatMap(({ causes }) => causes)).filter(isGone);
  return new Set(gone.map(nameOf));
}
