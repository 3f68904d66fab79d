import type { OrderView } from '../../../workflows/messages.js';
import type { CarrierMap } from '../../domain/carrier-map.js';
import { clipped, type Html, html } from '../html.js';
import { moment } from '../orders-page/moments.js';
import { sentenceOfEntry } from './timeline-sentences.js';
import { trackingLink } from './tracking-link.js';

export function itemsPanel({ lines, packages }: OrderView): Html {
  const packed = (orderItemId: string): number =>
    packages
      .flatMap((parcel) => parcel.lines)
      .filter((line) => line.orderItemId === orderItemId)
      .reduce((sum, line) => sum + line.quantity, 0);
  const rows = lines.map(
    (line) => html`<tr>
<td class="lead words">${line.sku === undefined ? html`<span class="muted">no SKU</span>` : clipped(line.sku)}</td>
<td class="words" data-label="Item">${line.orderItemId}</td>
<td class="amount" data-label="Ordered">${line.quantity}</td>
<td class="amount" data-label="In packages">${packed(line.orderItemId)}</td>
<td class="amount" data-label="Shipped at Amazon">${line.quantityShipped}</td>
<td class="amount" data-label="Cancelled">${line.quantityCancelled}</td>
</tr>`,
  );
  return html`<section class="panel"><h2>Items</h2>${
    rows.length === 0
      ? html`<p class="pad muted">Amazon has not told the items yet.</p>`
      : html`<div class="orders"><table class="list"><thead><tr><th scope="col">SKU</th><th scope="col">Order item</th><th scope="col" class="amount">Ordered</th><th scope="col" class="amount">In packages</th><th scope="col" class="amount">Shipped at Amazon</th><th scope="col" class="amount">Cancelled</th></tr></thead><tbody>${rows}</tbody></table></div>`
  }</section>`;
}

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

export function packagesPanel({ packages }: OrderView, carriers: CarrierMap): Html {
  const rows = packages.map(
    (parcel) => html`<tr>
<td class="lead words">${trackingNumber(parcel, carriers)}<div class="small muted">${clipped(parcel.id, 100)}, from ${madeIn[parcel.source]}</div></td>
<td data-label="Carrier">${clipped([parcel.carrier, parcel.service].filter(Boolean).join(', '), 80)}</td>
<td class="nowrap" data-label="Shipped">${moment(Date.parse(parcel.shippedAt))}</td>
<td class="amount" data-label="Pieces">${parcel.lines.reduce((sum, line) => sum + line.quantity, 0)}</td>
<td data-label="In Commerce">${parcel.inCommerce === 'shipped' ? 'shipped' : 'not yet'}</td>
<td data-label="At Amazon">${atAmazonWords[parcel.atAmazon]}</td>
</tr>`,
  );
  return html`<section class="panel"><h2>Packages</h2>${
    rows.length === 0
      ? html`<p class="pad muted">No package has left yet.</p>`
      : html`<div class="orders"><table class="list"><thead><tr><th scope="col">Tracking number</th><th scope="col">Carrier</th><th scope="col">Shipped</th><th scope="col" class="amount">Pieces</th><th scope="col">In Commerce</th><th scope="col">At Amazon</th></tr></thead><tbody>${rows}</tbody></table></div>`
  }</section>`;
}

function trackingNumber(parcel: Parcel, carriers: CarrierMap): Html | string {
  const shown = clipped(parcel.trackingNumber || 'no tracking number', 80);
  const href = trackingLink(carriers, parcel);
  return href === undefined ? shown : html`<a href="${href}" rel="noreferrer">${shown}</a>`;
}

export function timelinePanel({ timeline }: OrderView): Html {
  const entries = timeline.map(
    (entry) =>
      html`<li>${moment(Date.parse(entry.at))}<span>${clipped(sentenceOfEntry(entry), 400)}</span><span class="actor small muted">${clipped(entry.actor, 60)}</span></li>`,
  );
  return html`<section class="panel"><h2>Timeline</h2><ol class="timeline">${entries.toReversed()}</ol></section>`;
}
