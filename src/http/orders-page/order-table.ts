import { decimalOf } from '../../domain/money.js';
import { attribute, clipped, type Html, html } from '../html.js';
import type { OrderRow } from '../order-index/order-row.js';
import { nameOfSort, type OrderSort, type SortField } from '../order-index/order-sort.js';
import { type LeadMsOf, shipByStateOf } from '../order-index/ship-by-state.js';
import { deadline, moment } from './moments.js';
import { addressWith, type PageQuery } from './page-query.js';
import { abnormalEndSentences, blockerLabel, statusWords } from './words.js';

type Look = {
  readonly nowMs: number;
  readonly leadMsOf: LeadMsOf;
  readonly showsAccount: boolean;
  readonly seesBuyers: boolean;
  readonly adminUrlOf: (account: string) => string | undefined;
};

export function orderTable(rows: readonly OrderRow[], query: PageQuery, look: Look): Html {
  const head = (label: string, field?: SortField): Html =>
    field === undefined ? html`<th scope="col">${label}</th>` : sortableHead(label, field, query);
  return html`<div class="orders"><table class="list">
<thead><tr>
${head('Purchase date', 'purchaseDate')}
${head('Ship by', 'shipBy')}
${head('Deliver by', 'deliverBy')}
${head('Amazon number', 'amazonOrderId')}
${head('Commerce number', 'commerceOrderNumber')}
${head('Channel', 'fulfilledBy')}
${look.seesBuyers && head('Buyer')}
${head('Total', 'total')}
${head('Status', 'status')}
${head('Blocked by', 'blockedBy')}
</tr></thead>
<tbody>${rows.map((row) => rowHtml(row, look))}</tbody>
</table></div>`;
}

/** A click sorts, the next one turns the direction; dates and amounts begin with the latest and largest. */
function sortableHead(label: string, field: SortField, { search, given }: PageQuery): Html {
  const isSorted = search.sort.field === field;
  const next: OrderSort = {
    field,
    isDescending: isSorted
      ? !search.sort.isDescending
      : field === 'purchaseDate' || field === 'deliverBy' || field === 'total',
  };
  const direction = search.sort.isDescending ? 'descending' : 'ascending';
  const arrow = search.sort.isDescending ? ' ↓' : ' ↑';
  const tone = field === 'total' ? 'amount' : undefined;
  const href = addressWith(given, { sort: nameOfSort(next) });
  return html`<th scope="col"${attribute('class', tone)}${attribute('aria-sort', isSorted ? direction : undefined)}><a href="${href}">${label}${isSorted && html`<span aria-hidden="true">${arrow}</span>`}</a></th>`;
}

function rowHtml(row: OrderRow, look: Look): Html {
  const { nowMs, leadMsOf, showsAccount, seesBuyers } = look;
  const { label, tone } = statusWords[row.status];
  const due = shipByStateOf(row, { nowMs, leadMs: leadMsOf(row.account) });
  return html`<tr>
<td class="nowrap" data-label="Purchased">${moment(row.purchasedAtMs)}</td>
<td class="nowrap" data-label="Ship by">${deadline(row.shipByMs, due)}</td>
<td class="nowrap" data-label="Deliver by">${moment(row.deliverByMs)}</td>
<td class="lead"><a class="number" href="/orders/${row.amazonOrderId}">${row.amazonOrderId}</a>${showsAccount && html`<div class="small muted">${row.account}</div>`}</td>
<td class="number" data-label="Commerce">${commerceNumber(row, look)}</td>
<td data-label="Channel">${row.fulfilledBy}</td>
${seesBuyers && buyerCell(row)}
<td class="amount" data-label="Total">${row.total && `${decimalOf(row.total)} ${row.total.currency}`}</td>
<td class="state"><span class="chip ${tone}">${label}</span></td>
<td class="words">${blocking(row)}</td>
</tr>`;
}

/** Filled in by the script once the page has painted; Commerce knows no buyer of an order that it does not have. */
const buyerCell = ({ amazonOrderId, commerceOrderNumber }: OrderRow): Html =>
  html`<td class="buyer" data-label="Buyer">${
    commerceOrderNumber !== undefined && html`<bdi data-buyer="${amazonOrderId}" aria-busy="true">…</bdi>`
  }</td>`;

function commerceNumber(row: OrderRow, { adminUrlOf }: Look): Html | string | undefined {
  const { commerceOrderNumber, amazonOrderId, account } = row;
  if (commerceOrderNumber === undefined || adminUrlOf(account) === undefined) return commerceOrderNumber;
  return html`<a href="/orders/${amazonOrderId}/commerce" rel="noreferrer">${commerceOrderNumber}</a>`;
}

function blocking({ abnormalEnd, blockedBy, note }: OrderRow): Html | undefined {
  const sentence = abnormalEnd === undefined ? note : abnormalEndSentences[abnormalEnd];
  const label = blockedBy === undefined ? undefined : blockerLabel(clipped(blockedBy, 60));
  if (sentence === undefined && label === undefined) return undefined;
  return html`${label !== undefined && html`<strong>${label}</strong>`}${sentence !== undefined && html`<div class="small muted">${clipped(sentence)}</div>`}`;
}
