import type { Fields } from './json.js';
import type { OrderRow } from './rows.js';
import type { Shop } from './shop.js';

/** What a comment gets when it is kept. */
export function fillHistory(shop: Shop, row: OrderRow, history: Fields): void {
  Object.assign(history, { entity_id: shop.sequences.next('history'), parent_id: row.entityId });
  history['created_at'] ??= shop.now();
  history['entity_name'] ??= 'order';
  history['is_customer_notified'] ??= 0;
  history['is_visible_on_front'] ??= 0;
}
