import { condition, workflowInfo } from '@temporalio/workflow';
import type { SweepRefundsOutcome } from '../activities/contract.js';
import { assertNever } from '../src/domain/assert-never.js';
import { refundActivities } from './account-proxies.js';
import type { RefundSweep } from './account-state.js';
import type { AccountStory } from './account-story.js';
import { blockerFrom } from './activity-proxies.js';

/** Amazon may show what it booked as late as two days after; the third day is for clocks. Known refunds cost nothing. */
const overlapMs = 3 * 24 * 3_600_000;
/** Nothing younger than two minutes is given out; the third is for clocks. */
const newestAgeMs = 3 * 60_000;
const pausedRetryMs = 15 * 60_000;

/** What Amazon pays back becomes credit memos, where the account's settings say so; else nothing is even asked. */
export async function sweepRefunds(story: AccountStory): Promise<void> {
  for (;;) {
    await condition(() => workflowInfo().continueAsNewSuggested || story.state.refunds !== undefined);
    const { refunds } = story.state;
    if (workflowInfo().continueAsNewSuggested || refunds === undefined) return;
    const period = refunds.open ?? nextPeriod(refunds);
    const outcome = await sweepPage(story, period);
    const waitMs = record(story, period, outcome);
    if (waitMs === 0) continue;
    await condition(
      () => workflowInfo().continueAsNewSuggested || story.state.refunds?.since !== refunds.since,
      waitMs,
      { summary: 'Until the next look for refunds' },
    );
  }
}

type Period = NonNullable<RefundSweep['open']>;

const iso = (ms: number): string => new Date(ms).toISOString();

function nextPeriod({ since, sweptTo }: RefundSweep): Period {
  const before = Date.now() - newestAgeMs;
  const after = Math.max(Date.parse(since), Date.parse(sweptTo ?? since) - overlapMs);
  return { after: iso(Math.min(after, before - 1_000)), before: iso(before) };
}

async function sweepPage({ input }: AccountStory, { after, before, pageToken }: Period): Promise<SweepRefundsOutcome> {
  try {
    return await refundActivities(input).sweepAmazonRefunds({
      accountId: input.accountId,
      postedAfter: after,
      postedBefore: before,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
  } catch (error) {
    return { outcome: 'blocked', blocker: blockerFrom(error) };
  }
}

/** How long to wait before the next page or period. */
function record(story: AccountStory, period: Period, outcome: SweepRefundsOutcome): number {
  const { refunds } = story.state;
  if (refunds === undefined) return 0; // switched off meanwhile
  const { open: _open, paused, ...kept } = refunds;
  switch (outcome.outcome) {
    case 'blocked': {
      const since = paused?.code === outcome.blocker.code ? paused.since : iso(Date.now());
      story.change({ refunds: { ...kept, open: period, paused: { ...outcome.blocker, since } } });
      return pausedRetryMs;
    }
    case 'page-token-refused':
      story.change({ refunds: kept });
      return 1_000;
    case 'page':
      if (outcome.nextPageToken !== undefined) {
        story.change({ refunds: { ...kept, open: { ...period, pageToken: outcome.nextPageToken } } });
        return 0;
      }
      story.change({ refunds: { ...kept, sweptTo: period.before } });
      return outcome.nextSweepAfterMs;
    default:
      return assertNever(outcome);
  }
}
