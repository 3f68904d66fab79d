import type { Fields } from './json.js';

/** Everything that belongs to one order. Kept as one value, so that a write is one line of the state file: all or nothing. */
export type OrderRow = {
  readonly entityId: number;
  readonly fields: Fields;
  readonly items: Fields[];
  readonly addresses: Fields[];
  readonly payment: Fields;
  readonly histories: Fields[];
  readonly invoices: DocumentRow[];
  readonly shipments: ShipmentRow[];
  readonly creditmemos: DocumentRow[];
};

export type DocumentRow = {
  readonly fields: Fields;
  readonly items: Fields[];
  readonly comments: Fields[];
};

export type ShipmentRow = DocumentRow & { readonly tracks: Fields[]; readonly sourceCode: string };

export type SourceItem = { readonly sourceCode: string; readonly quantity: number; readonly status: 0 | 1 };

export type ProductRow = {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly status: 1 | 2;
  readonly typeId: string;
  readonly price: number;
  readonly websiteIds: readonly number[];
  readonly sources: readonly SourceItem[];
  readonly minQty: number;
  readonly manageStock: boolean;
  readonly backorders: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type Reservation = {
  readonly id: number;
  readonly sku: string;
  readonly stockId: number;
  readonly quantity: number;
  readonly event: 'shipment_created' | 'order_canceled' | 'creditmemo_created' | 'compensation';
  readonly orderId: number;
};

export type CustomerRow = { readonly id: number; readonly fields: Fields; readonly addresses: Fields[] };

/** A mail that the shop sent. The demo's rule is that a buyer never gets one. */
export type Mail = {
  readonly id: number;
  readonly at: string;
  readonly kind:
    | 'order'
    | 'order_comment'
    | 'invoice'
    | 'invoice_comment'
    | 'shipment'
    | 'shipment_comment'
    | 'creditmemo'
    | 'creditmemo_comment'
    | 'customer_welcome';
  readonly to: string;
  /** `copy`: to the merchant's own address, not to the buyer. */
  readonly audience: 'customer' | 'copy';
  readonly orderId?: number;
};
