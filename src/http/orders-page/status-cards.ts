import { orderStatuses } from '../../domain/order-status.js';
import { attribute, type Html, html } from '../html.js';
import type { OrderCounts } from '../order-index/order-search.js';
import { addressWith, type PageQuery } from './page-query.js';
import { statusWords } from './words.js';

type Card = {
  readonly label: string;
  readonly count: number;
  readonly href: string;
  readonly isChosen: boolean;
  readonly isUrgent: boolean;
};

/** Counts under the other filters; each card is a link that chooses its status. */
export function statusCards({ byStatus, needsAttention }: OrderCounts, { given }: PageQuery): Html {
  const chosen = given.get('status');
  const isAttentionChosen = given.has('attention');
  const countOf = (status: (typeof orderStatuses)[number]): number => byStatus.get(status) ?? 0;
  const shown = orderStatuses.filter((status) => countOf(status) > 0 || status === chosen);
  // As the list itself hides them, once neither status nor attention is chosen.
  const showsPending = given.has('pending') || given.has('blockedBy');
  const all = orderStatuses.filter((status) => status !== 'Pending' || showsPending);
  const cards: readonly Card[] = [
    {
      label: 'All',
      count: all.reduce((sum, status) => sum + countOf(status), 0),
      href: addressWith(given, { status: undefined, attention: undefined }),
      isChosen: chosen === undefined && !isAttentionChosen,
      isUrgent: false,
    },
    {
      label: 'Need attention',
      count: needsAttention,
      href: addressWith(given, { status: undefined, attention: 'yes' }),
      isChosen: isAttentionChosen,
      isUrgent: needsAttention > 0,
    },
    ...shown.map((status) => ({
      label: statusWords[status].label,
      count: countOf(status),
      href: addressWith(given, { status, attention: undefined }),
      isChosen: chosen === status,
      isUrgent: statusWords[status].tone === 'bad' && countOf(status) > 0,
    })),
  ];
  return html`<nav aria-label="Orders by status" data-live="cards"><ul class="cards">${cards.map(cardHtml)}</ul></nav>`;
}

const cardHtml = ({ label, count, href, isChosen, isUrgent }: Card): Html =>
  html`<li><a class="card${isUrgent && ' bad'}" href="${href}"${attribute('aria-current', isChosen ? 'true' : undefined)}><b>${count}</b><span>${label}</span></a></li>`;
