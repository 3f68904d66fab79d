import { attribute, clipped, type Html, html } from '../html.js';
import type { AccountReport } from './account-report.js';

export type TypedReason = { readonly account: string; readonly reason: string };
type Look = { readonly mayOperate: boolean; readonly typed?: TypedReason };

/** Whether anything is changed for the account, and the switch. The account's workflow has the last word. */
export function changesHtml({ id, changes }: AccountReport, { mayOperate, typed }: Look): Html {
  if (changes === null) return html`<p class="muted">No worker answers for this account, or it was never read.</p>`;
  const said = html`<p>${changes.held !== null && html`<span class="chip bad">Held back</span> `}${clipped(changes.sentence, 500).replace(instants, '$1 $2')}</p>`;
  if (!mayOperate) return said;
  const isOpen = changes.held === null;
  return html`${said}${changes.canLift && liftForm(id)}${changes.canAcceptShop && acceptForm(id)}${
    isOpen && holdForm(id, typed?.account === id ? typed.reason : undefined)
  }`;
}

/** As everywhere else on the page. */
const instants = /(\d{4}-\d\d-\d\d)T(\d\d:\d\d):[\d.]+Z/g;

const holdForm = (id: string, reason: string | undefined): Html =>
  html`<form class="act" data-asked="Asked: read-only for ${id}. Processes may be in the middle of a call: the answer takes five seconds." method="post" action="/api/accounts/${id}/read-only"><input type="hidden" name="isReadOnly" value="true">
<label class="field">Why nothing may be changed for ${id}, without names<input type="text" name="reason"${attribute('value', reason)} required maxlength="200" autocomplete="off"></label>
<div><button type="submit" class="quiet" data-focus="hold ${id}">Switch to read-only</button></div></form>`;

const liftForm = (id: string): Html =>
  html`<form class="act" method="post" action="/api/accounts/${id}/read-only"><input type="hidden" name="isReadOnly" value="false">
<p class="small muted">What waits is sent then, the next order to leave the house first.</p>
<div><button type="submit" data-focus="lift ${id}" aria-label="Lift read-only of ${id}">Lift read-only</button></div></form>`;

const acceptForm = (id: string): Html =>
  html`<form class="act" method="post" action="/api/accounts/${id}/accept-shop">
<p class="small muted">Only if the shop has moved: orders are created there from then on.</p>
<div><button type="submit" data-focus="accept ${id}" aria-label="It is the right shop of ${id}">It is the right shop</button></div></form>`;
