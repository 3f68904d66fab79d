import type { RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import { referenceTo } from './commerce-order-ref.js';
import type { Activities } from './contract.js';
import { findEarlierOrder } from './find-earlier-order.js';

type Deps = { readonly remotesOf: RemotesOf; readonly sleep: (ms: number) => Promise<void> };

/** For an order that nobody wants any more while an attempt to create it is in doubt. Writes nothing. */
export const lookForCommerceOrder =
  ({ remotesOf, sleep }: Deps): Activities['lookForCommerceOrder'] =>
  async ({ order, maybeSentAt }) => {
    const remotes = remotesOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    const { orders } = remotes.commerce;
    const found = await findEarlierOrder({ orders, sleep }, order.amazonOrderId, maybeSentAt);
    if (found === 'twice') return { outcome: 'blocked', blocker: { code: 'found-twice' } };
    return found === undefined ? { outcome: 'not-there' } : { outcome: 'found', commerceOrder: referenceTo(found) };
  };
