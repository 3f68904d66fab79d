import type { QueueSeen } from '../../activities/contract.js';
import type { AmazonOrders } from '../amazon/port.js';
import type { FulfilledBy } from '../domain/amazon-order.js';
import type { AccountId, MarketplaceId, SellerId } from '../domain/ids.js';
import type { MarketplaceTrace } from './marketplace-trace.js';
import type { StartRules } from './order-starter.js';
import type { RecentOrders } from './recent-orders.js';
import type { RecentlyHandedOver } from './recently-handed-over.js';

/** What the gateway of one account holds while it has the lease. */
export type SweptAccount = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  readonly marketplaces: readonly MarketplaceId[];
  readonly orders: Omit<StartRules, 'since'>;
  readonly amazon: AmazonOrders & { readonly clockSkewMs: () => number };
  readonly marketplaceTrace: MarketplaceTrace;
  readonly recentOrders: RecentOrders;
  readonly handedOver: RecentlyHandedOver;
  readonly searchAllowance: () => { readonly ratePerSecond: number; readonly tokens: number };
  /** Announced orders that wait for a read of their own. */
  readonly waiting: () => Readonly<Record<FulfilledBy, number>>;
  readonly queue: () => QueueSeen | undefined;
};
