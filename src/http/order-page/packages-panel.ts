import type { OrderView } from '../../../workflows/messages.js';
import type { CarrierMap } from '../../domain/carrier-map.js';
import { isFinalOrderStatus } from '../../domain/order-status.js';
import { clipped, type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';
import { doneSentence } from './action-words.js';
import { trackingLink } from './tracking-link.js';

type Parcel = OrderView['packages'][number];

const madeIn: Readonly<Record<Parcel['source'], string>> = {
  webhook: 'shipping system',
  commerce: 'Commerce',
  amazon: 'Amazon',
};
/** Amazon's 204 alone proves nothing, and the page does not claim more than is known. */
const atAmazonWords: Readonly<Record<Parcel['atAmazon'], string>> = {
  recorded: 'not sent yet',
  sent: 'sent, not seen there yet',
  confirmed: 'confirmed',
  refused: 'refused',
};

type Look = {
  readonly carriers: CarrierMap;
  /** Buttons are for those who may press them. */
  readonly mayOperate: boolean;
};

export function packagesPanel(view: OrderView, { carriers, mayOperate }: Look): Html {
  const { packages } = view;
  const isOpen = !isFinalOrderStatus(view.status);
  const rows = packages.map(
    (parcel) => html`<tr>
<td class="lead words">${trackingNumbers(parcel, carriers)}<div class="small muted">${clipped(parcel.id, 100)}, from ${madeIn[parcel.source]}</div></td>
<td data-label="Carrier">${clipped([parcel.carrier, parcel.service].filter(Boolean).join(', '), 80)}</td>
<td class="nowrap" data-label="Shipped">${moment(Date.parse(parcel.shippedAt))}</td>
<td class="amount" data-label="Pieces">${parcel.lines.reduce((sum, line) => sum + line.quantity, 0)}</td>
<td data-label="In Commerce">${parcel.inCommerce === 'shipped' ? 'shipped' : 'not yet'}</td>
<td data-label="At Amazon">${atAmazonWords[parcel.atAmazon]}${mayOperate && isOpen && canConfirmAgain(parcel) && confirmAgainForm(view, parcel)}</td>
</tr>`,
  );
  return html`<section class="panel"><h2>Packages</h2>${
    rows.length === 0
      ? html`<p class="pad muted">No package has left yet.</p>`
      : html`<div class="orders"><table class="list"><thead><tr><th scope="col">Tracking number</th><th scope="col">Carrier</th><th scope="col">Shipped</th><th scope="col" class="amount">Pieces</th><th scope="col">In Commerce</th><th scope="col">At Amazon</th></tr></thead><tbody>${rows}</tbody></table></div>`
  }</section>`;
}

/** Of a package in several parcels Amazon knows the first number only; whoever looks for it wants them all. */
function trackingNumbers(parcel: Parcel, carriers: CarrierMap): readonly Html[] {
  return [parcel.trackingNumber, ...(parcel.furtherTrackingNumbers ?? [])].map((trackingNumber) => {
    const shown = clipped(trackingNumber || 'no tracking number', 80);
    const href = trackingLink(carriers, { ...parcel, trackingNumber });
    return html`<div>${href === undefined ? shown : html`<a href="${href}" rel="noreferrer">${shown}</a>`}</div>`;
  });
}

/** What Amazon made itself it knows, and what is about to be told is told without being asked. */
const canConfirmAgain = ({ source, atAmazon }: Parcel): boolean => source !== 'amazon' && atAmazon !== 'recorded';

const confirmAgainForm = ({ order: { amazonOrderId } }: OrderView, { id }: Parcel): Html =>
  html`<form class="again" method="post" action="/api/orders/${amazonOrderId}/confirm-again" data-done="${doneSentence('confirm-again')}"><input type="hidden" name="package" value="${id}"><button type="submit" class="quiet" data-focus="confirm-again ${id}" aria-label="Tell again of package ${clipped(id, 100)}">Tell again</button></form>`;
