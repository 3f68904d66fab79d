import type { Blocker } from '../domain/blocker.js';
import { mayEndWithStart } from '../domain/cause-witness.js';
import { isHeld as isHeldCause } from '../domain/held-blocker.js';
import type { AccountId } from '../domain/ids.js';
import type { BusinessEvents } from '../telemetry/events.js';
import { type AmazonWatch, isGoneAtAmazon } from './amazon-watch.js';
import type { BlockedOrder, BlockedOrders } from './blocked-orders.js';
import { nameOf, type ShopWatch } from './shop-watch.js';
import { WakeSchedule } from './wake-schedule.js';

type Deps = {
  readonly accountId: AccountId;
  readonly orders: BlockedOrders;
  readonly shop: Pick<ShopWatch, 'look'>;
  readonly amazon: Pick<AmazonWatch, 'look'>;
  /** So many may be woken at a time: each of them reads its order at Amazon once more. */
  readonly wakesMax: () => number;
  /** Nothing may be changed for this account just now. */
  readonly isHeld: () => Promise<boolean>;
  readonly events: Pick<BusinessEvents, 'blockedOrdersProbed'>;
  readonly nowMs: () => number;
};

type Judgement = (order: BlockedOrder, cause: Blocker) => boolean;

/**
 * Asks once a minute, for all blocked orders of an account, whether their causes are gone, and wakes those whose are. It
 * runs beside the seller's gateway, so that there is one of it, and in no workflow: while nothing is blocked it costs one
 * list, and a thousand orders that wait for one SKU cost one question. What it forgets when its process ends, it learns anew.
 */
export class BlockerProbe {
  readonly #deps: Deps;
  readonly #schedule = new WakeSchedule();
  /** What stood when this process began, and has not been tried since. */
  #heldOver: Set<string> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async look(): Promise<{ readonly blocked: number; readonly woken: number }> {
    const { accountId, orders, wakesMax, events, nowMs } = this.#deps;
    const blocked = await orders.list();
    this.#schedule.keepOnly(new Set(blocked.flatMap((order) => order.causes.map((cause) => keyOf(order, cause)))));
    this.#heldOver ??= heldOver(blocked);
    const woken = new Set<BlockedOrder>();
    for (const isGone of await this.#reasonsToWake(blocked)) {
      for (const order of blocked) {
        if (woken.size >= wakesMax()) break;
        if (woken.has(order)) continue;
        const keys = order.causes.filter((cause) => isGone(order, cause)).map((cause) => keyOf(order, cause));
        if (!keys.some((key) => this.#schedule.mayWake(key, nowMs()))) continue;
        await orders.wake(order.workflowId);
        for (const key of keys) {
          this.#schedule.noteWoken(key, nowMs());
          this.#heldOver.delete(key);
        }
        woken.add(order);
      }
    }
    const seen = { blocked: blocked.length, woken: woken.size };
    events.blockedOrdersProbed({ account: accountId, ...seen });
    return seen;
  }

  /** The surest first: what a start may have mended must not use up the wakes of what is mended. */
  async #reasonsToWake(blocked: readonly BlockedOrder[]): Promise<readonly Judgement[]> {
    const { shop, amazon, isHeld } = this.#deps;
    if (blocked.length > 0 && (await isHeld())) return []; // whatever else is gone, it would only be held up next
    const inShop = await shop.look(blocked);
    const atAmazon = await amazon.look(blocked);
    // News: nobody was woken in vain by this.
    if (inShop.isBack || atAmazon.isBack) this.#schedule.keepOnly(new Set());
    return [
      (order, cause) => isHeldCause(cause) || inShop.isGone(order, cause) || isGoneAtAmazon(order, cause, atAmazon),
      (order, cause) => this.#heldOver?.has(keyOf(order, cause)) === true,
    ];
  }
}

const heldOver = (blocked: readonly BlockedOrder[]): Set<string> =>
  new Set(blocked.flatMap((order) => order.causes.filter(mayEndWithStart).map((cause) => keyOf(order, cause))));

const keyOf = ({ workflowId }: BlockedOrder, cause: Blocker): string => `${workflowId} ${nameOf(cause)}`;
