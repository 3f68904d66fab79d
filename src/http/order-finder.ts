import type { AccountId, AmazonOrderId, CommerceOrderNumber } from '../domain/ids.js';
import type { OrderIndexReader } from './order-index/order-index.js';
import type { OrderRow } from './order-index/order-row.js';
import { orderOfAmazonId, ordersOfCommerceNumber } from './order-index/visibility-filter.js';
import { firstPage, type VisibilityLister } from './order-index/visibility-lister.js';

/** Finds one order: in memory at once, else (younger than a second, older than the index) in visibility. Throws when Temporal is away. */
export interface OrderFinder {
  byAmazonId(id: AmazonOrderId): Promise<OrderRow | undefined>;
  byCommerceNumber(account: AccountId, number: CommerceOrderNumber): Promise<readonly OrderRow[]>;
}

type Deps = {
  readonly index: Pick<OrderIndexReader, 'find' | 'findByCommerceNumber'>;
  readonly lister: VisibilityLister;
};

/** Several runs of one order, no more. */
const pageSize = 10;

export function createOrderFinder({ index, lister }: Deps): OrderFinder {
  return {
    byAmazonId: async (id) => {
      const held = index.find(id);
      if (held !== undefined) return held;
      const rows = await firstPage(lister, { filter: orderOfAmazonId(id), pageSize });
      return rows.toSorted((one, other) => other.startedAtMs - one.startedAtMs)[0];
    },
    byCommerceNumber: async (account, number) => {
      const held = index.findByCommerceNumber(account, number);
      if (held.length > 0) return held;
      return firstPage(lister, { filter: ordersOfCommerceNumber(account, number), pageSize });
    },
  };
}
