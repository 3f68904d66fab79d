import type { AmazonOperation } from './port.js';

/** What an operation may be called: `burst` at once, then `ratePerSecond`. One such allowance per seller and application. */
export type UsagePlan = { readonly ratePerSecond: number; readonly burst: number };

/**
 * As documented. Amazon may grant a seller more, and then says so in `x-amzn-RateLimit-Limit` (the rate alone: the burst
 * is never told), which beats this table.
 */
export const usagePlans: Readonly<Record<AmazonOperation, UsagePlan>> = {
  searchOrders: { ratePerSecond: 0.0056, burst: 20 },
  getOrder: { ratePerSecond: 0.5, burst: 30 },
  confirmShipment: { ratePerSecond: 2, burst: 10 },
  listTransactions: { ratePerSecond: 0.5, burst: 10 },
  getOrderRegulatedInfo: { ratePerSecond: 0.5, burst: 30 },
  createFeedDocument: { ratePerSecond: 0.5, burst: 15 },
  createFeed: { ratePerSecond: 0.0083, burst: 15 },
  getFeed: { ratePerSecond: 2, burst: 15 },
  getFeedDocument: { ratePerSecond: 0.0222, burst: 10 },
  cancelOrder: { ratePerSecond: 1, burst: 5 },
  /** Each of the ten has its own; one bucket for all of them is the careful reading. */
  notifications: { ratePerSecond: 1, burst: 5 },
  getMarketplaceParticipations: { ratePerSecond: 0.016, burst: 15 },
};
