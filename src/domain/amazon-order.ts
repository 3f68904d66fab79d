import type { AmazonStatus } from './amazon-status.js';
import type { AmazonOrderId, MarketplaceId, OrderItemId, Sku } from './ids.js';
import type { Money } from './money.js';
import type { PackageLine } from './shipment-package.js';

export const fulfilments = ['FBM', 'FBA'] as const;
/** Fulfilled by the merchant, or by Amazon. */
export type FulfilledBy = (typeof fulfilments)[number];

export const proceedsKinds = [
  'ITEM',
  'SHIPPING',
  'GIFT_WRAP',
  'COD_FEE',
  'TAX',
  'DISCOUNT',
  'DELIVERY_TIP',
  'OTHER',
] as const;
export type ProceedsKind = (typeof proceedsKinds)[number];

/** One part of what the buyer pays for a line. `of` says what a TAX or DISCOUNT belongs to, when Amazon tells. */
export type Proceeds = { readonly kind: ProceedsKind; readonly of?: ProceedsKind; readonly amount: Money };

export type AmazonOrderLine = {
  readonly orderItemId: OrderItemId;
  /** Absent when Amazon gives none or one that no catalogue can hold. */
  readonly sku?: Sku;
  readonly title: string;
  readonly quantityOrdered: number;
  readonly quantityShipped: number;
  readonly quantityCancelled: number;
  readonly unitPrice?: Money;
  readonly proceeds: readonly Proceeds[];
  readonly proceedsTotal?: Money;
  readonly giftMessage?: string;
  readonly giftWrapLevel?: string;
  readonly taxFacilitator?: string;
  readonly taxScheme?: 'IOSS' | 'UOSS';
  /** Of the marketplace, for goods from outside the EU: the carrier must be given it, or the parcel is taxed again. */
  readonly iossNumber?: string;
  /** What the carrier must do on delivery, in words: `signature confirmation`. */
  readonly deliveryConstraints?: readonly string[];
  readonly programs: readonly string[];
};

/** PERSONAL DATA. Lives in memory only: never in history, logs, metrics, failure messages. */
export type AmazonAddress = {
  readonly name: string;
  readonly companyName?: string;
  readonly lines: readonly string[];
  readonly city: string;
  readonly districtOrCounty?: string;
  readonly stateOrRegion?: string;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone?: string;
};

/** PERSONAL DATA, as above. */
export type AmazonBuyer = {
  readonly name?: string;
  readonly email?: string;
  readonly companyName?: string;
  readonly purchaseOrderNumber?: string;
};

/** A package as Amazon knows it. */
export type AmazonPackage = {
  readonly reference: string;
  readonly carrier?: string;
  readonly shippingService?: string;
  readonly trackingNumber?: string;
  readonly shippedAt?: string;
  readonly status?: string;
  /** Set when it does not reach the buyer or comes back: Amazon's own word for how. */
  readonly returned?: string;
  readonly lines: readonly PackageLine[];
};

/** PERSONAL DATA where it is the buyer's. `BUYER`, `MERCHANT` or `MARKETPLACE`, and what Amazon adds to these tomorrow. */
export type TaxRegistration = { readonly of: string; readonly kind?: string; readonly number: string };

export type AmazonOrder = {
  readonly id: AmazonOrderId;
  readonly marketplaceId: MarketplaceId;
  readonly status: AmazonStatus;
  readonly fulfilledBy: FulfilledBy;
  readonly purchasedAt: string;
  readonly lastUpdatedAt: string;
  readonly shipBy?: string;
  readonly deliverBy?: string;
  readonly serviceLevel?: string;
  readonly grandTotal?: Money;
  readonly deliveryTip?: Money;
  readonly lines: readonly AmazonOrderLine[];
  readonly packages: readonly AmazonPackage[];
  readonly programs: readonly string[];
  readonly buyerRequestsCancel: boolean;
  /** The order that this one replaces, free of charge. */
  readonly replaces?: AmazonOrderId;
  readonly buyer?: AmazonBuyer;
  readonly deliveryAddress?: AmazonAddress;
  readonly taxRegistrations?: readonly TaxRegistration[];
};

/** An order whose shape we do not know: it becomes a blocked order, and stops nothing else. */
export type UnreadableOrder = {
  readonly id: AmazonOrderId;
  readonly unreadableAt: string;
  readonly lastUpdatedAt?: string;
  readonly marketplaceId?: MarketplaceId;
};
