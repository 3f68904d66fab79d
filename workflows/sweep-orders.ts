import { sleep, workflowInfo } from '@temporalio/workflow';
import type { SweepPageOutcome } from '../activities/contract.js';
import { sweepActivities } from './account-proxies.js';
import type { AccountInput, AccountState, SweepWindow } from './account-state.js';
import { blockerFrom } from './activity-proxies.js';

/** Late listings and our own lateness: a window begins this long before the last one ended. */
const overlapMs = 10 * 60_000;
/** Amazon shows a change after two minutes at the earliest; the third minute is for clocks. */
const newestAgeMs = 3 * 60_000;
const pausedRetryMs = 60_000;

type Story = { readonly input: AccountInput; state: AccountState };

/** One sweep after another, until the history is long enough to be carried into a new run. */
export async function sweepOrders(story: Story): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    const window = story.state.window ?? nextWindow(story.state);
    story.state = { ...story.state, window };
    const outcome = await readPage(story, window);
    const waitMs = record(story, window, outcome);
    if (waitMs > 0) await sleep(waitMs, { summary: 'Until Amazon grants the next search' });
  }
}

/** Both ends are pinned: they stay the same for every page, and Amazon's page tokens are bound to them. */
function nextWindow({ cursor, clockSkewMs }: AccountState): SweepWindow {
  const newestMs = Date.now() + clockSkewMs - newestAgeMs;
  const afterMs = Math.min(Date.parse(cursor) - overlapMs, newestMs - 1_000);
  return { after: new Date(afterMs).toISOString(), before: new Date(newestMs).toISOString() };
}

async function readPage({ input, state }: Story, { after, before, pageToken }: SweepWindow): Promise<SweepPageOutcome> {
  try {
    return await sweepActivities(input).sweepAmazonPage({
      accountId: input.accountId,
      since: state.since,
      updatedAfter: after,
      updatedBefore: before,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
  } catch (error) {
    return { outcome: 'blocked', blocker: blockerFrom(error) };
  }
}

/** Answers how long to wait before the next page or sweep. */
function record(story: Story, { after, before }: SweepWindow, outcome: SweepPageOutcome): number {
  const now = new Date().toISOString();
  const { window, paused, ...rest } = story.state;
  switch (outcome.outcome) {
    case 'blocked': {
      const isSame = paused?.code === outcome.blocker.code;
      story.state = { ...story.state, paused: { ...outcome.blocker, since: isSame ? paused.since : now } };
      return pausedRetryMs;
    }
    case 'page-token-refused':
      story.state = { ...rest, window: { after, before } };
      return 0;
    case 'page': {
      const { nextPageToken, newestOrderAt, clockSkewMs } = outcome;
      const counted = {
        ...rest,
        clockSkewMs,
        ordersSeen: rest.ordersSeen + outcome.orders,
        ordersStarted: rest.ordersStarted + outcome.started,
        ...(newestOrderAt === undefined ? {} : { newestOrderAt }),
      };
      story.state =
        nextPageToken === undefined
          ? { ...counted, cursor: outcome.reachesTo ?? before, lastSweepAt: now }
          : { ...counted, window: { after, before, pageToken: nextPageToken } };
      return outcome.nextCallAfterMs;
    }
  }
}
