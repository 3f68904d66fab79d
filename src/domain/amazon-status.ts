/** Amazon's v0 words, which its notifications still speak and operators know. The 2026 words are mapped to them in the client. */
export const amazonStatuses = [
  'PendingAvailability',
  'Pending',
  'Unshipped',
  'PartiallyShipped',
  'Shipped',
  'Canceled',
  'Unfulfillable',
  /** A status that Amazon invents tomorrow: counted, shown, harmless. */
  'Unrecognised',
] as const;
export type AmazonStatus = (typeof amazonStatuses)[number];

/** How far an order has come. Reports arrive late and out of order; an order never goes back. */
const rank: Readonly<Record<AmazonStatus, number>> = {
  Unrecognised: -1,
  PendingAvailability: 0,
  Pending: 1,
  Unshipped: 2,
  PartiallyShipped: 3,
  Shipped: 4,
  Unfulfillable: 5,
  Canceled: 5,
};

export const isFurther = (next: AmazonStatus, than: AmazonStatus): boolean => rank[next] > rank[than];

/** Amazon has verified the payment: from here on the merchant may see and ship the order. */
export const isVerifiedStatus = (status: AmazonStatus): boolean =>
  status === 'Unshipped' || status === 'PartiallyShipped' || status === 'Shipped';

/** Nothing of the order is to be sent any more. Amazon's own words for it are two. */
export const isCancelledStatus = (status: AmazonStatus): boolean => status === 'Canceled' || status === 'Unfulfillable';

/** Goods are under way, whoever sent them. */
export const isShippedStatus = (status: AmazonStatus): boolean => status === 'PartiallyShipped' || status === 'Shipped';

export const isFinalAmazonStatus = (status: AmazonStatus): boolean =>
  status === 'Shipped' || status === 'Canceled' || status === 'Unfulfillable';
