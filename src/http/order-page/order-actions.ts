import type { OrderView } from '../../../workflows/messages.js';
import { isFinalOrderStatus } from '../../domain/order-status.js';
import { attribute, type Html, html } from '../html.js';
import { doneSentence } from './action-words.js';
import { cancelForm, declineCancelForm } from './cancel-forms.js';
import { correctAddressForm, correctRegionForm } from './correct-forms.js';
import { type TypedForm, typedIn } from './typed-form.js';

/** What an operator may ask of the order now. The workflow's own validator has the last word on each. */
export function actionsPanel(view: OrderView, typed?: TypedForm): Html | undefined {
  if (view.status === 'ViewOnly') return undefined;
  const forms = isFinalOrderStatus(view.status) ? lateForms(view) : openForms(view, typed);
  if (forms.length === 0) return undefined;
  return html`<section class="panel"><h2>Actions</h2><div class="pad">${forms}</div></section>`;
}

/** What came after the end of an order may be blocked; nothing else of it can be changed any more. */
const lateForms = ({ blocker, order }: OrderView): readonly Html[] =>
  blocker === undefined ? [] : [retryForm(order.amazonOrderId)];

function openForms(view: OrderView, typed: TypedForm | undefined): readonly Html[] {
  const { amazonOrderId } = view.order;
  const isCreated = view.commerceOrderNumber !== undefined;
  return [
    view.blocker !== undefined && retryForm(amazonOrderId),
    view.blocker !== undefined && !isCreated && mapSkuForm(view, typed),
    isMisplaced(view) && !isCreated && correctRegionForm(view, typed),
    isCreated && view.fulfilledBy === 'FBM' && correctAddressForm(view),
    view.cancelOpen === 'buyer' && declineCancelForm(view, typed),
    !isCreated && skipForm(amazonOrderId, typed),
    view.fulfilledBy === 'FBM' && view.cancelOpen !== 'operator' && cancelForm(view, typed),
  ].filter((form) => form !== false);
}

const isMisplaced = ({ blocker }: OrderView): boolean =>
  blocker?.code === 'region-unknown' || blocker?.code === 'country-unknown';

const retryForm = (amazonOrderId: string): Html =>
  html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/retry" data-done="${doneSentence('retry')}"><p class="small muted">What is blocked is tried again by itself; this tries at once.</p><div><button type="submit" data-focus="retry">Try again now</button></div></form>`;

function mapSkuForm({ order: { amazonOrderId }, lines, blocker }: OrderView, typed?: TypedForm): Html {
  const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))];
  if (skus.length === 0) return html``;
  const chosen = typedIn(typed, 'map-sku', 'from') ?? blocker?.amazonSku ?? blocker?.subject;
  return html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/map-sku" data-done="${doneSentence('map-sku')}">
<label class="field">Amazon's SKU<select name="from" required>${skus.map(
    (sku) => html`<option value="${sku}"${sku === chosen && html` selected`}>${sku}</option>`,
  )}</select></label>
<label class="field">is this SKU in Commerce<input type="text" name="to"${attribute('value', typedIn(typed, 'map-sku', 'to'))} required maxlength="64" autocomplete="off" spellcheck="false"></label>
<div><button type="submit" class="quiet" data-focus="map-sku">Map SKU on this order</button></div></form>`;
}

const skipForm = (amazonOrderId: string, typed?: TypedForm): Html =>
  html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/skip" data-done="${doneSentence('skip')}">
<label class="field">Reason, without names or addresses<input type="text" name="reason"${attribute('value', typedIn(typed, 'skip', 'reason'))} required maxlength="200" autocomplete="off"></label>
<div><button type="submit" class="quiet" data-focus="skip">Skip this order</button></div></form>`;
