import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/**
 * What operators filter orders by. Never personal data: Temporal stores these unencrypted and its page shows them.
 * A SQL-backed server holds 10 Keywords, 3 Datetimes, 3 Doubles and 3 Bools per namespace, so Keywords and Datetimes are used up.
 */
export const orderAttributes = {
  amazonOrderId: defineSearchAttributeKey('AmazonOrderId', SearchAttributeType.KEYWORD),
  sellerId: defineSearchAttributeKey('SellerId', SearchAttributeType.KEYWORD),
  account: defineSearchAttributeKey('Account', SearchAttributeType.KEYWORD),
  marketplace: defineSearchAttributeKey('Marketplace', SearchAttributeType.KEYWORD),
  fulfilledBy: defineSearchAttributeKey('FulfilledBy', SearchAttributeType.KEYWORD),
  orderStatus: defineSearchAttributeKey('OrderStatus', SearchAttributeType.KEYWORD),
  /** In the words of Amazon's Orders API v0 (`Unshipped`, `Shipped`, `Canceled`). */
  amazonStatus: defineSearchAttributeKey('AmazonStatus', SearchAttributeType.KEYWORD),
  commerceOrderNumber: defineSearchAttributeKey('CommerceOrderNumber', SearchAttributeType.KEYWORD),
  blockedBy: defineSearchAttributeKey('BlockedBy', SearchAttributeType.KEYWORD),
  currency: defineSearchAttributeKey('Currency', SearchAttributeType.KEYWORD),
  purchaseDate: defineSearchAttributeKey('PurchaseDate', SearchAttributeType.DATETIME),
  shipBy: defineSearchAttributeKey('ShipBy', SearchAttributeType.DATETIME),
  changedAt: defineSearchAttributeKey('ChangedAt', SearchAttributeType.DATETIME),
  /** For range filters only: a double rounds, so no amount is ever read back from here. */
  orderTotal: defineSearchAttributeKey('OrderTotal', SearchAttributeType.DOUBLE),
  needsAttention: defineSearchAttributeKey('NeedsAttention', SearchAttributeType.BOOL),
} as const;
