import { remedyOf, type StandingBlocker, sentenceOf } from '../src/domain/blocker.js';
import { markdownFacts, markdownTime, plainInMarkdown } from '../src/domain/markdown.js';
import { decimalOf } from '../src/domain/money.js';
import { nextStepOf } from '../src/domain/next-step.js';
import type { TimelineEntry } from '../src/domain/timeline.js';
import { sentenceOfEntry } from '../src/domain/timeline-sentences.js';
import type { OrderView } from './messages.js';

/** What Temporal's own page shows of an order: how it stands and what is next, what holds it up, the facts, and its latest steps. */
export function orderDetails(view: OrderView): string {
  const { status, blocker, note } = view;
  return [
    `**${status}.** The order ${nextStepOf(status)}.`,
    ...(blocker === undefined ? [] : [blockerText(blocker)]),
    ...(blocker === undefined && note !== undefined ? [`**Needs attention:** ${plainInMarkdown(note)}.`] : []),
    factsList(view),
    latestSteps(view.timeline),
  ].join('\n\n');
}

export const blockerText = (blocker: StandingBlocker): string =>
  [
    `**Blocked since ${markdownTime(blocker.since)}:** ${plainInMarkdown(sentenceOf(blocker))}.`,
    `**What to do:** ${plainInMarkdown(remedyOf(blocker))}.`,
    blocker.nextTryAt === undefined
      ? 'It goes on when it is told to.'
      : `Tried ${blocker.tries === 1 ? 'once' : `${blocker.tries} times`}; again at ${markdownTime(blocker.nextTryAt)}, or at once when the cause is seen to be gone.`,
  ].join(' ');

function factsList({ amazonStatus, fulfilledBy, commerceOrderNumber, total, packages, ...view }: OrderView): string {
  const { shipBy, deliverBy } = view;
  return markdownFacts([
    ['At Amazon', `${amazonStatus}, ${fulfilledBy}`],
    ['Commerce order', commerceOrderNumber === undefined ? 'not yet' : plainInMarkdown(commerceOrderNumber)],
    ['Total', total === undefined ? 'not yet known' : `${decimalOf(total)} ${total.currency}`],
    ['Ship by', shipBy === undefined ? 'not given' : markdownTime(shipBy)],
    ...(deliverBy === undefined ? [] : [['Deliver by', markdownTime(deliverBy)] as const]),
    [
      'Packages',
      packages.map(({ id, atAmazon }) => `${plainInMarkdown(id)} (${atAmazon} at Amazon)`).join(', ') || 'none yet',
    ],
  ]);
}

const stepsShown = 12;

/** The whole of it is the answer to the query `order`. */
export function latestSteps(timeline: readonly TimelineEntry[]): string {
  const left = timeline.length - stepsShown;
  const steps = timeline
    .slice(-stepsShown)
    .map((entry) => `- ${markdownTime(entry.at)} ${plainInMarkdown(`${sentenceOfEntry(entry)} (${entry.actor})`)}`);
  return ['**What happened**', '', ...(left > 0 ? [`- … ${left} earlier steps`] : []), ...steps].join('\n');
}
