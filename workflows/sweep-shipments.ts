import { condition, workflowInfo } from '@temporalio/workflow';
import type { SweepShipmentsOutcome } from '../activities/contract.js';
import { shipmentActivities } from './account-proxies.js';
import type { AccountStory } from './account-story.js';
import { blockerFrom } from './activity-proxies.js';

/** Commerce writes `updated_at` when a transaction begins and shows it when it ends. */
const overlapMs = 2 * 60_000;
const pausedRetryMs = 60_000;

/** Finds shipments that were made inside Commerce, by its Admin or by an ERP. */
export async function sweepShipments(story: AccountStory): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    const outcome = await sweepOnce(story);
    const waitMs = Math.max(1, record(story, outcome));
    // Amazon's side is carried into the next run together with this one, and must not wait for it.
    await condition(() => workflowInfo().continueAsNewSuggested, waitMs, {
      summary: 'Until the next look into Commerce',
    });
  }
}

async function sweepOnce({ input, state }: AccountStory): Promise<SweepShipmentsOutcome> {
  try {
    return await shipmentActivities(input).sweepCommerceShipments({
      accountId: input.accountId,
      updatedAfter: new Date(Date.parse(state.shipments.cursor) - overlapMs).toISOString(),
      awaitingTrack: state.shipments.awaitingTrack,
    });
  } catch (error) {
    return { outcome: 'blocked', blocker: blockerFrom(error) };
  }
}

function record(story: AccountStory, outcome: SweepShipmentsOutcome): number {
  const { cursor, awaitingTrack, paused } = story.state.shipments;
  if (outcome.outcome === 'blocked') {
    const since = paused?.code === outcome.blocker.code ? paused.since : new Date().toISOString();
    story.change({ shipments: { cursor, awaitingTrack, paused: { ...outcome.blocker, since } } });
    return pausedRetryMs;
  }
  story.change({ shipments: { cursor: outcome.sweptTo, awaitingTrack: outcome.awaitingTrack } });
  return outcome.nextSweepAfterMs;
}
