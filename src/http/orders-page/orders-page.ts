import type { AmazonOrderId } from '../../domain/ids.js';
import type { BuyerOrders } from '../buyers/buyers.js';
import { type DashboardContent, dashboard } from '../dashboard/dashboard.js';
import { clipped, type Html, html } from '../html.js';
import { cursorOf } from '../order-index/cursor.js';
import type { IndexHealth } from '../order-index/index-feed.js';
import type { FoundOrders, OrderCounts } from '../order-index/order-search.js';
import type { LeadMsOf } from '../order-index/ship-by-state.js';
import { filterForm } from './filter-form.js';
import { freshness } from './freshness.js';
import { orderTable } from './order-table.js';
import { buyersLost, pageFrame } from './page-frame.js';
import { addressWith, fileAddress, type PageQuery } from './page-query.js';
import { statusCards } from './status-cards.js';

export type OrdersPageContent = {
  readonly query: PageQuery;
  readonly found: FoundOrders;
  readonly counts: OrderCounts;
  readonly health: IndexHealth;
  readonly accounts: readonly string[];
  readonly marketplaces: readonly string[];
  readonly seesBuyers: boolean;
  readonly strip: DashboardContent;
  /** The order whose whole number was searched, when the list knows none of that number. */
  readonly unlisted?: AmazonOrderId;
  /** What Commerce answered to the name in the filter. */
  readonly buyerOrders?: BuyerOrders;
  readonly adminUrlOf: (account: string) => string | undefined;
  readonly nowMs: number;
  readonly leadMsOf: LeadMsOf;
};

export function ordersPage(content: OrdersPageContent): string {
  const { query, counts, health, nowMs } = content;
  return pageFrame({
    title: 'Orders',
    freshness: freshness(health, nowMs),
    // A search by name asks Commerce: not every second.
    ...(query.buyer === undefined ? { refreshEveryMs: 1000 } : {}),
    body: html`<h1>Orders</h1>
${fold('How things stand', dashboard(content.strip))}
${statusCards(counts, query)}
${fold(filtersLabel(query), filterForm(content))}
${buyerNotice(content)}
${content.seesBuyers && buyersLost}
<section class="panel" aria-label="Orders" data-live="orders">${list(content)}</section>
<p class="small muted">All times are UTC.</p>`,
  });
}

/** On a narrow screen the list comes first, and this opens at a touch; on a wide one it simply stands there. */
const fold = (label: string, content: Html): Html =>
  html`<details class="fold"><summary>${label}</summary>${content}</details>`;

function filtersLabel({ given }: PageQuery): string {
  const inUse = [...given.keys()].filter((name) => !['sort', 'limit', 'cursor'].includes(name)).length;
  return inUse === 0 ? 'Filters' : `Filters, ${inUse} in use`;
}

function list(content: OrdersPageContent): Html {
  const { query, found, accounts } = content;
  if (found.rows.length === 0) return emptyState(content);
  return html`${orderTable(found.rows, query, { ...content, showsAccount: accounts.length > 1 })}${pager(content)}`;
}

function buyerNotice({ query: { buyer }, buyerOrders }: OrdersPageContent): Html | undefined {
  if (buyer === undefined || buyerOrders === undefined) return undefined;
  const { unanswered, isCut } = buyerOrders;
  return html`${
    unanswered.length > 0 &&
    html`<p class="notice bad" role="status">The shop of ${unanswered.join(', ')} does not answer just now: buyers there were not searched. Try again in a moment.</p>`
  }${isCut && html`<p class="notice" role="status">More orders match “<bdi>${clipped(buyer, 100)}</bdi>” than Commerce gave: these are the newest.</p>`}<p class="small muted">Buyers are searched in Commerce; this list does not refresh by itself.</p>`;
}

function pager({ query, found, counts }: OrdersPageContent): Html {
  const { given, search, isPendingHidden } = query;
  const hiddenCount = isPendingHidden ? (counts.byStatus.get('Pending') ?? 0) : 0;
  const next = found.next && addressWith(given, { cursor: cursorOf(found.next, search.sort) });
  return html`<div class="pager"><span class="muted small"><span data-announce>${found.rows.length} of ${counts.matching} orders</span>${
    hiddenCount > 0 && html`, <a href="${addressWith(given, { pending: 'show' })}">${hiddenCount} pending hidden</a>`
  }</span><a href="${fileAddress(given)}" rel="nofollow">Download as CSV</a>${given.has('cursor') && html`<a href="${addressWith(given, {})}">First page</a>`}${
    next !== undefined && html`<a class="button quiet" href="${next}" rel="next">Next page</a>`
  }</div>`;
}

/** An empty list says why it is empty, and what to do about it. */
function emptyState({ query, counts, health, unlisted }: OrdersPageContent): Html {
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
    return html`<div class="empty"><h2>No order matches</h2><p class="muted">Try fewer filters, or another number.</p>${
      unlisted !== undefined &&
      html`<p>Orders that have ended long ago are not in the list. <a href="/orders/${unlisted}">Look for order ${unlisted}</a></p>`
    }${pendingLink}<p><a class="button quiet" href="/">Clear filters</a></p></div>`;
  }
  return html`<div class="empty"><h2>No orders yet</h2><p class="muted">Orders appear here as soon as Amazon reports them and their payment is verified.</p>${pendingLink}</div>`;
}
