import type { AmazonCancellations, AmazonOrders } from '../src/amazon/port.js';
import type { CommercePort } from '../src/commerce/port.js';
import type { AmazonOrder } from '../src/domain/amazon-order.js';
import type { CarrierMap } from '../src/domain/carrier-map.js';
import type { AccountId, AmazonOrderId, Sku } from '../src/domain/ids.js';
import type { StoreViews } from '../src/domain/store-views.js';

/** What an account is connected to, looked up when it is used: an order does not keep connections. */
export type AccountRemotes = {
  readonly amazon: AmazonOrders;
  readonly cancellations: Pick<AmazonCancellations, 'cancelOrder'>;
  /** By feed, unless the settings want the call that Amazon may or may not offer. */
  readonly cancelBy: 'feed' | 'put';
  readonly commerce: CommercePort;
  readonly recentOrders: RecentOrders;
  readonly carriers: CarrierMap;
  readonly skuMap: Readonly<Record<string, Sku>>;
  /** Where the orders of each marketplace lie; absent: all in the one that `commerce` shows. */
  readonly storeViews?: StoreViews;
  readonly readBacks: ReadBacks;
};

export type CommerceOf = (accountId: AccountId) => Pick<AccountRemotes, 'commerce' | 'carriers'> | undefined;

/** `undefined`: the account is not in the settings any more, and nothing is sent for it. */
export type RemotesOf = (accountId: AccountId) => AccountRemotes | undefined;

/** When Amazon may be asked whether it shows a package: its allowance is shared with orders that are announced. */
export interface ReadBacks {
  /** 0: now. Else not before so many milliseconds. */
  waitMs(when: 'right-after-sending' | 'later'): number;
}

/** What was just read stays in memory for a moment, so that the decisive transition of an order costs one read. */
export interface RecentOrders {
  recall(id: AmazonOrderId): AmazonOrder | undefined;
}
