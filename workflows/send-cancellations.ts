import { condition, setHandler, workflowInfo } from '@temporalio/workflow';
import type { BlockedOutcome } from '../activities/contract.js';
import type { CancellationLine } from '../src/domain/cancellation-line.js';
import type { AmazonOrderId } from '../src/domain/ids.js';
import { cancelCalledOff, cancelWanted } from './account-messages.js';
import { cancellationActivities } from './account-proxies.js';
import type { CancellationFeedState, CancellationsState } from './account-state.js';
import type { AccountStory } from './account-story.js';
import { blockerFrom } from './activity-proxies.js';

/** In one feed. What is beyond waits for the next. */
const linesMax = 500;
const marketplacesMax = 25;
const settledKept = 10;
const firstLookMs = 5_000;
const longestLookMs = 5 * 60_000;
const pausedRetryMs = 60_000;

export function handleCancellationWishes(story: AccountStory): void {
  setHandler(cancelWanted, (line) => want(story, line), { description: 'Amazon is to be asked to cancel an order' });
  setHandler(cancelCalledOff, ({ amazonOrderId }) => callOff(story, amazonOrderId), {
    description: 'A package of the order has left: it must get into no feed',
  });
}

/**
 * One feed after another, with everything that waits by then. What is sent is kept before it is sent, and each answer of
 * Amazon's before the next question: whoever restarts goes on there. Only the answer to `createFeed` can get lost; it is
 * asked again then, and Amazon gets the same lines twice, which cancels nothing twice.
 */
export async function sendCancellations(story: AccountStory): Promise<void> {
  const isOver = () => workflowInfo().continueAsNewSuggested;
  const isDue = () => stateOf(story).waiting.length > 0 || stateOf(story).feed !== undefined;
  while (!isOver()) {
    await condition(() => isOver() || isDue());
    if (isOver()) return;
    if (stateOf(story).feed === undefined) {
      const waitMs = Date.parse(stateOf(story).nextFeedAt) - Date.now();
      if (waitMs > 0 && (await condition(isOver, waitMs, { summary: 'Until the next cancellation feed' }))) return;
      openFeed(story);
    }
    await carryOn(story, isOver);
  }
}

const stateOf = ({ state }: AccountStory): CancellationsState =>
  state.cancellations ?? { waiting: [], nextFeedAt: new Date(0).toISOString(), settled: [] };

const change = (story: AccountStory, changes: Partial<CancellationsState>): void =>
  story.change({ cancellations: { ...stateOf(story), ...changes } });

function want(story: AccountStory, line: CancellationLine): void {
  const others = stateOf(story).waiting.filter(({ amazonOrderId }) => amazonOrderId !== line.amazonOrderId);
  change(story, { waiting: [...others, line] });
}

/** Amazon refunds everything of an order that is cancelled after it has shipped. Also out of a feed that is not sent yet. */
function callOff(story: AccountStory, id: AmazonOrderId): void {
  const without = (lines: readonly CancellationLine[]) => lines.filter(({ amazonOrderId }) => amazonOrderId !== id);
  const { waiting, feed } = stateOf(story);
  change(story, { waiting: without(waiting) });
  if (feed === undefined || feed.feedId !== undefined) return;
  // Its document holds the line already: another one is uploaded. One that is just being handed in cannot be stopped.
  const lines = without(feed.lines);
  if (lines.length < feed.lines.length) change(story, { feed: { lines } });
}

function openFeed(story: AccountStory): void {
  const { waiting } = stateOf(story);
  const marketplaces = new Set<string>();
  const lines: CancellationLine[] = [];
  for (const line of waiting.slice(0, linesMax)) {
    if (marketplaces.size >= marketplacesMax && !marketplaces.has(line.marketplaceId)) continue;
    marketplaces.add(line.marketplaceId);
    lines.push(line);
  }
  change(story, {
    waiting: waiting.filter((line) => !lines.includes(line)),
    ...(lines.length > 0 ? { feed: { lines } } : {}),
  });
}

