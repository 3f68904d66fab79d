import type { BuyerName } from '../domain/buyer-name.js';
import type { AmazonOrderId, CommerceOrderNumber, OrderItemId, Sku } from '../domain/ids.js';
import type { Money } from '../domain/money.js';
import type { OrderDraft } from '../domain/order-draft.js';

/** All of these throw RemoteFailure when the remote is in trouble, and only then. */

export interface CommerceOrders {
  /** Every order of the account's store views that carries the Amazon id; two hits are for the operator. */
  findByAmazonId(id: AmazonOrderId): Promise<readonly CommerceOrder[]>;
  findByNumber(number: CommerceOrderNumber): Promise<CommerceOrder | undefined>;
  read(entityId: number): Promise<CommerceOrder | 'not-found'>;
  /**
   * A repeat with a number of ours is harmless: Commerce's unique key answers `exists`, and the caller adopts.
   * A repeat without one makes a second order: the caller must first be sure that no earlier request can still arrive.
   */
  create(draft: OrderDraft): Promise<CommerceOrder | 'exists' | CommerceRefused>;
  /** A repeat is harmless: Commerce answers `false` when nothing is left to cancel. */
  cancel(entityId: number): Promise<'cancelled' | 'not-possible'>;
  /** A repeat is harmless: an order that is on hold, or has ended, cannot be held. */
  hold(entityId: number): Promise<'held' | 'not-possible'>;
  /** A repeat is harmless: what is not on hold has no hold to lift. */
  unhold(entityId: number): Promise<'free' | 'not-possible'>;
  /**
   * Not idempotent by itself: read the order's comments first. Never visible to the customer, never mailed. Writes the
   * status too: the given one, else the one the order has just now.
   */
  comment(entityId: number, text: string, status?: string): Promise<void>;
  comments(entityId: number): Promise<readonly string[]>;
  /**
   * Orders of ours (with an Amazon id) among the next `max` changes, the oldest first: those behind the given position,
   * or everything since, when there is no id in it. A change while pages are read moves no order past the reader.
   */
  changedSince(since: ChangePosition | { readonly updatedAt: string }, max: number): Promise<ChangedOrders>;
  readMany(entityIds: readonly number[]): Promise<readonly CommerceOrder[]>;
}

export interface CommerceInvoices {
  /** Everything that is left, never mailed. A repeat is refused by Commerce: `nothing-left`. */
  create(entityId: number): Promise<'created' | 'nothing-left' | CommerceRefused>;
}

export interface CommerceShipments {
  ofOrders(entityIds: readonly number[]): Promise<readonly CommerceShipment[]>;
  /**
   * NOT idempotent while quantity is left: compare with `ofOrders` first (our comment, or an equal track number).
   * `nothing-left` is Commerce's answer when everything was shipped already. Without lines it throws: Commerce would
   * ship the whole order.
   */
  create(shipment: NewShipment): Promise<'created' | 'nothing-left' | CommerceRefused>;
  /** NOT idempotent: Commerce appends. Compare with `ofOrders` first. */
  addTrack(track: NewTrack): Promise<'added' | CommerceRefused>;
}

export interface CommerceRefunds {
  /**
   * Offline, everything that was invoiced and is not paid back yet; nothing is mailed. `returnedLineIds` go back to stock,
   * or never left it; none of them may be paid back already. A repeat is refused by Commerce: `nothing-left`.
   */
  createForAll(
    entityId: number,
    memo: { readonly comment: string; readonly returnedLineIds: readonly number[] },
  ): Promise<'created' | 'nothing-left' | CommerceRefused>;
}

/** Credit memos over a part of an order. */
export interface CommerceCreditMemos {
  /** What was paid and paid back so far, line by line; with what the comments of its credit memos say. */
  standing(entityId: number): Promise<RefundStanding | 'not-found'>;
  /**
   * Offline; nothing is mailed. NOT idempotent: look for the refund's id in the comments of
   * `standing` first.
   */
  create(memo: NewCreditMemo): Promise<'created' | CommerceRefused>;
}

/** Where the goods of an order go, and whom it is billed to. PERSONAL DATA: only ever read and written by the HTTP process. */
export interface CommerceAddresses {
  /** A repeat is harmless: the same fields are written again. Other fields stay as Commerce has them. */
  correct(entityId: number, which: 'shipping' | 'billing', changes: AddressChanges): Promise<'saved' | CommerceRefused>;
}

export interface CommerceCatalogue {
  /** Only those that exist, each under the SKU exactly as asked. */
  find(skus: readonly Sku[]): Promise<ReadonlyMap<Sku, CommerceProduct>>;
  /** The SKUs among these that cannot be sold in that quantity. Ask only for products found by `find`. */
  outOfStock(wanted: readonly { readonly sku: Sku; readonly quantity: number }[]): Promise<readonly Sku[]>;
}

export interface CommerceDirectory {
  country(code: string): Promise<CommerceCountry | 'not-found'>;
}

export interface CommerceCustomers {
  findByEmail(email: string): Promise<CommerceCustomer | undefined>;
  /** Never by POST, which always mails. A repeat answers `exists`: the caller reads and adopts. */
  create(customer: {
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    /** Id of the customer group. */
    readonly groupId?: number;
    /** Some shops refuse a customer without one (setting "Show Tax/VAT Number": required). */
    readonly taxNumber?: string;
  }): Promise<CommerceCustomer | 'exists' | CommerceRefused>;
}

