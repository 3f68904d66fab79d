import { condition, workflowInfo } from '@temporalio/workflow';
import type { ReadPage, ReadPageOutcome, ReadPageRequest } from '../activities/contract.js';
import { assertNever } from '../src/domain/assert-never.js';
import type { Blocker } from '../src/domain/blocker.js';
import { parseMarketplaceId } from '../src/domain/ids.js';
import { placeAfter } from '../src/domain/reading-progress.js';
import { sweepActivities } from './account-proxies.js';
import type { Pinned, Reread, SweepWindow } from './account-state.js';
import type { AccountStory } from './account-story.js';
import {
  backlogMin,
  dailyReread,
  leftBehind,
  newReread,
  nextKind,
  nextTurn,
  nextWindow,
  overlapOwed,
  owedToClosed,
  pinned,
  readUpTo,
  reopened,
} from './account-turns.js';
import { blockerFrom } from './activity-proxies.js';

const pausedRetryMs = 60_000;
const closedRetryMs = 3_600_000;
/** Less than this is the clocks' own unevenness. */
const clockMarginMs = 5_000;
const finishedKept = 10;
const notTakenKept = 50;

/** One page after another, until the history is long enough to be carried into a new run. */
export async function readAccount(story: AccountStory): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    const daily = dailyReread(story.state, Date.now());
    if (daily !== undefined) story.addReread(daily);
    const turn = nextTurn(story.state, Date.now());
    switch (turn.kind) {
      case 'wait': {
        const isSooner = () =>
          workflowInfo().continueAsNewSuggested || nextTurn(story.state, Date.now()).kind !== 'wait';
        await condition(isSooner, turn.ms, { summary: 'Until the next search' });
        break;
      }
      case 'sweep':
        await sweepPage(story);
        break;
      case 'reread':
        await rereadPage(story, turn.reread);
        break;
      default:
        assertNever(turn);
    }
  }
}

async function sweepPage(story: AccountStory): Promise<void> {
  const window = pinned(story.state, story.state.window ?? openWindow(story), Date.now());
  story.change({ window, sweepPagesInARow: story.state.sweepPagesInARow + 1 });
  const outcome = await read(story, 'sweepAmazonPage', { ...window, ...backlogOf(window) });
  if (outcome.outcome !== 'page') return recordNoPage(story, window, outcome);
  await recordAnswered(story);
  const pages = window.pages + 1;
  const orders = window.orders + outcome.orders;
  story.recordPage(outcome, notTakenKept);
  recordBacklog(story, window, outcome);
  const reachesTo =
    outcome.nextPageToken === undefined ? (outcome.reachesTo ?? window.before) : readUpTo(window, outcome);
  if (reachesTo === undefined) {
    story.change({ window: narrowed(story, window) ?? { ...window, pages, orders, ...tokenOf(outcome) } });
    return;
  }
  const { fulfilledBy } = window;
  const isToTheEnd = outcome.nextPageToken === undefined;
  const nowMs = Date.now();
  story.drop('window');
  story.change({
    cursors: {
      ...story.state.cursors,
      ...(fulfilledBy === undefined ? { FBM: reachesTo, FBA: reachesTo } : { [fulfilledBy]: reachesTo }),
    },
    lastWindow: { ...(fulfilledBy === undefined ? {} : { fulfilledBy }), pages, orders },
    nextSweepAt: new Date(nowMs + (isToTheEnd ? outcome.nextSweepAfterMs : 0)).toISOString(),
    ...(isToTheEnd ? { lastSweepAt: new Date(nowMs).toISOString() } : {}),
    // A window that ended where its page did believed in the order of that page: it is owed from its own beginning on.
    ...(isToTheEnd ? {} : { notOverlappedSince: story.state.notOverlappedSince ?? window.after }),
  });
  reopen(story, window, reachesTo);
}

/** Where sweeps fell behind, until a window over both kinds was read to its end. */
function recordBacklog(story: AccountStory, { after, fulfilledBy }: SweepWindow, page: ReadPage): void {
  if (page.nextPageToken === undefined && fulfilledBy === undefined) {
    story.drop('backlog');
    return;
  }
  const { since, orders } = story.state.backlog ?? { since: after, orders: 0 };
  story.change({ backlog: { since, orders: orders + page.orders } });
}

const tokenOf = ({ nextPageToken }: ReadPage) => (nextPageToken === undefined ? {} : { pageToken: nextPageToken });

/**
 * A backlog has begun in the middle of a window over both kinds, whose pages do not come in the order of the changes: it
 * is read again for one kind only.
 */
function narrowed(story: AccountStory, { fulfilledBy, after, before }: SweepWindow): SweepWindow | undefined {
  const kind = fulfilledBy === undefined ? nextKind(story.state) : undefined;
  return kind === undefined ? undefined : { after, before, pages: 0, orders: 0, fulfilledBy: kind };
}

function openWindow(story: AccountStory): SweepWindow {
  const window = nextWindow(story.state, Date.now());
  for (const period of leftBehind(story.state)) story.addReread(period);
  const owed = overlapOwed(story.state, window);
  if (owed === undefined) story.drop('notOverlappedSince');
  else story.change({ notOverlappedSince: owed });
  if (window.fulfilledBy === undefined) story.levelCursors();
  return window;
}

/** What they showed while they were closed is read once more. */
function reopen(story: AccountStory, window: SweepWindow, before: string): void {
  const open = reopened(story.state, window);
  for (const [, { since }] of open) {
    story.addReread(newReread({ id: `marketplace ${since}`, why: 'marketplace', after: since, before }));
  }
  const stillClosed = Object.entries(story.state.closedMarketplaces).filter(([id]) => !open.some(([is]) => is === id));
  story.change({ closedMarketplaces: Object.fromEntries(stillClosed) });
}

