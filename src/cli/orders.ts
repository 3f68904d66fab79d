import { sentenceOf } from '../domain/blocker.js';
import { parseAmazonOrderId } from '../domain/ids.js';
import { catchingUp, progressText } from '../domain/reading-progress.js';
import type { AccountDesk } from '../processes/account-desk.js';
import { atAccountDesk } from './at-account-desk.js';
import type { Call, CommandGroup } from './command.js';
import { orderCancellation } from './order-cancellation.js';

type Say = (line: string) => void;

const wrongUse = 2;
const account = { flag: '--account', value: 'id', does: 'which one, when the settings have several' } as const;

export const orders: CommandGroup = {
  name: 'orders',
  does: "what Amazon's lists may have missed, how far they are read, and what operators do on one order",
  commands: [
    {
      name: 'recover',
      does: 'reads one order, or a period, at Amazon once more and puts right what differs',
      words: [{ name: 'number', does: "the order's number at Amazon; else a period", isOptional: true }],
      options: [
        account,
        { flag: '--from', value: 'time', does: 'the period begins, such as 2026-11-01T00:00:00Z' },
        { flag: '--to', value: 'time', does: 'it ends; absent: now' },
      ],
      run: recover,
    },
    {
      name: 'freshness',
      does: 'shows how far an account is read, what is read once more, and why it is paused',
      options: [account],
      run: (call) => atAccountDesk(call, call.values.get('--account'), (desk) => freshness(desk, call.say)),
    },
    ...orderCancellation,
  ],
};

async function recover(call: Call): Promise<number> {
  const { words, values, say } = call;
  const [number] = words;
  const from = values.get('--from');
  if ((number === undefined) === (from === undefined)) {
    say('Name either one order by its number, or a period by --from and --to.');
    return wrongUse;
  }
  if (from !== undefined) {
    const period = { from: timeOf(from), to: timeOf(values.get('--to') ?? new Date().toISOString()) };
    if (period.from === undefined || period.to === undefined) {
      say('--from and --to are times such as 2026-11-01T00:00:00Z.');
      return wrongUse;
    }
    const { from: begins, to } = period;
    return atAccountDesk(call, call.values.get('--account'), (desk) => recoverPeriod(desk, { from: begins, to }, say));
  }
  const id = parseAmazonOrderId(number);
  if (id === undefined) {
    say(`${number} is not an order number of Amazon: those look like 902-1106328-1059050.`);
    return wrongUse;
  }
  return atAccountDesk(call, call.values.get('--account'), (desk) => recoverOne(desk, id, say));
}

const timeOf = (raw: string): string | undefined => {
  const ms = Date.parse(raw);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

async function recoverPeriod(desk: AccountDesk, period: { from: string; to: string }, say: Say): Promise<number> {
  const { after, before } = await desk.recover(period);
  say(`Account ${desk.accountId}: ${after} to ${before} will be read once more, beside the sweeps.`);
  say('`waybill orders freshness` shows how far it is.');
  return 0;
}

async function recoverOne(
  desk: AccountDesk,
  id: Parameters<AccountDesk['recoverOrder']>[0],
  say: Say,
): Promise<number> {
  const answer = await desk.recoverOrder(id);
  switch (answer.outcome) {
    case 'unknown-at-amazon':
      say(`Amazon does not know ${id} for this seller.`);
      return 1;
    case 'blocked':
      say(`Not read: ${sentenceOf(answer.blocker)}.`);
      return 1;
    case 'recovered':
      say(`${id}: ${recoveredText(answer)}.`);
      return 0;
  }
}

function recoveredText({ result, because }: { readonly result: string; readonly because?: string }): string {
  if (result === 'late') return 'it had ended, and takes what is new to its page';
  if (result === 'ended') return 'it was dealt with: its workflow has ended, or Commerce has it';
  if (result === 'running') return 'its workflow runs, and knows this already';
  if (result === 'ignored') return `not to be imported (${because ?? 'no reason given'})`;
  return 'its workflow has what Amazon says now';
}

async function freshness(desk: AccountDesk, say: Say): Promise<number> {
  const state = await desk.state();
  const {
    cursors,
    window,
    paused,
    lastSweepAt,
    newestOrderAt,
    rereads,
    finishedRereads,
    closedMarketplaces,
    notTaken,
  } = state;
  const behind = catchingUp(state, Date.now());
  const rows = [
    ['account', desk.accountId],
    ['Amazon', paused === undefined ? 'is read' : `paused since ${paused.since}: ${sentenceOf(paused)}`],
    ['read up to', cursors.FBM === cursors.FBA ? cursors.FBM : `FBM ${cursors.FBM}, FBA ${cursors.FBA}`],
    ['open window', window === undefined ? 'none' : `${window.after} to ${window.before}, ${window.pages} pages read`],
    ['last sweep ended', lastSweepAt ?? 'never'],
    ['newest change', newestOrderAt ?? 'none yet'],
    ['waiting for a read', `${state.waiting.FBM} FBM, ${state.waiting.FBA} FBA`],
    ...(state.queue === undefined ? [] : [['notifications', queueText(state.queue)]]),
    ...(behind === undefined ? [] : [['catching up', `${behind.after} to ${behind.before}: ${progressText(behind)}`]]),
    ...rereads.map((reread) => [
      'read once more',
      `${reread.why}: ${reread.after} to ${reread.before}: ${progressText(reread)}`,
    ]),
    ...finishedRereads.map((reread) => ['was read again', finishedText(reread)]),
    ...Object.keys(closedMarketplaces).map((id) => ['refused by Amazon', `marketplace ${id}`]),
    ...cancellationRows(state),
    ...(notTaken.length === 0 ? [] : [['not handed over', notTaken.join(', ')]]),
  ];
  for (const [name = '', text = ''] of rows) say(`  ${name.padEnd(19)} ${text}`);
  return paused === undefined && notTaken.length === 0 ? 0 : 1;
}

type AccountState = Awaited<ReturnType<AccountDesk['state']>>;

function finishedText({ why, after, before, orders: count, missing, differing, refusedAs }: FinishedReread): string {
  const period = `${why}: ${after} to ${before}`;
  if (refusedAs !== undefined) return `${period}, given up: Amazon refuses to search it (${refusedAs})`;
  return `${period}, ${count} orders compared, ${missing} were missing and ${differing} behind: put right`;
}

type FinishedReread = AccountState['finishedRereads'][number];

function queueText({ at, waiting, inFlight, oldestSentAt }: NonNullable<AccountState['queue']>): string {
  const oldest = oldestSentAt === undefined ? 'none in hand' : `the oldest in hand was sent at ${oldestSentAt}`;
  return `${waiting} on the queue, ${inFlight} under way, ${oldest} (seen ${at})`;
}

function cancellationRows({ cancellations }: AccountState): readonly (readonly string[])[] {
  if (cancellations === undefined) return [];
  const { waiting, feed, settled, paused } = cancellations;
  return [
    ['cancellations', `${waiting.length} wait for a feed, ${feed?.lines.length ?? 0} in one`],
    ...(paused === undefined ? [] : [['', `paused since ${paused.since}: ${sentenceOf(paused)}`]]),
    ...settled.map(({ feedId, at, says }) => [`feed ${feedId}`, `${at}: ${says}`]),
  ];
}
