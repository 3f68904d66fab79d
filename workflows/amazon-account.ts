import {
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  makeContinueAsNewFunc,
  setHandler,
} from '@temporalio/workflow';
import type { GatewayReport } from '../src/domain/gateway-report.js';
import { permitOf } from './account-changes.js';
import { account, type Configured, configured, type Period, recover, recoverOrder } from './account-messages.js';
import { leaseActivities, sweepActivities } from './account-proxies.js';
import type { AccountInput } from './account-state.js';
import { AccountStory } from './account-story.js';
import { newestReadable, newReread } from './account-turns.js';
import { blockerFrom } from './activity-proxies.js';
import { handleChanges, memoOf, recordConfigured } from './handle-changes.js';
import { readAccount } from './read-account.js';
import { handleCancellationWishes, sendCancellations } from './send-cancellations.js';
import { sweepRefunds } from './sweep-refunds.js';
import { sweepShipments } from './sweep-shipments.js';
import { untilClosed } from './until-closed.js';

/**
 * The ingestion of one account: one sweep after another, each window pinned in history before its first page is asked
 * for, and the lease of the one process that may speak to Amazon for this seller.
 */
export async function amazonAccount(input: AccountInput): Promise<void> {
  const story = new AccountStory(input);
  handleMessages(story);
  handleChanges(story);
  const lease = new CancellationScope();
  const held = lease.run(() => holdGateway(input));
  const work = () =>
    Promise.all([readAccount(story), sweepShipments(story), sendCancellations(story), sweepRefunds(story)]);
  await untilClosed(() => story.state.changes.isClosed === true, work);
  await condition(allHandlersFinished);
  lease.cancel();
  const lastLease = await held;
  if (story.state.changes.isClosed === true) return;
  // Without the memo nothing could be changed until the next run has begun.
  const next = makeContinueAsNewFunc<typeof amazonAccount>({ memo: memoOf(permitOf(story.state.changes)) });
  return next({ ...input, carried: story.state, ...(lastLease === undefined ? {} : { lastLease }) });
}

const rereadsMax = 20;

function handleMessages(story: AccountStory): void {
  handleCancellationWishes(story);
  setHandler(account, () => story.state, { description: 'Cursor, open window, freshness, and why it is paused' });
  setHandler(
    configured,
    ({ since, refunds }) => {
      recordSince(story, since);
      recordRefundSetting(story, refunds);
      recordConfigured(story);
      tryAgainNow(story);
    },
    { description: 'The settings at the start of a process' },
  );
  setHandler(
    recover,
    ({ from, to }) => {
      const newest = newestReadable(story.state, Date.now());
      const before = to < newest ? to : newest;
      const reread = newReread({ id: `${from} ${before}`, why: 'operator', after: from, before });
      story.addReread(reread);
      return { id: reread.id, after: reread.after, before };
    },
    { description: 'Read a period once more', validator: (period) => refuseWrongPeriod(story, period) },
  );
  setHandler(
    recoverOrder,
    async ({ amazonOrderId }) => {
      const { accountId } = story.input;
      try {
        const { since } = story.state;
        const outcome = await sweepActivities(story.input).recoverAmazonOrder({ accountId, amazonOrderId, since });
        if (outcome.outcome === 'recovered') story.recordRecovered(amazonOrderId);
        return outcome;
      } catch (error) {
        return { outcome: 'blocked', blocker: blockerFrom(error) };
      }
    },
    { description: 'Read one order by its number' },
  );
}

/** An earlier beginning opens the time before it: that is read once, since the sweeps have passed it. */
function recordSince(story: AccountStory, since: string | undefined): void {
  const before = story.state.since;
  if (since === undefined || since === before) return;
  story.change({ since });
  if (since < before)
    story.addReread(newReread({ id: `since ${since}`, why: 'operator', after: since, before: story.readUpTo() }));
}

/** Whoever starts a process may just have replaced what Amazon refused. */
function tryAgainNow(story: AccountStory): void {
  if (story.state.paused !== undefined) story.change({ nextCallAt: new Date(Date.now()).toISOString() });
}

/** For clocks that differ: what was paid back this long before refunds were switched on is taken along. */
const refundClockMs = 10 * 60_000;

/** Refunds from before they were switched on are the merchant's own business. */
function recordRefundSetting(story: AccountStory, refunds: Configured['refunds']): void {
  if (refunds === 'ignore') story.drop('refunds');
  if (refunds !== 'creditmemo' || story.state.refunds !== undefined) return;
  story.change({ refunds: { since: new Date(Date.now() - refundClockMs).toISOString() } });
}

function refuseWrongPeriod({ state }: AccountStory, { from, to }: Period): void {
  const refuse = (because: string) => {
    throw ApplicationFailure.nonRetryable(because, 'Refused');
  };
  if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) refuse('Both ends must be times');
  if (Date.parse(from) >= Date.parse(to)) refuse('The period ends before it begins');
  if (from >= newestReadable(state, Date.now())) refuse('Amazon shows nothing of this period yet');
  if (state.rereads.length >= rereadsMax) refuse(`${rereadsMax} periods are waiting to be read already`);
}

/** Whoever loses the lease, or gives it up, makes room for the next process. */
async function holdGateway(input: AccountInput): Promise<GatewayReport | undefined> {
  const { accountId } = input;
  let before = input.lastLease;
  while (!CancellationScope.current().consideredCancelled) {
    try {
      const { holdAmazonGateway } = leaseActivities(input);
      before = await holdAmazonGateway({ accountId, ...(before === undefined ? {} : { before }) });
    } catch (error) {
      before = nothingLeft;
      if (isCancellation(error)) break;
    }
  }
  return before;
}

/** A holder that did not say what it left may have spent everything. */
const nothingLeft: GatewayReport = { at: new Date(0).toISOString(), rates: {}, quotas: {}, troubles: [] };
