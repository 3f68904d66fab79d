import type { Attempt } from '../attempts.js';
import { clipped, type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';

const words: Readonly<Record<string, string>> = {
  readAmazonOrder: 'Reading the order at Amazon',
  createCommerceCustomer: 'Creating the customer in Commerce',
  createCommerceOrder: 'Creating the Commerce order',
  lookForCommerceOrder: 'Looking for the order in Commerce',
  shipCommerceOrder: 'Telling Commerce of a package',
  confirmAmazonShipment: 'Telling Amazon of a package',
  lookForAmazonPackage: 'Looking for a package at Amazon',
  cancelCommerceOrder: 'Cancelling the Commerce order',
};

/** A step of a newer worker is shown by its own name. */
const wordsOf = (what: string): string => (Object.hasOwn(words, what) ? (words[what] ?? what) : what);

export function attemptsPanel(attempts: readonly Attempt[]): Html | undefined {
  if (attempts.length === 0) return undefined;
  return html`<section class="panel"><h2>In progress</h2><ul class="attempts">${attempts.map(
    ({ what, attempt, isRunning, lastFailure, nextAtMs }) =>
      html`<li><strong>${clipped(wordsOf(what), 80)}</strong> <span class="muted small">attempt ${attempt}, ${
        isRunning ? 'running now' : html`next at ${moment(nextAtMs) ?? 'any moment'}`
      }</span>${lastFailure !== undefined && html`<div class="small">Last failure: ${clipped(lastFailure, 300)}</div>`}</li>`,
  )}</ul></section>`;
}
