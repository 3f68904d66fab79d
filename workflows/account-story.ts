import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { ReadPage } from '../activities/contract.js';
import { type Blocker, sentenceOf } from '../src/domain/blocker.js';
import type { AmazonOrderId } from '../src/domain/ids.js';
import { plainInMarkdown } from '../src/domain/markdown.js';
import { changesText } from './account-changes.js';
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
    setCurrentDetails(detailsOf(this.#state));
  }

  drop(name: 'window' | 'paused' | 'notOverlappedSince' | 'refunds'): void {
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

const begunAnew = ({ pageToken: _token, ...reread }: Reread): Reread => ({
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

function detailsOf(state: AccountState): string {
  const {
    since,
    cursors,
    window,
    paused,
    lastSweepAt,
    newestOrderAt,
    ordersSeen,
    rereads,
    closedMarketplaces,
    notTaken,
    shipments,
    changes,
  } = state;
  const closed = Object.keys(closedMarketplaces);
  const [reread] = rereads;
  const rows = [
    ['Amazon', paused === undefined ? 'reading' : `paused since ${paused.since}: ${sentenceOf(paused)}`],
    ['Read up to', cursors.FBM === cursors.FBA ? cursors.FBM : `FBM ${cursors.FBM}, FBA ${cursors.FBA}`],
    ['Open window', window === undefined ? 'none' : `${window.after} to ${window.before}, ${window.pages} pages read`],
    [
      'Reading once more',
      reread === undefined ? 'nothing' : `${reread.after} to ${reread.before}, ${reread.orders} orders so far`,
    ],
    ['Changes', changesText(changes)],
    ['Last sweep ended', lastSweepAt ?? 'not yet'],
    ['Newest change seen', newestOrderAt ?? 'none yet'],
    ['Orders seen', String(ordersSeen)],
    ['Not imported if bought before', since],
    ...(closed.length === 0 ? [] : [['Marketplaces that Amazon refuses', closed.join(', ')]]),
    ...(notTaken.length === 0 ? [] : [['Orders that could not be taken', notTaken.join(', ')]]),
    [
      'Commerce shipments',
      shipments.paused === undefined ? `read up to ${shipments.cursor}` : sentenceOf(shipments.paused),
    ],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${plainInMarkdown(value ?? '')} |`)].join(
    '\n',
  );
}
