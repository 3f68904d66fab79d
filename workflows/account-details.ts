import { remedyOf, sentenceOf } from '../src/domain/blocker.js';
import { markdownFacts, markdownTime, plainInMarkdown } from '../src/domain/markdown.js';
import { catchingUp, progressText, type ReadPeriod } from '../src/domain/reading-progress.js';
import { changesText } from './account-changes.js';
import type { AccountState } from './account-state.js';

/** What Temporal's own page shows of an account: whether it is read, what holds it up, and how far it is. */
export function accountDetails(state: AccountState, nowMs: number): string {
  const { paused, shipments } = state;
  return [
    paused === undefined ? '**Amazon is read.**' : pausedText('Amazon', paused),
    ...(shipments.paused === undefined ? [] : [pausedText('Commerce shipments', shipments.paused)]),
    markdownFacts(rowsOf(state, nowMs).map(([name, value]) => [name, plainInMarkdown(value)])),
  ].join('\n\n');
}

const pausedText = (what: string, blocker: NonNullable<AccountState['paused']>): string =>
  `**${what}: not read since ${markdownTime(blocker.since)}.** ${plainInMarkdown(sentenceOf(blocker))}. **What to do:** ${plainInMarkdown(remedyOf(blocker))}.`;

type Row = readonly [name: string, value: string];

function rowsOf(state: AccountState, nowMs: number): readonly Row[] {
  const { cursors, window, rereads, lastSweepAt, newestOrderAt, closedMarketplaces, notTaken, shipments } = state;
  const closed = Object.keys(closedMarketplaces);
  const [reread, ...waiting] = rereads;
  const behind = catchingUp(state, nowMs);
  return [
    ['Read up to', cursors.FBM === cursors.FBA ? markdownTime(cursors.FBM) : kindsText(cursors)],
    ...rowIf('Open window', window && `${periodText(window)}, ${window.pages} pages read`),
    ...rowIf('Catching up', behind && `${periodText(behind)}: ${progressText(behind)}`),
    ...rowIf(
      'Reading once more',
      reread && `${periodText(reread)}: ${progressText(reread)}${moreText(waiting.length)}`,
    ),
    ['Changes', changesText(state.changes)],
    ['Last sweep ended', lastSweepAt === undefined ? 'not yet' : markdownTime(lastSweepAt)],
    ['Newest change seen', newestOrderAt === undefined ? 'none yet' : markdownTime(newestOrderAt)],
    ['Orders seen', String(state.ordersSeen)],
    ['Not imported if bought before', markdownTime(state.since)],
    ...rowIf('Marketplaces that Amazon refuses', closed.join(', ') || undefined),
    ...rowIf('Orders that could not be taken', notTaken.join(', ') || undefined),
    ['Commerce shipments', `read up to ${markdownTime(shipments.cursor)}`],
  ];
}

const rowIf = (name: string, value: string | undefined): readonly Row[] => (value === undefined ? [] : [[name, value]]);
const periodText = ({ after, before }: Pick<ReadPeriod, 'after' | 'before'>): string =>
  `${markdownTime(after)} to ${markdownTime(before)}`;
const kindsText = ({ FBM, FBA }: AccountState['cursors']): string =>
  `FBM ${markdownTime(FBM)}, FBA ${markdownTime(FBA)}`;
const moreText = (periods: number): string => (periods === 0 ? '' : `; ${periods} more to come`);