async function rereadPage(story: AccountStory, next: Reread): Promise<void> {
  const reread = pinned(story.state, next, Date.now());
  story.replaceReread(reread);
  story.change({ sweepPagesInARow: 0 });
  const outcome = await read(story, 'reconcileAmazonPage', reread);
  if (outcome.outcome === 'blocked' && outcome.blocker.code === 'amazon-refused') {
    return recordRefusedPeriod(story, reread, outcome.blocker);
  }
  if (outcome.outcome !== 'page') return recordNoPage(story, reread, outcome);
  await recordAnswered(story);
  story.recordPage(outcome, notTakenKept);
  const { pageToken: _read, ...rest } = reread;
  const counted = {
    ...rest,
    ...placeAfter(reread, outcome),
    orders: reread.orders + outcome.orders,
    missing: reread.missing + outcome.missing,
    differing: reread.differing + outcome.differing,
  };
  if (outcome.nextPageToken !== undefined) {
    story.replaceReread({ ...counted, pageToken: outcome.nextPageToken });
    return;
  }
  finishReread(story, counted);
  story.change(owedToClosed(story.state, reread));
}

function finishReread(story: AccountStory, reread: Reread): void {
  const finishedAt = new Date().toISOString();
  story.change({
    rereads: story.state.rereads.filter(({ id }) => id !== reread.id),
    finishedRereads: [...story.state.finishedRereads, { ...reread, finishedAt }].slice(-finishedKept),
    ...(reread.why === 'daily' ? { reconciledAt: finishedAt } : {}),
  });
}

/** Of one period, Amazon minds the period: neither sweeps nor other periods wait for it. */
function recordRefusedPeriod(story: AccountStory, reread: Reread, { subject }: Blocker): void {
  story.change({ nextCallAt: new Date(Date.now() + pausedRetryMs).toISOString() });
  if (reread.why === 'operator') {
    finishReread(story, { ...reread, refusedAs: subject ?? 'refused' });
    return;
  }
  story.restartReading((period) => period === reread);
  const { rereads } = story.state;
  story.change({ rereads: [...rereads.slice(1), ...rereads.slice(0, 1)] });
}

/** A window over both kinds that is about to begin would better not, if by now much waits that was announced. */
const backlogOf = ({ fulfilledBy, pages }: SweepWindow) =>
  fulfilledBy === undefined && pages === 0 ? { backlogMin } : {};

type PageReader = 'sweepAmazonPage' | 'reconcileAmazonPage';
type Period = Pinned & Pick<SweepWindow, 'fulfilledBy'> & Pick<ReadPageRequest, 'backlogMin'>;

async function read({ input, state }: AccountStory, reader: PageReader, period: Period): Promise<ReadPageOutcome> {
  const { after, before, pageToken, without = [], fulfilledBy, backlogMin: announced } = period;
  const request: ReadPageRequest = {
    accountId: input.accountId,
    since: state.since,
    updatedAfter: after,
    updatedBefore: before,
    withoutMarketplaces: without,
    closedBefore: Object.keys(state.closedMarketplaces).flatMap((id) => parseMarketplaceId(id) ?? []),
    ...(pageToken === undefined ? {} : { pageToken }),
    ...(fulfilledBy === undefined ? {} : { fulfilledBy }),
    ...(announced === undefined ? {} : { backlogMin: announced }),
  };
  try {
    return await sweepActivities(input)[reader](request);
  } catch (error) {
    return { outcome: 'blocked', blocker: blockerFrom(error) };
  }
}

type NoPage = Exclude<ReadPageOutcome, { readonly outcome: 'page' }>;

function recordNoPage(story: AccountStory, period: Pinned, outcome: NoPage): void {
  const nowMs = Date.now();
  const isThis = (other: Pinned) => other === period;
  switch (outcome.outcome) {
    case 'blocked':
      story.recordPaused(outcome.blocker);
      story.change({ nextCallAt: new Date(nowMs + pausedRetryMs).toISOString() });
      return;
    case 'clock-off': {
      const isNews = Math.abs(outcome.clockSkewMs - story.state.clockSkewMs) > clockMarginMs;
      story.change({ clockSkewMs: outcome.clockSkewMs });
      story.restartReading(isThis);
      // Amazon says that our clock is off and not by how much: asked at once, it would say so again.
      if (!isNews) recordNoPage(story, period, { outcome: 'blocked', blocker: { code: 'amazon-clock' } });
      return;
    }
    case 'backlog':
      story.change({ waiting: outcome.waiting });
      story.drop('window');
      return;
    case 'page-token-refused':
      story.restartReading(isThis);
      return;
    case 'marketplaces-refused': {
      const { marketplaces } = outcome;
      const retryAt = new Date(nowMs + closedRetryMs).toISOString();
      const known = story.state.closedMarketplaces;
      const closed = marketplaces.map((id) => [id, { since: known[id]?.since ?? story.readUpTo(), retryAt }] as const);
      story.change({ closedMarketplaces: { ...known, ...Object.fromEntries(closed) } });
      story.restartReading(({ without = [] }) => !marketplaces.every((id) => without.includes(id)));
      return;
    }
    default:
      assertNever(outcome);
  }
}

/** Amazon speaks to us: orders that waited for just that need not wait for their own timers. */
async function recordAnswered(story: AccountStory): Promise<void> {
  if (story.state.paused === undefined) return;
  story.drop('paused');
  await sweepActivities(story.input)
    .wakeBlockedOrders({ accountId: story.input.accountId })
    .catch((error: unknown) => blockerFrom(error)); // they try again by themselves, only later
}