/** Upload, feed, result: the next of them, until the feed is settled or the run is over. */
async function carryOn(story: AccountStory, isOver: () => boolean): Promise<void> {
  for (let looks = 0; !isOver(); ) {
    const { feed } = stateOf(story);
    if (feed === undefined) return;
    if (feed.lines.length === 0) return drop(story);
    const outcome = await next(story, feed).catch(
      (error: unknown): BlockedOutcome => ({ outcome: 'blocked', blocker: blockerFrom(error) }),
    );
    recordPause(story, outcome === 'working' ? undefined : outcome);
    if (outcome === undefined) continue;
    const waitMs = outcome === 'working' ? Math.min(firstLookMs * 2 ** looks, longestLookMs) : pausedRetryMs;
    if (outcome === 'working') looks += 1;
    await condition(isOver, waitMs, { summary: 'Until the cancellation feed is looked at' });
  }
}

async function next(story: AccountStory, feed: CancellationFeedState): Promise<BlockedOutcome | 'working' | undefined> {
  const { accountId } = story.input;
  const { lines, feedDocumentId, feedId } = feed;
  if (feedId !== undefined) return settle(story, { feedId, lines });
  if (feedDocumentId === undefined) {
    const activities = cancellationActivities(story.input, `Upload ${lines.length} cancellations`);
    const answer = await activities.uploadCancellations({ accountId, lines });
    if (answer.outcome === 'blocked') return answer;
    // Unless a package of one of them left meanwhile.
    if (stateOf(story).feed === feed) change(story, { feed: { lines, feedDocumentId: answer.feedDocumentId } });
    return undefined;
  }
  const marketplaceIds = [...new Set(lines.map(({ marketplaceId }) => marketplaceId))];
  const activities = cancellationActivities(story.input, `Hand in ${lines.length} cancellations`);
  const answer = await activities.createCancellationFeed({ accountId, feedDocumentId, marketplaceIds });
  if (answer.outcome === 'blocked') {
    // A document may be too old for Amazon by now: the next try uploads another one.
    if (answer.blocker.code === 'amazon-refused')
      change(story, { feed: { lines: stateOf(story).feed?.lines ?? lines } });
    return answer;
  }
  const nextFeedAt = new Date(Date.now() + answer.nextFeedAfterMs).toISOString();
  change(story, { feed: { lines, feedDocumentId, feedId: answer.feedId }, nextFeedAt });
  return 'working';
}

async function settle(
  story: AccountStory,
  { feedId, lines }: { readonly feedId: string; readonly lines: readonly CancellationLine[] },
): Promise<BlockedOutcome | 'working' | undefined> {
  const { accountId } = story.input;
  const activities = cancellationActivities(story.input, `Look for the result of feed ${feedId}`);
  const answer = await activities.settleCancellationFeed({ accountId, feedId, lines });
  if (answer.outcome === 'blocked') return answer;
  if (answer.outcome === 'working') return 'working';
  const { accepted, refused, failed } = answer;
  const says = `${accepted} accepted, ${refused} refused, ${failed} unknown`;
  const settled = [...stateOf(story).settled, { feedId, at: new Date().toISOString(), says }].slice(-settledKept);
  change(story, { settled });
  drop(story);
  return undefined;
}

function drop(story: AccountStory): void {
  const { feed: _settled, paused: _past, ...rest } = stateOf(story);
  story.change({ cancellations: rest });
}

function recordPause(story: AccountStory, blocked: BlockedOutcome | undefined): void {
  const { paused, ...rest } = stateOf(story);
  if (blocked === undefined) {
    if (paused !== undefined) story.change({ cancellations: rest });
    return;
  }
  const { blocker } = blocked;
  const since = paused?.code === blocker.code ? paused.since : new Date().toISOString();
  story.change({ cancellations: { ...rest, paused: { ...blocker, since } } });
}
