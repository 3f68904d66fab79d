import type { StoreView } from './options.js';
import type { Shop } from './shop.js';

/** Every store view counts orders, invoices, shipments and credit memos on its own; the first store has no prefix. */
export function nextNumber(
  shop: Shop,
  kind: 'order' | 'invoice' | 'shipment' | 'creditmemo',
  store: StoreView,
): string {
  const first = kind === 'order' ? store.orderSequenceStart : 1;
  const value = shop.sequences.next(`${kind}-number-${store.id}`, first);
  return `${store.id === 1 ? '' : store.id}${String(value).padStart(9, '0')}`;
}
