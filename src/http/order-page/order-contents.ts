import type { OrderView } from '../../../workflows/messages.js';
import { gapAfter } from '../../domain/timeline.js';
import { sentenceOfEntry } from '../../domain/timeline-sentences.js';
import { clipped, type Html, html } from '../html.js';
import { momentToTheSecond } from '../orders-page/moments.js';

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

export function timelinePanel({ timeline }: OrderView): Html {
  const gap = gapAfter(timeline);
  const entries = timeline.map(
    (entry, index) =>
      html`<li>${momentToTheSecond(Date.parse(entry.at))}<span>${clipped(sentenceOfEntry(entry), 400)}</span><span class="actor small muted">${clipped(entry.actor, 60)}</span></li>${index === gap && html`<li class="muted small">A timeline keeps 200 entries: what stood here may have made room.</li>`}`,
  );
  return html`<section class="panel"><h2>Timeline</h2><ol class="timeline">${entries.toReversed()}</ol></section>`;
}
