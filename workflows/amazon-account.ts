import {
  CancellationScope,
  continueAsNew,
  defineQuery,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { sentenceOf } from '../src/domain/blocker.js';
import { leaseActivities } from './account-proxies.js';
import type { AccountInput, AccountState } from './account-state.js';
import { sweepOrders } from './sweep-orders.js';
import { sweepShipments } from './sweep-shipments.js';

export const account = defineQuery<AccountState>('account');

/**
 * The ingestion of one account: one sweep after another, each window pinned in history before its first page is asked
 * for, and the lease of the one process that may speak to Amazon for this seller.
 */
export async function amazonAccount(input: AccountInput): Promise<void> {
  const story = new AccountStory(input);
  setHandler(account, () => story.state, { description: 'Cursor, open window, freshness, and why it is paused' });

  const lease = new CancellationScope();
  const held = lease.run(() => holdGateway(input));
  await Promise.all([sweepOrders(story), sweepShipments(story)]);
  lease.cancel();
  await held;
  return continueAsNew<typeof amazonAccount>({ ...input, carried: story.state });
}

class AccountStory {
  readonly input: AccountInput;
  #state: AccountState;

  constructor(input: AccountInput) {
    this.input = input;
    this.#state = input.carried ?? firstState(input);
    this.state = this.#state;
  }

  get state(): AccountState {
    return this.#state;
  }

  set state(next: AccountState) {
    this.#state = next;
    setCurrentDetails(detailsOf(next));
  }
}

/** Whoever loses the lease, or gives it up, makes room for the next process. */
async function holdGateway(input: AccountInput): Promise<void> {
  for (;;) {
    try {
      await leaseActivities(input).holdAmazonGateway({ accountId: input.accountId });
    } catch (error) {
      if (isCancellation(error)) return;
    }
  }
}

function firstState({ since }: AccountInput): AccountState {
  const connectedAt = workflowInfo().startTime.toISOString();
  const from = since ?? connectedAt;
  return {
    since: from,
    cursor: from,
    clockSkewMs: 0,
    ordersSeen: 0,
    ordersStarted: 0,
    shipments: { cursor: from, awaitingTrack: [] },
  };
}

function detailsOf({ since, cursor, window, paused, lastSweepAt, ordersSeen, shipments }: AccountState): string {
  const rows = [
    ['Amazon', paused === undefined ? 'reading' : `paused since ${paused.since}: ${sentenceOf(paused)}`],
    ['Read up to', cursor],
    ['Open window', window === undefined ? 'none' : `${window.after} to ${window.before}`],
    ['Last sweep ended', lastSweepAt ?? 'not yet'],
    ['Orders seen', String(ordersSeen)],
    ['Not imported if bought before', since],
    [
      'Commerce shipments',
      shipments.paused === undefined ? `read up to ${shipments.cursor}` : sentenceOf(shipments.paused),
    ],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
