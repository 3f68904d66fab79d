import { sightingOf } from '../src/domain/order-sighting.js';
import type { RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities } from './contract.js';
import { orBlocked } from './read-order.js';

type Deps = { readonly remotesOf: RemotesOf };

/** Always asks Amazon: what lies in memory is what the workflow knows already. */
export const readAmazonOrder =
  ({ remotesOf }: Deps): Activities['readAmazonOrder'] =>
  async ({ accountId, amazonOrderId }) => {
    const remotes = remotesOf(accountId);
    if (remotes === undefined) return accountRemoved;
    const order = orBlocked(await remotes.amazon.fetchOrder(amazonOrderId));
    return 'outcome' in order ? order : { outcome: 'read', sighting: sightingOf(order) };
  };
