/**
 * The simulator's truth about one order. What a caller sees of it is cut to measure in `wire-order.ts`. Records are
 * plain JSON and never changed in place: an older version may still stand in the search index.
 */
export const fulfillmentStatuses = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
] as const;
export type FulfillmentStatus = (typeof fulfillmentStatuses)[number];

export const fulfillers = ['MERCHANT', 'AMAZON'] as const;
export type Fulfiller = (typeof fulfillers)[number];

export const cancellers = ['BUYER', 'MERCHANT', 'AMAZON'] as const;
export type Canceller = (typeof cancellers)[number];

export const packageStatuses = ['PENDING', 'IN_TRANSIT', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'UNDELIVERABLE'] as const;
export type PackageStatus = (typeof packageStatuses)[number];

export type GiftWrap = {
  readonly price: string;
  readonly tax: string;
  readonly level: string;
  readonly message: string | undefined;
};

export type ItemRecord = {
  readonly orderItemId: string;
  readonly sku: string;
  readonly asin: string;
  readonly title: string;
  readonly quantityOrdered: number;
  readonly quantityCancelled: number;
  /** Only for goods that Amazon ships; the merchant's are counted from the packages. */
  readonly quantityShippedByAmazon: number;
  /** All amounts but the unit price are of the whole line. */
  readonly unitPrice: string;
  readonly tax: string;
  readonly shipping: string;
  readonly shippingTax: string;
  /** As a positive amount. */
  readonly discount: string;
  readonly discountSign: 'negative' | 'positive';
  readonly giftWrap: GiftWrap | undefined;
  readonly cancelRequest: { readonly reason: string } | undefined;
  readonly cancelExecution: { readonly by: Canceller; readonly reason: string } | undefined;
};

export type PackageItem = {
  readonly orderItemId: string;
  readonly quantity: number;
  readonly transparencyCodes?: readonly string[] | undefined;
};

export type PackageRecord = {
  readonly packageReferenceId: string;
  readonly createdTime: string;
  readonly status: PackageStatus;
  readonly detailedStatus: string | undefined;
  readonly carrier: string;
  readonly shippingService: string | undefined;
  readonly trackingNumber: string;
  readonly shipTime: string;
  readonly items: readonly PackageItem[];
  /** `amazon`: made in Seller Central or with a label bought there. */
  readonly madeBy: 'confirmShipment' | 'amazon';
};

/** How often one package was confirmed, whether or not the confirmation had an effect. */
export type ConfirmationRecord = {
  readonly packageReferenceId: string;
  readonly receivedCount: number;
  /** Answered 204 without effect. */
  readonly droppedCount: number;
  /** Times that the package was made or changed by it. */
  readonly appliedCount: number;
  readonly firstAt: string;
  readonly lastAt: string;
};

export type Buyer = {
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly companyName: string | undefined;
  readonly purchaseOrderNumber: string | undefined;
};

export type TimeWindow = { readonly earliest: string; readonly latest: string };

export type OrderRecord = {
  readonly sellerId: string;
  readonly amazonOrderId: string;
  readonly marketplaceId: string;
  readonly fulfilledBy: Fulfiller;
  readonly status: FulfillmentStatus;
  readonly currency: string;
  readonly createdTime: string;
  readonly lastUpdatedTime: string;
  readonly items: readonly ItemRecord[];
  readonly packages: readonly PackageRecord[];
  readonly confirmations: readonly ConfirmationRecord[];
  readonly buyer: Buyer;
  /** Members as in the model's CustomerAddress. */
  readonly address: Readonly<Record<string, unknown>> | undefined;
  readonly shipBy: TimeWindow;
  readonly deliverBy: TimeWindow;
  readonly serviceLevel: string;
  readonly programs: readonly string[];
  /** Amazon's verification of regulated goods; absent: the order holds none. */
  readonly regulated?: string | undefined;
  readonly sellerOrderId: string | undefined;
  readonly tip: { readonly amount: string; readonly status: 'PENDING' | 'FINALIZED' } | undefined;
  readonly isNeverListed: boolean;
  readonly indexLagMs: number | undefined;
  /** Laid over the wire order, last. */
  readonly raw: unknown;
  /** A feed cancelled an order of which something had shipped: Amazon refunds all of it, goods and all. */
  readonly isRefundedByLateCancel: boolean;
};

export function quantityShipped(order: OrderRecord, item: ItemRecord): number {
  let quantity = item.quantityShippedByAmazon;
  for (const each of order.packages) {
    if (each.status === 'CANCELLED') continue;
    for (const packed of each.items) if (packed.orderItemId === item.orderItemId) quantity += packed.quantity;
  }
  return quantity;
}

export function quantityUnshipped(order: OrderRecord, item: ItemRecord): number {
  return Math.max(0, item.quantityOrdered - item.quantityCancelled - quantityShipped(order, item));
}

/** Payment is not verified: Amazon shows neither prices nor an address. */
export const isPending = (order: OrderRecord): boolean =>
  order.status === 'PENDING' || order.status === 'PENDING_AVAILABILITY';
