import { sightingOf } from '../src/domain/order-sighting.js';
import type { RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities } from './contract.js';

type Deps = { readonly remotesOf: RemotesOf };

/** Always asks Amazon: what lies in memory is what the workflow knows already. */
export const readAmazonOrder =
  ({ remotesOf }: Deps): Activities['readAmazonOrder'] =>
  async ({ accountId, amazonOrderId }) => {
    const remotes = remotesOf(accountId);
    if (remotes === undefined) return accountRemoved;
    const order = await remotes.amazon.fetchOrder(amazonOrderId);
    if (order === 'not-found') {
      return { outcome: 'blocked', blocker: { code: 'amazon-refused', subject: 'it does not know this order' } };
    }
    if ('unreadableAt' in order) {
      return { outcome: 'blocked', blocker: { code: 'order-unreadable', subject: order.unreadableAt } };
    }
    return { outcome: 'read', sighting: sightingOf(order) };
  };
