import { blockedOrders } from '../ingestion/blocked-orders.js';
import { BlockerProbe } from '../ingestion/blocker-probe.js';
import type { ConnectedAccount } from './connected-account.js';
import type { ProcessDeps } from './process-deps.js';
import { repeat } from './repeat.js';

/** Runs where the seller's gateway runs, and for as long: so that there is one for an account. */
export function startBlockerProbe(
  { temporal, events, nowMs }: ProcessDeps,
  { settings, commerce, buckets, gate }: ConnectedAccount,
): { readonly stop: () => Promise<void> } {
  const { id: accountId, skuMap } = settings;
  const everyMs = settings.commerce.probeSeconds * 1_000;
  const probe = new BlockerProbe({
    accountId,
    orders: blockedOrders({ client: temporal.client, accountId }),
    commerce,
    storeViews: settings.commerce,
    skuMap,
    // Whoever is woken reads its order at Amazon: more at a time would only wait for their turn.
    wakesMax: () => {
      const { tokens, ratePerSecond } = buckets.state('getOrder', nowMs());
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
