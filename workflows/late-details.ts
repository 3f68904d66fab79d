import { plainInMarkdown } from '../src/domain/markdown.js';
import type { EndedOrder, LateState } from './late-messages.js';
import { blockerText, latestSteps } from './order-details.js';

/** What Temporal's own page shows of an order that has ended, and of what came after that. */
export function lateDetails({ order, status, commerceOrder }: EndedOrder, { blockers, timeline }: LateState): string {
  const number =
    commerceOrder === undefined
      ? 'without a Commerce order'
      : `Commerce order ${plainInMarkdown(commerceOrder.number)}`;
  const [blocker] = Object.values(blockers).toSorted((one, other) => (one.since < other.since ? -1 : 1));
  return [
    `**What came after order ${order.amazonOrderId} had ended** (${status}, ${number}).`,
    ...(blocker === undefined ? [] : [blockerText(blocker)]),
    ...(timeline.length === 0 ? [] : [latestSteps(timeline)]),
  ].join('\n\n');
}
