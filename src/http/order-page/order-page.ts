import type { OrderView } from '../../../workflows/messages.js';
import { remedyOf, sentenceOf } from '../../domain/blocker.js';
import type { CarrierMap } from '../../domain/carrier-map.js';
import { isFinalOrderStatus } from '../../domain/order-status.js';
import type { Attempt } from '../attempts.js';
import { attribute, clipped, type Html, type HtmlValue, html } from '../html.js';
import type { ViewAnswer } from '../order-conversation.js';
import type { IndexHealth } from '../order-index/index-feed.js';
import type { OrderRow } from '../order-index/order-row.js';
import type { OrderLinks } from '../order-links.js';
import { freshness } from '../orders-page/freshness.js';
import { moment } from '../orders-page/moments.js';
import { buyersLost, pageFrame } from '../orders-page/page-frame.js';
import { abnormalEndSentences, blockerLabel, statusWords } from '../orders-page/words.js';
import { attemptsPanel } from './attempts-panel.js';
import { actionsPanel } from './order-actions.js';
import { itemsPanel, timelinePanel } from './order-contents.js';
import { factsPanel } from './order-facts.js';
import { packagesPanel } from './packages-panel.js';
import type { TypedForm } from './typed-form.js';

export type Said = { readonly tone: 'good' | 'bad'; readonly sentence: string };

export type OrderPageContent = {
  readonly row: OrderRow;
  readonly answer: ViewAnswer;
  readonly attempts: readonly Attempt[];
  readonly health: IndexHealth;
  readonly links: OrderLinks;
  readonly carriers: CarrierMap;
  /** Buttons are for those who may press them. */
  readonly mayOperate: boolean;
  readonly seesBuyers: boolean;
  /** What became of the button that was pressed. */
  readonly said?: Said;
  /** What was typed into the form that was refused. */
  readonly typed?: TypedForm;
  readonly nowMs: number;
  /** So long before its ship-by time the order is at risk. */
  readonly leadMs: number;
};

export function orderPage(content: OrderPageContent): string {
  const { row, answer, attempts, health, said, nowMs } = content;
  const view = answer.outcome === 'view' ? answer.view : undefined;
  const status = view?.status ?? row.status;
  const { label, tone } = statusWords[status];
  return pageFrame({
    title: row.amazonOrderId,
    freshness: freshness(health, nowMs),
    // Each look costs the order a query, which is billable: less often than the list, and seldom once little can happen.
    refreshEveryMs: isFinalOrderStatus(status) ? 30_000 : 3000,
    body: html`<p class="small"><a href="/">← All orders</a></p>
<div class="headline"><h1 class="number">${row.amazonOrderId}</h1><span data-live="status"><span class="chip ${tone}">${label}</span></span><span class="muted" data-live="buyer">${buyer(content)}</span></div>
${content.seesBuyers && buyersLost}
<p class="notice ${said?.tone}"${attribute('hidden', said === undefined ? 'hidden' : undefined)} role="status" tabindex="-1" data-said>${said && clipped(said.sentence, 500)}</p>
<div data-live="standing" class="stack">${standing(row, answer)}${attemptsPanel(attempts)}</div>
<div class="columns">
<div class="stack" data-live="contents">${view === undefined ? html`` : [itemsPanel(view), packagesPanel(view, content), timelinePanel(view)]}</div>
<div class="stack aside">${factsPanel(content)}<div data-live="actions">${view && content.mayOperate && actionsPanel(view, content.typed)}</div></div>
</div>
<p class="small muted">All times are UTC.</p>`,
  });
}

function buyer({ row, answer, seesBuyers }: OrderPageContent): Html | undefined {
  const view = answer.outcome === 'view' ? answer.view : undefined;
  if (!seesBuyers || (view?.commerceOrderNumber ?? row.commerceOrderNumber) === undefined) return undefined;
  return html`Buyer <bdi class="buyer" data-buyer="${row.amazonOrderId}" aria-busy="true">…</bdi>`;
}

/** What the operator has to know before anything else. */
function standing(row: OrderRow, answer: ViewAnswer): readonly HtmlValue[] {
  if (answer.outcome !== 'view') {
    return [
      html`<p class="notice">No worker answers for this order at the moment. This is what the list knows; items, packages and timeline come back with the worker.</p>`,
      abnormalEnd(row),
      row.blockedBy === undefined
        ? row.note && html`<p class="notice">${row.note}</p>`
        : html`<div class="notice bad"><strong>${blockerLabel(clipped(row.blockedBy, 60))}</strong>${row.note && html`<p>${row.note}</p>`}</div>`,
    ];
  }
  const { view } = answer;
  return [
    abnormalEnd(row),
    blockerNotice(view),
    view.blocker === undefined && view.note !== undefined
      ? html`<p class="notice">${clipped(view.note, 500)}</p>`
      : undefined,
  ];
}

const abnormalEnd = (row: OrderRow): HtmlValue =>
  row.abnormalEnd && html`<p class="notice bad"><strong>${abnormalEndSentences[row.abnormalEnd]}.</strong></p>`;

function blockerNotice({ blocker }: OrderView): Html | undefined {
  if (blocker === undefined) return undefined;
  const next = blocker.nextTryAt === undefined ? undefined : moment(Date.parse(blocker.nextTryAt));
  return html`<div class="notice bad"><strong>${clipped(sentenceOf(blocker), 500)}</strong><p>${remedyOf(blocker)}.</p><p class="small">Since ${moment(
    Date.parse(blocker.since),
  )}, tried ${blocker.tries} ${blocker.tries === 1 ? 'time' : 'times'}${next && html`, next try ${next}`}.</p></div>`;
}
