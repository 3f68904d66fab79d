import { sentenceOf } from '../../domain/blocker.js';
import { decimalOfMinor } from '../../domain/money.js';
import { clipped, type Html, type HtmlValue, html } from '../html.js';
import type { IndexPhase } from '../order-index/index-feed.js';
import { moment } from '../orders-page/moments.js';
import { blockerLabel } from '../orders-page/words.js';
import type { AccountNews, IntakeState } from './account-news.js';
import { longWork } from './long-work.js';
import type { CurrencySales, OrderFigures, Sales } from './order-figures.js';
import { salesChart } from './sales-chart.js';

export type DashboardContent = {
  readonly figures: OrderFigures;
  /** How much of the orders the figures are of. */
  readonly phase: IndexPhase;
  readonly accounts: readonly AccountNews[];
  readonly nowMs: number;
};

/** With a chart each; a seller in Europe has more of them, which stand in one list. */
const chartsMax = 4;

/** How things stand, in one strip above the list. */
export function dashboard(content: DashboardContent): Html {
  const { accounts, nowMs } = content;
  return html`<section class="panel strip" aria-label="How things stand" data-live="dashboard">
<div class="tile"><h2>Intake</h2>${accounts.length === 0 ? html`<p class="muted small">Asking the accounts …</p>` : accounts.map((news) => intake(news, nowMs))}</div>
<div class="tile"><h2>To do</h2>${toDo(content)}</div>
${salesTiles(content)}
</section>`;
}

/** Nothing is called well before it was looked at. */
function toDo({ figures, phase }: DashboardContent): Html {
  if (phase === 'loading-open') return html`<p class="muted small">Open orders are still being loaded …</p>`;
  return html`<ul class="plain">
<li>${count(figures.late, '/?due=late', 'late', 'bad')}</li>
<li>${count(figures.atRisk, '/?due=soon', 'at risk of being late', 'warn')}</li>
${figures.blocked.map(([code, orders]) => html`<li>${count(orders, `/?blockedBy=${encodeURIComponent(code)}`, `blocked: ${blockerLabel(clipped(code, 40))}`, 'bad')}</li>`)}
${figures.blocked.length === 0 && html`<li class="muted">Nothing is blocked</li>`}
</ul>`;
}

function salesTiles({ figures: { sales }, phase, nowMs }: DashboardContent): HtmlValue {
  if (phase !== 'complete') {
    return html`<div class="tile"><h2>Sales</h2><p class="muted small">Finished orders are still being loaded …</p></div>`;
  }
  if (sales.length === 0) {
    return html`<div class="tile"><h2>Sales</h2><p class="muted small">None in the last 30 days.</p></div>`;
  }
  const others = sales.slice(chartsMax);
  return [
    ...sales.slice(0, chartsMax).map((each) => salesTile(each, nowMs)),
    others.length > 0 &&
      html`<div class="tile"><h2>Other currencies</h2><dl class="small">${others.map(
        ({ currency, week, month }) =>
          html`<dt>${currency}</dt><dd>7 days ${amountOf(week, currency)}<br>30 days ${amountOf(month, currency)}</dd>`,
      )}</dl></div>`,
  ];
}

const count = (orders: number, href: string, what: string, tone: string): Html =>
  orders === 0
    ? html`<span class="muted">0 ${what}</span>`
    : html`<a href="${href}"><b class="${tone}">${orders}</b> ${what}</a>`;

function salesTile(sales: CurrencySales, nowMs: number): Html {
  const { currency, week, month } = sales;
  return html`<div class="tile"><h2>Sales in ${currency}</h2>${salesChart(sales, nowMs)}<dl class="small"><dt>7 days</dt><dd>${amountOf(week, currency)}</dd><dt>30 days</dt><dd>${amountOf(month, currency)}</dd></dl></div>`;
}

const amountOf = ({ amountMinor, orders }: Sales, currency: string): string =>
  `${decimalOfMinor(amountMinor, currency)} ${currency}, ${orders} ${orders === 1 ? 'order' : 'orders'}`;

/** How far Amazon is read, what is read once more, and how much of the quota is in use. */
function intake({ accountId, state, gateway }: AccountNews, nowMs: number): Html {
  if (state === undefined) {
    return html`<p><strong>${accountId}</strong> <span class="muted small">does not answer: is ingestion running?</span></p>`;
  }
  const { paused, cursors } = state;
  const readTo = Math.min(Date.parse(cursors.FBM), Date.parse(cursors.FBA));
  return html`<div class="intake"><p><strong>${accountId}</strong> ${
    paused === undefined
      ? html`<span class="small">read to ${moment(readTo)}, ${swept(state, nowMs)}</span>`
      : html`<span class="late small">paused: ${clipped(sentenceOf(paused), 200)}</span>`
  }</p>${longWork(accountId, state, nowMs)}${quotas(gateway)}</div>`;
}

function quotas(gateway: AccountNews['gateway']): Html | undefined {
  const entries = Object.entries(gateway?.quotas ?? {});
  if (entries.length === 0) return undefined;
  return html`<ul class="plain small">${entries.map(([operation, { tokens, burst }]) => {
    const used = burst <= 0 ? 0 : Math.min(100, Math.max(0, Math.round((1 - tokens / burst) * 100)));
    return html`<li><label class="quota">${clipped(operation, 40)} <meter min="0" max="100" low="60" high="90" optimum="0" value="${used}">${used} %</meter> <span class="muted">${used} % of quota used</span></label></li>`;
  })}</ul>`;
}

/** A page is read every three to six minutes: far behind that nobody reads Amazon, and nothing else would say so here. */
const silentMs = 20 * 60_000;

function swept({ lastSweepAt, nextCallAt }: IntakeState, nowMs: number): Html {
  const words = lastSweepAt === undefined ? 'swept never' : `swept ${ago(nowMs - Date.parse(lastSweepAt))}`;
  // A sweep of many pages takes long, and each of them says when the next one may be read.
  const isSilent = nextCallAt !== undefined && nowMs - Date.parse(nextCallAt) > silentMs;
  return isSilent ? html`<span class="late">${words}: is ingestion running?</span>` : html`${words}`;
}

function ago(ms: number): string {
  if (ms < 90_000) return 'just now';
  return ms < 120 * 60_000 ? `${Math.round(ms / 60_000)} minutes ago` : `${Math.round(ms / 3_600_000)} hours ago`;
}
