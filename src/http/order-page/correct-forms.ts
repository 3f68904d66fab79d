import type { OrderView } from '../../../workflows/messages.js';
import { attribute, type Html, html } from '../html.js';
import { doneSentence } from './action-words.js';
import { type TypedForm, typedIn } from './typed-form.js';

/** Where the order must go, in the codes that Commerce wants; only as long as Commerce does not have the order. */
export const correctRegionForm = ({ order: { amazonOrderId } }: OrderView, typed?: TypedForm): Html =>
  html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/correct-region" data-done="${doneSentence('correct-region')}">
<label class="field">Country, by its two letters<input type="text" name="countryCode"${attribute('value', typedIn(typed, 'correct-region', 'countryCode'))} required maxlength="2" autocomplete="off" spellcheck="false"></label>
<label class="field">Region, by its code, such as TX<input type="text" name="regionCode"${attribute('value', typedIn(typed, 'correct-region', 'regionCode'))} maxlength="6" autocomplete="off" spellcheck="false"></label>
<div><button type="submit" class="quiet" data-focus="correct-region">Correct country and region</button></div></form>`;

const parts = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['company', 'Company'],
  ['city', 'City'],
  ['postcode', 'Post code'],
  ['telephone', 'Telephone'],
] as const;

/** Goes straight to Commerce, and is never shown again here: what was left empty stays as it is there. */
export const correctAddressForm = ({ order: { amazonOrderId } }: OrderView): Html =>
  html`<form class="act" method="post" action="/api/orders/${amazonOrderId}/correct-address" data-done="${doneSentence('correct-address')}">
<p class="small muted">Corrects the address in Commerce. What is left empty stays as it is.</p>
<label class="field">Which address<select name="which"><option value="shipping">Delivery</option><option value="billing">Billing</option><option value="both">Both</option></select></label>
<label class="field">Street, a line each<textarea name="street" rows="2" maxlength="255" autocomplete="off"></textarea></label>
${parts.map(
  ([name, label]) =>
    html`<label class="field">${label}<input type="text" name="${name}" maxlength="255" autocomplete="off"></label>`,
)}
<div><button type="submit" class="quiet" data-focus="correct-address">Correct the address</button></div></form>`;
