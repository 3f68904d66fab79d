import { type Fields, textOf, withoutNulls } from './json.js';
import { nextNumber } from './numbers.js';
import { RestError } from './rest-error.js';
import type { DocumentRow, OrderRow } from './rows.js';
import type { Shop } from './shop.js';

/** What invoices, shipments and credit memos have in common. */

export type CommentInput = { readonly comment: string; readonly isVisibleOnFront: number };

export type DocumentRequest = {
  /** Empty: everything that is left. */
  readonly quantities: ReadonlyMap<number, number>;
  readonly comment?: CommentInput | undefined;
  readonly isNotified: boolean;
  readonly isCommentAppended: boolean;
};

export type DocumentKind = 'invoice' | 'shipment' | 'creditmemo';

/** Several faults in one text, below a heading; these texts arrive filled in. */
export function refuseDocument(heading: 'Invoice' | 'Shipment' | 'Creditmemo', problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new RestError(400, `${heading} Document Validation Error(s):\n${problems.join('\n')}`);
}

export function documentHead(shop: Shop, order: OrderRow, kind: DocumentKind): Fields {
  const store = shop.storeOf(order);
  const now = shop.now();
  return {
    entity_id: shop.sequences.next(kind),
    increment_id: nextNumber(shop, kind, store),
    order_id: order.entityId,
    store_id: order.fields['store_id'] ?? store.id,
    billing_address_id: addressId(order, 'billing'),
    shipping_address_id: addressId(order, 'shipping'),
    created_at: now,
    updated_at: now,
  };
}

export const currencyColumns = [
  'base_currency_code',
  'global_currency_code',
  'order_currency_code',
  'store_currency_code',
  'base_to_global_rate',
  'base_to_order_rate',
  'store_to_base_rate',
  'store_to_order_rate',
];

export function columnsFrom(order: OrderRow, columns: readonly string[]): Fields {
  return withoutNulls(Object.fromEntries(columns.map((column) => [column, order.fields[column]])));
}

/** Kept with or without `appendComment`, which only decides whether the mail quotes it. */
export function addDocumentComment(
  shop: Shop,
  document: DocumentRow,
  comment: CommentInput,
  isCustomerNotified: boolean,
): void {
  document.comments.push({
    entity_id: shop.sequences.next('document-comment'),
    parent_id: document.fields['entity_id'] ?? null,
    comment: comment.comment,
    is_customer_notified: isCustomerNotified ? 1 : 0,
    is_visible_on_front: comment.isVisibleOnFront,
    created_at: shop.now(),
  });
}

/** The mail of a document goes out by `notify` alone and is noted on it. */
export function notifyOfDocument(shop: Shop, order: OrderRow, kind: DocumentKind, document: DocumentRow): void {
  document.fields['email_sent'] = 1;
  shop.mailBox.send({ kind, to: textOf(order.fields, 'customer_email'), orderId: order.entityId });
}

export function entityIdOf(document: DocumentRow): number {
  return Number(document.fields['entity_id']);
}

function addressId(order: OrderRow, type: 'billing' | 'shipping'): number | null {
  const id = order.addresses.find((address) => address['address_type'] === type)?.['entity_id'];
  return typeof id === 'number' ? id : null;
}
