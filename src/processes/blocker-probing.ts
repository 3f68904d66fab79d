import type { RemoteFailure } from '../domain/remote-failure.js';
import { AmazonWatch } from '../ingestion/amazon-watch.js';
import { blockedOrders } from '../ingestion/blocked-orders.js';
import { BlockerProbe } from '../ingestion/blocker-probe.js';
import { ShopWatch } from '../ingestion/shop-watch.js';
import type { ConnectedAccount } from './connected-account.js';
import type { ProcessDeps } from './process-deps.js';
import { repeat } from './repeat.js';

/** So many orders a minute may be read only to see whether Amazon says something else of them by now. */
const readsMax = 5;

/** Runs where the seller's gateway runs, and for as long: so that there is one for an account. */
export function startBlockerProbe(
  { temporal, events, nowMs }: ProcessDeps,
  { settings, commerce, amazon, latestAnswers, recentOrders, buckets, announced, gate }: ConnectedAccount,
): { readonly stop: () => Promise<void> } {
  const { id: accountId, skuMap } = settings;
  const everyMs = settings.commerce.probeSeconds * 1_000;
  const onFailure = ({ remote, operation, fault }: RemoteFailure) =>
    events.remoteFailed({ remote, operation, kind: fault.kind });
  const reading = () => buckets.state('getOrder', nowMs());
  const probe = new BlockerProbe({
    accountId,
    orders: blockedOrders({ client: temporal.client, accountId }),
    shop: new ShopWatch({ commerce, storeViews: settings.commerce, skuMap, onFailure }),
    amazon: new AmazonWatch({
      amazon,
      grantedAfter: (timeMs) => latestAnswers.grantedAfter(timeMs),
      // Out of plenty only: whatever was announced is news for sure.
      readsMax: () => (announced.count() === 0 && reading().tokens >= reading().burst / 2 ? readsMax : 0),
      remember: (order) => recentOrders.remember(order),
      onFailure,
      nowMs,
    }),
    // Whoever is woken reads its order at Amazon: more at a time would only wait for their turn.
    wakesMax: () => {
      const { tokens, ratePerSecond } = reading();
      return Math.max(1, Math.floor(tokens + (ratePerSecond * everyMs) / 1_000));
    },
    isHeld: async () => (await gate.heldBecause()) !== undefined,
    events,
    nowMs,
  });
  return repeat({
    step: () => probe.look(),
    everyMs,
    onFailure: (error) => events.partFaulted({ part: 'blocker-probe', error }),
  });
}
