import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { ReadPage } from '../activities/contract.js';
import type { Blocker } from '../src/domain/blocker.js';
import type { AmazonOrderId } from '../src/domain/ids.js';
import { accountDetails } from './account-details.js';
import type { AccountInput, AccountState, Pinned, Reread } from './account-state.js';

/** What is known of an account, and how it changes; every change shows on Temporal's own page. */
export class AccountStory {
  readonly input: AccountInput;
  #state: AccountState;

  constructor(input: AccountInput) {
    this.input = input;
    this.#state = input.carried ?? firstState(input);
    this.change({});
  }

  get state(): AccountState {
    return this.#state;
  }

  change(changes: Partial<AccountState>): void {
    this.#state = { ...this.#state, ...changes };
    setCurrentDetails(accountDetails(this.#state, Date.now()));
  }

  drop(name: 'window' | 'paused' | 'backlog' | 'notOverlappedSince' | 'refunds'): void {
    const { [name]: _gone, ...rest } = this.#state;
    this.#state = rest;
    this.change({});
  }

  /** The same period twice is one. */
  addReread(reread: Reread): void {
    if (this.#state.rereads.some(({ id }) => id === reread.id)) return;
    this.change({ rereads: [...this.#state.rereads, reread] });
  }

  /** Both kinds go on from where the further one is; what the other one missed is read beside the sweeps. */
  levelCursors(): void {
    const { FBM, FBA } = this.#state.cursors;
    const furthest = FBM > FBA ? FBM : FBA;
    this.change({ cursors: { FBM: furthest, FBA: furthest } });
  }

  /** Up to here both kinds have been read. */
  readUpTo(): string {
    const { FBM, FBA } = this.#state.cursors;
    return FBM < FBA ? FBM : FBA;
  }

  replaceReread(reread: Reread): void {
    this.change({ rereads: this.#state.rereads.map((known) => (known.id === reread.id ? reread : known)) });
  }

  recordPage(page: ReadPage, notTakenKept: number): void {
    const { newestOrderAt } = page;
    const isNewest = newestOrderAt !== undefined && newestOrderAt > (this.#state.newestOrderAt ?? '');
    this.change({
      clockSkewMs: page.clockSkewMs,
      waiting: page.waiting,
      nextCallAt: new Date(Date.now() + page.nextCallAfterMs).toISOString(),
      ordersSeen: this.#state.ordersSeen + page.orders,
      ordersHandedOver: this.#state.ordersHandedOver + page.handedOver + page.missing + page.differing,
      notTaken: [...new Set([...this.#state.notTaken, ...page.notTaken])].slice(-notTakenKept),
      ...(isNewest ? { newestOrderAt } : {}),
      ...(page.queue === undefined ? {} : { queue: page.queue }),
    });
  }

  /** What could not be taken has been, so that nobody has to look any more. */
  recordRecovered(amazonOrderId: AmazonOrderId): void {
    this.change({ notTaken: this.#state.notTaken.filter((id) => id !== amazonOrderId) });
  }

  recordPaused(blocker: Blocker): void {
    const { paused } = this.#state;
    const since = paused?.code === blocker.code ? paused.since : new Date().toISOString();
    this.change({ paused: { ...blocker, since } });
  }

  /** Page tokens are bound to what they were given for: what has changed begins anew. */
  restartReading(isChanged: (period: Pinned) => boolean): void {
    const { window, rereads } = this.#state;
    if (window !== undefined && isChanged(window)) this.drop('window');
    this.change({ rereads: rereads.map((reread) => (isChanged(reread) ? begunAnew(reread) : reread)) });
  }
}

const begunAnew = ({ pageToken: _token, reachedTo: _reached, isOutOfOrder: _order, ...reread }: Reread): Reread => ({
  ...reread,
  orders: 0,
  missing: 0,
  differing: 0,
});

function firstState({ since }: AccountInput): AccountState {
  const connectedAt = workflowInfo().startTime.toISOString();
  const from = since ?? connectedAt;
  return {
    since: from,
    cursors: { FBM: from, FBA: from },
    nextSweepAt: connectedAt,
    nextCallAt: connectedAt,
    rereads: [],
    finishedRereads: [],
    sweepPagesInARow: 0,
    reconciledAt: connectedAt,
    closedMarketplaces: {},
    waiting: { FBM: 0, FBA: 0 },
    clockSkewMs: 0,
    ordersSeen: 0,
    ordersHandedOver: 0,
    notTaken: [],
    changes: {},
    shipments: { cursor: from, awaitingTrack: [] },
  };
}
