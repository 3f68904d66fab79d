import type { CommercePort } from '../commerce/port.js';
import type { Blocker } from '../domain/blocker.js';
import { witnessOf } from '../domain/cause-witness.js';
import { parseCommerceOrderNumber, type Sku } from '../domain/ids.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { type StoreViews, storeViewOf } from '../domain/store-views.js';
import type { BlockedOrder } from './blocked-orders.js';
import { isGoneInShop } from './cause-watch.js';
import { Rotation } from './rotation.js';
import { askShop } from './shop-now.js';

type Deps = {
  readonly commerce: Pick<CommercePort, 'inStoreView'>;
  readonly storeViews: StoreViews;
  readonly skuMap: Readonly<Record<string, Sku>>;
  readonly onFailure: (failure: RemoteFailure) => void;
};

export type ShopSaid = {
  readonly isGone: (order: BlockedOrder, cause: Blocker) => boolean;
  /** One that had not answered answers again. */
  readonly isBack: boolean;
};

/** What one look at a store view leaves to the next: the regions of its countries, and whose turn it was. */
type Memory = { readonly regions: Map<string, string>; readonly turns: Rotation };

/** Some orders wait for an order of their own in Commerce: each is a question, and so many are asked at a look. */
const ordersMax = 5;

/**
 * Whether Commerce stands in the way of blocked orders still. What a store view sells, stocks and is paid in is its own: each
 * view in which orders wait is asked for those, and each cause is judged once there, however many orders have it.
 */
export class ShopWatch {
  readonly #deps: Deps;
  readonly #memories = new Map<string, Memory>();
  readonly #silentViews = new Set<string>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async look(blocked: readonly BlockedOrder[]): Promise<ShopSaid> {
    const silentBefore = [...this.#silentViews];
    const gone = new Map<BlockedOrder, ReadonlySet<string>>();
    for (const [view, orders] of byStoreView(blocked, this.#deps.storeViews)) {
      const ofAll = await this.#answerOf(view, () => this.#goneForAll(view, orders));
      const ofSome = await this.#answerOf(view, () => this.#goneForSome(view, orders));
      for (const order of orders) gone.set(order, new Set([...(ofAll ?? []), ...(ofSome?.get(order) ?? [])]));
    }
    return {
      isGone: (order, cause) => gone.get(order)?.has(nameOf(cause)) === true,
      isBack: silentBefore.some((view) => !this.#silentViews.has(view)),
    };
  }

  async #goneForAll(view: string, orders: readonly BlockedOrder[]): Promise<ReadonlySet<string> | 'not-asked'> {
    const causes = distinct(orders.flatMap((order) => order.causes).filter((cause) => witnessOf(cause) === 'shop'));
    if (causes.length === 0) return 'not-asked';
    const { regions } = this.#memoryOf(view);
    const { commerce, skuMap } = this.#deps;
    const shop = await askShop(commerce.inStoreView(view), causes);
    return new Set(causes.filter((cause) => isGoneInShop(cause, { shop, skuMap, regions })).map(nameOf));
  }

  async #goneForSome(view: string, orders: readonly BlockedOrder[]) {
    const waiting = orders.filter(({ causes }) => causes.some((cause) => witnessOf(cause) === 'commerce-order'));
    if (waiting.length === 0) return 'not-asked';
    const shop = this.#deps.commerce.inStoreView(view);
    const gone = new Map<BlockedOrder, readonly string[]>();
    for (const order of this.#memoryOf(view).turns.next(waiting, {
      keyOf: ({ workflowId }) => workflowId,
      max: ordersMax,
    })) {
      const names: string[] = [];
      for (const cause of order.causes) if (await isFree(shop, order, cause)) names.push(nameOf(cause));
      gone.set(order, names);
    }
    return gone;
  }

  #memoryOf(view: string): Memory {
    const memory = this.#memories.get(view) ?? { regions: new Map(), turns: new Rotation() };
    this.#memories.set(view, memory);
    return memory;
  }

  async #answerOf<Answer>(view: string, ask: () => Promise<Answer | 'not-asked'>): Promise<Answer | undefined> {
    try {
      const answer = await ask();
      if (answer === 'not-asked') return undefined;
      this.#silentViews.delete(view);
      return answer;
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      this.#silentViews.add(view);
      this.#deps.onFailure(error);
      return undefined;
    }
  }
}

async function isFree(
  shop: CommercePort,
  { amazonOrderId }: BlockedOrder,
  { code, subject }: Blocker,
): Promise<boolean> {
  if (code === 'found-twice' && amazonOrderId !== undefined) {
    return (await shop.orders.findByAmazonId(amazonOrderId)).length < 2;
  }
  const number = parseCommerceOrderNumber(subject);
  if (code !== 'number-taken' || number === undefined) return false;
  const holder = await shop.orders.findByNumber(number);
  return holder === undefined || (holder.amazonOrderId !== undefined && holder.amazonOrderId === amazonOrderId);
}

export const nameOf = (cause: Blocker): string => JSON.stringify(cause);

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