/** Personal: what these answer is shown to those with the role, and kept nowhere. */
export interface CommerceBuyers {
  /** Of orders of this store view, by the Amazon id that they carry. */
  namesOf(numbers: readonly CommerceOrderNumber[]): Promise<ReadonlyMap<AmazonOrderId, BuyerName>>;
  /** The newest `max` orders of ours whose buyer's first or last name holds every word of this. */
  ordersOf(
    name: string,
    max: number,
  ): Promise<{ readonly amazonOrderIds: readonly AmazonOrderId[]; readonly isCut: boolean }>;
}

export interface CommerceStore {
  /** The store view of the account, with what orders need to know of it. Asked once, kept for a while. */
  view(): Promise<CommerceStoreView>;
}

export interface CommercePort {
  /** The same shop, seen from another store view of it. */
  inStoreView(code: string): CommercePort;
  readonly orders: CommerceOrders;
  readonly invoices: CommerceInvoices;
  readonly shipments: CommerceShipments;
  readonly refunds: CommerceRefunds;
  readonly creditMemos: CommerceCreditMemos;
  readonly addresses: CommerceAddresses;
  readonly catalogue: CommerceCatalogue;
  readonly directory: CommerceDirectory;
  readonly customers: CommerceCustomers;
  readonly buyers: CommerceBuyers;
  readonly store: CommerceStore;
}

/** A 400 or 404 about the business of the request: blocked until someone acts. `text` holds no personal data. */
export type CommerceRefused = { readonly refused: string };

export type CommerceOrder = {
  readonly entityId: number;
  readonly number: CommerceOrderNumber;
  readonly storeId: number;
  readonly amazonOrderId?: AmazonOrderId;
  readonly state: string;
  readonly status: string;
  readonly grandTotal: Money;
  readonly updatedAt: string;
  readonly lines: readonly CommerceOrderLine[];
};

/** Commerce keeps whole seconds, and many orders change within one: the id tells them apart. */
export type ChangePosition = { readonly updatedAt: string; readonly entityId: number };

export type ChangedOrders = {
  readonly orders: readonly CommerceOrder[];
  /** Absent when nothing changed. Other systems' orders count, so that they are not read again and again. */
  readonly readTo?: ChangePosition;
  readonly isLast: boolean;
};

export type CommerceOrderLine = {
  readonly lineId: number;
  readonly orderItemId?: OrderItemId;
  readonly sku: string;
  readonly quantityOrdered: number;
  readonly quantityShipped: number;
  readonly quantityCancelled: number;
};

export type CommerceShipment = {
  readonly shipmentId: number;
  readonly orderEntityId: number;
  readonly createdAt: string;
  readonly lines: readonly { readonly lineId: number; readonly quantity: number }[];
  readonly tracks: readonly { readonly number: string; readonly carrierCode: string; readonly title: string }[];
  readonly comments: readonly string[];
};

export type NewShipment = {
  readonly orderEntityId: number;
  readonly lines: readonly { readonly lineId: number; readonly quantity: number }[];
  readonly comment: string;
  readonly tracks: readonly { readonly number: string; readonly carrierCode: string; readonly title: string }[];
};

export type NewTrack = {
  readonly orderEntityId: number;
  readonly shipmentId: number;
  readonly track: { readonly number: string; readonly carrierCode: string; readonly title: string };
};

export type RefundStanding = {
  readonly state: string;
  readonly paid: Money;
  readonly refunded: Money;
  /** Not paid back yet. */
  readonly shippingLeft: Money;
  readonly lines: readonly RefundableLine[];
  readonly memos: readonly { readonly total: Money; readonly comments: readonly string[] }[];
};

/** Amounts are of all that was invoiced of the line; `discount` is positive. */
export type RefundableLine = {
  readonly lineId: number;
  readonly orderItemId?: OrderItemId;
  readonly quantityInvoiced: number;
  readonly quantityRefunded: number;
  readonly row: Money;
  readonly tax: Money;
  readonly discount: Money;
};

/** At least one line, if with none of its pieces: no line at all would be everything. Shipping is not paid back by itself. */
export type NewCreditMemo = {
  readonly orderEntityId: number;
  readonly lines: readonly { readonly lineId: number; readonly quantity: number }[];
  readonly adjustmentPositive: Money;
  readonly adjustmentNegative: Money;
  readonly comment: string;
  /** Of its lines: they go back to stock, or never left it. */
  readonly returnedLineIds: readonly number[];
};

/** PERSONAL DATA. Absent: stays as it is. */
export type AddressChanges = {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly street?: readonly string[];
  readonly city?: string;
  readonly postcode?: string;
  readonly telephone?: string;
};

export type CommerceProduct = {
  readonly productId: number;
  readonly sku: Sku;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly typeId: string;
  readonly websiteIds: readonly number[];
};

export type CommerceCountry = {
  readonly code: string;
  readonly regions: readonly { readonly id: number; readonly code: string; readonly name: string }[];
};

export type CommerceCustomer = { readonly id: number; readonly groupId: number };

export type CommerceStoreView = {
  readonly storeId: number;
  readonly storeViewCode: string;
  readonly websiteId: number;
  readonly websiteCode: string;
  readonly baseCurrency: string;
  readonly baseUrl: string;
};
