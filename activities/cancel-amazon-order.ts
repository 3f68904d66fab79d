import type { RemotesOf } from './account-remotes.js';
import { accountRemoved } from './account-removed.js';
import type { Activities } from './contract.js';

type Deps = { readonly remotesOf: RemotesOf };

/**
 * Cancels by the call that Amazon has published and withdrawn, where the settings want it; else says that a feed has to. A
 * repeat is harmless: an order is cancelled once, and a refusal is believed only after the order was read.
 */
export const cancelAmazonOrder =
  ({ remotesOf }: Deps): Activities['cancelAmazonOrder'] =>
  async ({ order, reason }) => {
    const remotes = remotesOf(order.accountId);
    if (remotes === undefined) return accountRemoved;
    if (remotes.cancelBy === 'feed') return { outcome: 'by-feed' };
    const answer = await remotes.cancellations.cancelOrder(order.amazonOrderId, reason);
    if (answer === 'not-offered') return { outcome: 'by-feed' };
    return answer === 'accepted' ? { outcome: 'accepted' } : { outcome: 'refused', text: answer.text };
  };
