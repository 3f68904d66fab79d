import { ActivityFailure, ApplicationFailure, condition, workflowInfo } from '@temporalio/workflow';
import type { SweepShipmentsOutcome } from '../activities/contract.js';
import { type CommunicationTrouble, mergeTroubles } from '../src/domain/communication-trouble.js';
import { troublesIn } from '../src/domain/gateway-report.js';
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
  const { cursor, goOnAfter, awaitingTrack } = state.shipments;
  try {
    return await shipmentActivities(input).sweepCommerceShipments({
      accountId: input.accountId,
      updatedAfter: new Date(Date.parse(cursor) - overlapMs).toISOString(),
      ...(goOnAfter === undefined ? {} : { goOnAfter }),
      awaitingTrack,
    });
  } catch (error) {
    return { outcome: 'blocked', blocker: blockerFrom(error), troubles: troublesOf(error) };
  }
}

/** A failure of the sweep brings what its process saw go wrong; while a shop is down nothing else would. */
function troublesOf(error: unknown): readonly CommunicationTrouble[] {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? troublesIn(cause.details?.[1]) : [];
}

function record(story: AccountStory, outcome: SweepShipmentsOutcome): number {
  const { troubles = [] } = outcome;
  if (troubles.length > 0) story.change({ troubles: mergeTroubles(story.state.troubles ?? [], troubles) });
  const { paused, ...kept } = story.state.shipments;
  if (outcome.outcome === 'blocked') {
    const since = paused?.code === outcome.blocker.code ? paused.since : new Date().toISOString();
    story.change({ shipments: { ...kept, paused: { ...outcome.blocker, since } } });
    return pausedRetryMs;
  }
  const { sweptTo, goOnAfter, awaitingTrack, nextSweepAfterMs } = outcome;
  // Compared only with Commerce's own times: no clock of ours can make it miss a change.
  const isFurther = sweptTo !== undefined && Date.parse(sweptTo) > Date.parse(kept.cursor);
  const cursor = isFurther ? sweptTo : kept.cursor;
  story.change({ shipments: { cursor, ...(goOnAfter === undefined ? {} : { goOnAfter }), awaitingTrack } });
  return nextSweepAfterMs;
}
