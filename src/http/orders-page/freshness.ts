import { type Html, html } from '../html.js';
import type { IndexHealth } from '../order-index/index-feed.js';
import { clockTime } from './moments.js';

/** Refreshed every second; this much older, and something is wrong. */
const staleMs = 10_000;

export const isStale = ({ refreshedAtMs }: IndexHealth, nowMs: number): boolean =>
  refreshedAtMs !== undefined && refreshedAtMs < nowMs - staleMs;

/** How fresh the list is, in one line that is always there. */
export function freshness(health: IndexHealth, nowMs: number): Html {
  const { phase, refreshedAtMs, failingSinceMs, orderCount, isTruncated, unreadableCount } = health;
  const asOf =
    refreshedAtMs === undefined ? undefined : html`as of <span data-as-of>${clockTime(refreshedAtMs)}</span>`;
  const isOld = isStale(health, nowMs);
  const parts: (Html | string)[] = [];
  if (failingSinceMs !== undefined) parts.push(html`Temporal has not answered since ${clockTime(failingSinceMs)}`);
  if (phase === 'loading-open') parts.push('Loading orders');
  if (phase === 'loading-closed') parts.push('All open orders are here; finished ones are still loading');
  if (asOf !== undefined)
    parts.push(isOld || failingSinceMs !== undefined ? html`the list is ${asOf}` : html`Live, ${asOf}`);
  if (isTruncated) parts.push(`the oldest finished orders beyond ${orderCount} are left out`);
  if (unreadableCount > 0) parts.push(`${unreadableCount} could not be read`);
  const tone = isOld || failingSinceMs !== undefined ? ' stale' : phase === 'complete' ? '' : ' loading';
  return html`<p class="fresh-place" data-live="freshness"><span class="fresh${tone}"><span>${parts.map(
    (part, index) => html`${index > 0 && ' · '}${part}`,
  )}</span></span></p>`;
}
