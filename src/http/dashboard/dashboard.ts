import { sentenceOf } from '../../domain/blocker.js';
import { decimalOfMinor } from '../../domain/money.js';
import { clipped, type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';
import { blockerLabel } from '../orders-page/words.js';
import type { AccountNews } from './account-news.js';
import type { CurrencySales, OrderFigures } from './order-figures.js';
import { salesChart } from './sales-chart.js';

export type DashboardContent = {
  readonly figures: OrderFigures;
  readonly accounts: readonly AccountNews[];
  readonly nowMs: number;
};

const causesMax = 6;
const currenciesMax = 4;

/** How things stand, in one strip above the list. */
export function dashboard(content: DashboardContent): Html {
  const { figures, accounts, nowMs } = content;
  return html`<section class="panel strip" aria-label="How things stand" data-live="dashboard">
<div class="tile"><h2>Intake</h2>${accounts.length === 0 ? html`<p class="muted small">Asking the accounts …</p>` : accounts.map((news) => intake(news, nowMs))}</div>
<div class="tile"><h2>To do</h2><ul class="plain">
<li>${count(figures.late, '/?due=late', 'late', 'bad')}</li>
<li>${count(figures.soon, '/?due=soon', 'to ship within 4 hours', 'warn')}</li>
${figures.blocked.slice(0, causesMax).map(([code, orders]) => html`<li>${count(orders, `/?blockedBy=${encodeURIComponent(code)}`, `blocked: ${blockerLabel(clipped(code, 40))}`, 'bad')}</li>`)}
${figures.blocked.length === 0 && html`<li class="muted">Nothing is blocked</li>`}
</ul></div>
${figures.sales.length === 0 ? html`<div class="tile"><h2>Sales</h2><p class="muted small">None in the last 30 days.</p></div>` : figures.sales.slice(0, currenciesMax).map((sales) => salesTile(sales, nowMs))}
</section>`;
}

const count = (orders: number, href: string, what: string, tone: string): Html =>
  orders === 0
    ? html`<span class="muted">0 ${what}</span>`
    : html`<a href="${href}"><b class="${tone}">${orders}</b> ${what}</a>`;

function salesTile(sales: CurrencySales, nowMs: number): Html {
  const { currency, week, month } = sales;
  const amount = (amountMinor: number): string => `${decimalOfMinor(amountMinor, currency)} ${currency}`;
  return html`<div class="tile"><h2>Sales in ${currency}</h2>${salesChart(sales, nowMs)}<dl class="small"><dt>7 days</dt><dd>${amount(week.amountMinor)}, ${week.orders} orders</dd><dt>30 days</dt><dd>${amount(month.amountMinor)}, ${month.orders} orders</dd></dl></div>`;
}

/** How far Amazon is read, what is read once more, and how much of the quota is in use. */
function intake({ accountId, state, gateway }: AccountNews, nowMs: number): Html {
  if (state === undefined) {
    return html`<p><strong>${accountId}</strong> <span class="muted small">does not answer: is ingestion running?</span></p>`;
  }
  const { paused, cursors, rereads, lastSweepAt } = state;
  const readTo = Math.min(Date.parse(cursors.FBM), Date.parse(cursors.FBA));
  const first = rereads[0];
  return html`<div class="intake"><p><strong>${accountId}</strong> ${
    paused === undefined
      ? html`<span class="small">read to ${moment(readTo)}, swept ${lastSweepAt === undefined ? 'never' : ago(nowMs - Date.parse(lastSweepAt))}</span>`
      : html`<span class="late small">paused: ${clipped(sentenceOf(paused), 200)}</span>`
  }</p>${first !== undefined && html`<label class="small">Reading ${moment(Date.parse(first.after))} to ${moment(Date.parse(first.before))} once more, ${first.orders} orders so far${rereads.length > 1 && html`, ${rereads.length - 1} more to come`}<progress aria-label="Reading once more, account ${accountId}"></progress></label>`}${quotas(gateway)}</div>`;
}

function quotas(gateway: AccountNews['gateway']): Html | undefined {
  const entries = Object.entries(gateway?.quotas ?? {});
  if (entries.length === 0) return undefined;
  return html`<ul class="plain small">${entries.map(([operation, { tokens, burst }]) => {
    const used = burst <= 0 ? 0 : Math.min(100, Math.max(0, Math.round((1 - tokens / burst) * 100)));
    return html`<li><label class="quota">${clipped(operation, 40)} <meter min="0" max="100" low="60" high="90" optimum="0" value="${used}">${used} %</meter> <span class="muted">${used} % of quota used</span></label></li>`;
  })}</ul>`;
}

const ago = (ms: number): string => (ms < 90_000 ? 'just now' : `${Math.round(ms / 60_000)} minutes ago`);
