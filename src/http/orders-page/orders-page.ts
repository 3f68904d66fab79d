import { type Html, html } from '../html.js';
import { cursorOf } from '../order-index/cursor.js';
import type { IndexHealth } from '../order-index/index-feed.js';
import type { FoundOrders, OrderCounts } from '../order-index/order-search.js';
import { filterForm } from './filter-form.js';
import { freshness } from './freshness.js';
import { orderTable } from './order-table.js';
import { pageFrame } from './page-frame.js';
import { addressWith, type PageQuery } from './page-query.js';
import { statusCards } from './status-cards.js';

export type OrdersPageContent = {
  readonly query: PageQuery;
  readonly found: FoundOrders;
  readonly counts: OrderCounts;
  readonly health: IndexHealth;
  readonly accounts: readonly string[];
  readonly nowMs: number;
};

export function ordersPage(content: OrdersPageContent): string {
  const { query, counts, health, accounts, nowMs } = content;
  return pageFrame({
    title: 'Orders',
    freshness: freshness(health, nowMs),
    body: html`<h1>Orders</h1>
${statusCards(counts, query)}
${filterForm(query, accounts)}
<section class="panel" aria-label="Orders" data-live="orders">${list(content)}</section>
<p class="small muted">All times are UTC.</p>`,
  });
}

function list(content: OrdersPageContent): Html {
  const { query, found, nowMs, accounts } = content;
  if (found.rows.length === 0) return emptyState(content);
  return html`${orderTable(found.rows, query, { nowMs, showsAccount: accounts.length > 1 })}${pager(content)}`;
}

function pager({ query, found, counts }: OrdersPageContent): Html {
  const { given, search, isPendingHidden } = query;
  const hiddenCount = isPendingHidden ? (counts.byStatus.get('Pending') ?? 0) : 0;
  const next = found.next && addressWith(given, { cursor: cursorOf(found.next, search.sort) });
  return html`<div class="pager"><span class="muted small">${found.rows.length} of ${counts.matching} orders${
    hiddenCount > 0 && html`, <a href="${addressWith(given, { pending: 'show' })}">${hiddenCount} pending hidden</a>`
  }</span>${given.has('cursor') && html`<a href="${addressWith(given, {})}">First page</a>`}${
    next !== undefined && html`<a class="button quiet" href="${next}" rel="next">Next page</a>`
  }</div>`;
}

/** An empty list says why it is empty, and what to do about it. */
function emptyState({ query, counts, health }: OrdersPageContent): Html {
  const { given, isPendingHidden } = query;
  const pendingCount = counts.byStatus.get('Pending') ?? 0;
  const pendingLink =
    isPendingHidden &&
    pendingCount > 0 &&
    html`<p><a href="${addressWith(given, { pending: 'show' })}">Show ${pendingCount} pending ${pendingCount === 1 ? 'order' : 'orders'}</a></p>`;
  const isFiltered = [...given.keys()].some((name) => !['sort', 'limit', 'pending'].includes(name));
  if (health.phase !== 'complete') {
    return html`<div class="empty"><h2>Orders are being loaded</h2><p class="muted">Open orders come first; this takes a few seconds.</p>${pendingLink}</div>`;
  }
  if (isFiltered) {
    return html`<div class="empty"><h2>No order matches</h2><p class="muted">Try fewer filters, or another number.</p>${pendingLink}<p><a class="button quiet" href="/">Clear filters</a></p></div>`;
  }
  return html`<div class="empty"><h2>No orders yet</h2><p class="muted">Orders appear here as soon as Amazon reports them and their payment is verified.</p>${pendingLink}</div>`;
}
