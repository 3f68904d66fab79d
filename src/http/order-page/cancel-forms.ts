import type { OrderView } from '../../../workflows/messages.js';
import { type CancelReason, cancelReasons } from '../../domain/cancel-reason.js';
import { attribute, type Html, html } from '../html.js';
import { doneSentence } from './action-words.js';
import { type TypedForm, typedIn } from './typed-form.js';

const reasonWords: Readonly<Record<CancelReason, string>> = {
  NoInventory: 'Not in stock',
  BuyerCanceled: 'The buyer asks to cancel',
  ShippingAddressUndeliverable: 'The address cannot be delivered to',
  CustomerExchange: 'The buyer exchanges it',
  GeneralAdjustment: 'Another reason',
  CarrierCreditDecision: "The carrier's credit decision",
  RiskAssessmentInformationNotValid: 'Risk assessment is not valid',
  CarrierCoverageFailure: 'No carrier goes there',
  CustomerReturn: 'The buyer returned it',
  MerchandiseNotReceived: 'The buyer did not receive it',
};

/** Amazon cancels what the merchant ships, and only on the merchant's request; the order knows whether it is too late. */
export function cancelForm({ order: { amazonOrderId }, cancelOpen }: OrderView, typed?: TypedForm): Html {
  const likely: CancelReason = cancelOpen === 'buyer' ? 'BuyerCanceled' : 'NoInventory';
  const chosen = typedIn(typed, 'cancel', 'reason') ?? likely;
  return html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/cancel" data-done="${doneSentence('cancel')}">
<label class="field">Reason that Amazon is told<select name="reason" required>${cancelReasons.map(
    (reason) => html`<option value="${reason}"${reason === chosen && html` selected`}>${reasonWords[reason]}</option>`,
  )}</select></label>
<p class="small muted">Cancels at Amazon and in Commerce, and cannot be undone. Cancellations count in Amazon's rating of the seller.</p>
<div><button type="submit" class="quiet" data-focus="cancel">Cancel this order</button></div></form>`;
}

export const declineCancelForm = ({ order: { amazonOrderId } }: OrderView, typed?: TypedForm): Html =>
  html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/decline-cancel" data-done="${doneSentence('decline-cancel')}">
<label class="field">Why the order goes on, without names (optional)<input type="text" name="reason"${attribute('value', typedIn(typed, 'decline-cancel', 'reason'))} maxlength="200" autocomplete="off"></label>
<div><button type="submit" class="quiet" data-focus="decline-cancel">Decline the buyer's wish</button></div></form>`;
