/** Default rate and burst per operation, as the models declare them. */
export type UsagePlan = { readonly ratePerSecond: number; readonly burst: number };

export const defaultUsagePlans = {
  searchOrders: { ratePerSecond: 0.0056, burst: 20 },
  getOrder: { ratePerSecond: 0.5, burst: 30 },
  cancelOrder: { ratePerSecond: 1, burst: 5 },
  confirmShipment: { ratePerSecond: 2, burst: 10 },
  listTransactions: { ratePerSecond: 0.5, burst: 10 },
  getOrderRegulatedInfo: { ratePerSecond: 0.5, burst: 30 },
  createFeedDocument: { ratePerSecond: 0.5, burst: 15 },
  createFeed: { ratePerSecond: 0.0083, burst: 15 },
  getFeed: { ratePerSecond: 2, burst: 15 },
  getFeedDocument: { ratePerSecond: 0.0222, burst: 10 },
  createDestination: { ratePerSecond: 1, burst: 5 },
  getDestinations: { ratePerSecond: 1, burst: 5 },
  getDestination: { ratePerSecond: 1, burst: 5 },
  deleteDestination: { ratePerSecond: 1, burst: 5 },
  createSubscription: { ratePerSecond: 1, burst: 5 },
  getSubscription: { ratePerSecond: 1, burst: 5 },
  getSubscriptionById: { ratePerSecond: 1, burst: 5 },
  deleteSubscriptionById: { ratePerSecond: 1, burst: 5 },
  getMarketplaceParticipations: { ratePerSecond: 0.016, burst: 15 },
} as const satisfies Readonly<Record<string, UsagePlan>>;

export type OperationName = keyof typeof defaultUsagePlans;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(defaultUsagePlans, name);
}
