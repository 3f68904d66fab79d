import type { Attempt } from '../attempts.js';
import { clipped, type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';

/** Of every activity that an order has, before its end and after it; a test keeps it so. */
export const attemptWords: Readonly<Record<string, string>> = {
  readAmazonOrder: 'Reading the order at Amazon',
  createCommerceCustomer: 'Creating the customer in Commerce',
  createCommerceOrder: 'Creating the Commerce order',
  lookForCommerceOrder: 'Looking for the order in Commerce',
  shipCommerceOrder: 'Telling Commerce of a package',
  confirmAmazonShipment: 'Telling Amazon of a package',
  lookForAmazonPackage: 'Looking for a package at Amazon',
  cancelCommerceOrder: 'Cancelling the Commerce order',
  holdCommerceOrder: 'Putting the Commerce order on hold',
  liftCommerceHold: 'Lifting the hold of the Commerce order',
  cancelAmazonOrder: 'Asking Amazon to cancel the order',
  trackLatePackage: 'Adding a tracking number in Commerce',
  creditAmazonRefund: 'Creating a credit memo in Commerce',
};

/** A step of a newer worker is shown by its own name. */
const wordsOf = (what: string): string => (Object.hasOwn(attemptWords, what) ? (attemptWords[what] ?? what) : what);

export function attemptsPanel(attempts: readonly Attempt[]): Html | undefined {
  if (attempts.length === 0) return undefined;
  return html`<section class="panel"><h2>In progress</h2><ul class="attempts">${attempts.map(
    ({ what, attempt, isRunning, lastFailure, nextAtMs }) =>
      html`<li><strong>${clipped(wordsOf(what), 80)}</strong> <span class="muted small">attempt ${attempt}, ${
        isRunning ? 'running now' : html`next at ${moment(nextAtMs) ?? 'any moment'}`
      }</span>${lastFailure !== undefined && html`<div class="small">Last failure: ${clipped(lastFailure, 300)}</div>`}</li>`,
  )}</ul></section>`;
}
