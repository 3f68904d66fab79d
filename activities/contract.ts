import type { FulfilledBy } from '../src/domain/amazon-order.js';
import type { AmazonRefund } from '../src/domain/amazon-refund.js';
import type { AmazonStatus } from '../src/domain/amazon-status.js';
import type { Blocker } from '../src/domain/blocker.js';
import type { CancelReason } from '../src/domain/cancel-reason.js';
import type { CancellationLine } from '../src/domain/cancellation-line.js';
import type { CommunicationTrouble } from '../src/domain/communication-trouble.js';
import type { GatewayReport } from '../src/domain/gateway-report.js';
import type {
  AccountId,
  AmazonOrderId,
  CommerceOrderNumber,
  MarketplaceId,
  OrderItemId,
  SellerId,
  Sku,
} from '../src/domain/ids.js';
import type { Money } from '../src/domain/money.js';
import type { OrderSettings } from '../src/domain/order-settings.js';
import type { OrderSighting } from '../src/domain/order-sighting.js';
import type { RegionCorrection } from '../src/domain/region-correction.js';
import type { ShipmentPackage } from '../src/domain/shipment-package.js';

/** Types only: the one file of this folder that workflows may import. Nothing personal passes through here: it would stay in history. */
export interface Activities {
  readAmazonOrder(order: OrderRef): Promise<ReadOutcome>;
  createCommerceCustomer(request: CreateCustomerRequest): Promise<CustomerOutcome>;
  createCommerceOrder(request: CreateOrderRequest): Promise<CreateOrderOutcome>;
  /** Only looks whether an earlier attempt to create the order has arrived. */
  lookForCommerceOrder(request: LookForOrderRequest): Promise<LookForOrderOutcome>;
  shipCommerceOrder(request: ShipOrderRequest): Promise<ShipOrderOutcome>;
  /** Sends, then looks whether the package has arrived. */
  confirmAmazonShipment(request: ConfirmRequest): Promise<ConfirmOutcome>;
  /** Only looks whether an earlier confirmation has arrived. */
  lookForAmazonPackage(request: ConfirmRequest): Promise<ConfirmOutcome>;
  cancelCommerceOrder(request: CancelOrderRequest): Promise<CancelOrderOutcome>;
  /** Before anything ships, while it is open whether the order will be cancelled. */
  holdCommerceOrder(request: CancelOrderRequest): Promise<HoldOrderOutcome>;
  liftCommerceHold(request: CancelOrderRequest): Promise<LiftHoldOutcome>;
  cancelAmazonOrder(request: CancelAmazonOrderRequest): Promise<CancelAmazonOrderOutcome>;
  /** Tracking that came after the order was complete: on a shipment that Commerce has, else as a comment. */
  trackLatePackage(request: TrackLateRequest): Promise<TrackLateOutcome>;
  /** A credit memo over what Amazon paid back; `held` when none can say the same, which then is a person's business. */
  creditAmazonRefund(request: CreditRefundRequest): Promise<CreditRefundOutcome>;
}

/** What the account workflow asks of whoever holds the seller's quota, and of the shop. */
export interface AccountActivities {
  /**
   * Comes back only when the lease is given up: until then this process alone speaks to Amazon for the seller. `before` is
   * what the holder before it left.
   */
  holdAmazonGateway(lease: AccountRef & { readonly before?: GatewayReport }): Promise<GatewayReport>;
  /** Hands over what this process has not handed over before. */
  sweepAmazonPage(request: ReadPageRequest): Promise<ReadPageOutcome>;
  /** Compares with the workflows themselves: what is missing is started, what differs is told. */
  reconcileAmazonPage(request: ReadPageRequest): Promise<ReadPageOutcome>;
  recoverAmazonOrder(request: RecoverOrderRequest): Promise<RecoverOrderOutcome>;
  /** Tells orders that wait for this account's connection to Amazon that it works again. */
  wakeBlockedOrders(account: AccountRef): Promise<{ readonly woken: number }>;
  /** Of what orders want cancelled. A repeat makes another document, and the first one is forgotten. */
  uploadCancellations(request: UploadCancellationsRequest): Promise<UploadCancellationsOutcome>;
  createCancellationFeed(request: CreateCancellationFeedRequest): Promise<CreateCancellationFeedOutcome>;
  /** Looks how far the feed is; once it has ended, tells each of its orders. A repeat tells them the same. */
  settleCancellationFeed(request: SettleCancellationFeedRequest): Promise<SettleCancellationFeedOutcome>;
  /** Tells orders whose changes were held back that they may go on, the most urgent first. */
  wakeHeldOrders(account: AccountRef): Promise<{ readonly woken: number }>;
  sweepCommerceShipments(request: SweepShipmentsRequest): Promise<SweepShipmentsOutcome>;
  /** One page of what Amazon paid back, told to the orders that it is about. */
  sweepAmazonRefunds(request: SweepRefundsRequest): Promise<SweepRefundsOutcome>;
}

export type AccountRef = { readonly accountId: AccountId };

/** The queue of notifications, as the process saw it that listens to it. */
export type QueueSeen = {
  readonly at: string;
  /** SQS's estimates. */
  readonly waiting: number;
  readonly inFlight: number;
  /** When the oldest message was sent that this process has in hand: SQS tells the age of the others to CloudWatch only. */
  readonly oldestSentAt?: string;
};

export type ReadPageRequest = {
  readonly accountId: AccountId;
  /** Orders bought before this are never imported. */
  readonly since: string;
  readonly updatedAfter: string;
  readonly updatedBefore: string;
  readonly pageToken?: string;
  /** Both kinds, unless one is named. */
  readonly fulfilledBy?: FulfilledBy;
  /** Amazon refuses a whole search for one marketplace that it does not let us see. */
  readonly withoutMarketplaces: readonly MarketplaceId[];
  /** Refused when they were last tried. When they are tried again and the search is refused, it is theirs. */
  readonly closedBefore?: readonly MarketplaceId[];
  /** When so many announced orders wait for a getOrder, nothing is read, and `backlog` is the answer. */
  readonly backlogMin?: number;
};

export type ReadPageOutcome =
  | ReadPage
  /** The window has to be opened anew. */
  | { readonly outcome: 'page-token-refused' }
  /** More is announced than getOrder can serve: the window has to be opened anew, for one kind. */
  | { readonly outcome: 'backlog'; readonly waiting: Readonly<Record<FulfilledBy, number>> }
  /** Our clock is off; the window has to be opened anew, in Amazon's time. */
  | { readonly outcome: 'clock-off'; readonly clockSkewMs: number }
  /** These marketplaces are closed to us; the others work. */
  | { readonly outcome: 'marketplaces-refused'; readonly marketplaces: readonly MarketplaceId[] }
  | BlockedOutcome;

export type ReadPage = {
  readonly outcome: 'page';
  readonly orders: number;
  readonly handedOver: number;
  /** Of these, how many had no workflow, or one that knew less; counted by a reconciliation only. */
  readonly missing: number;
  readonly differing: number;
  /** Temporal refuses to take these; the others were not held up. */
  readonly notTaken: readonly AmazonOrderId[];
  readonly nextPageToken?: string;
  readonly reachesTo?: string;
  readonly newestOrderAt?: string;
  /** Every order on the page changed no sooner than the one before it. */
  readonly isAscending: boolean;
  /** 0 while allowance is left; else when the learned rate grants the next one: sooner would be refused. */
  readonly nextCallAfterMs: number;
  /** 1 / the learned rate after this call: sweeps need not follow each other any sooner. */
  readonly nextSweepAfterMs: number;
  /** How far Amazon's clock is ahead of ours. */
  readonly clockSkewMs: number;
  /** Announced orders that wait for a getOrder of their own, by kind. */
  readonly waiting: Readonly<Record<FulfilledBy, number>>;
  /** Absent where the settings name no queue, or before the first look at it. */
  readonly queue?: QueueSeen;
};

export type RecoverOrderRequest = {
  readonly accountId: AccountId;
  readonly amazonOrderId: AmazonOrderId;
  readonly since: string;
};

export type RecoverOrderOutcome =
  | {
      readonly outcome: 'recovered';
      readonly result: 'handed-over' | 'signalled' | 'running' | 'late' | 'ended' | 'ignored';
      readonly because?: string;
    }
  | { readonly outcome: 'unknown-at-amazon' }
  | BlockedOutcome;

export type UploadCancellationsRequest = { readonly accountId: AccountId; readonly lines: readonly CancellationLine[] };
export type UploadCancellationsOutcome =
  | { readonly outcome: 'uploaded'; readonly feedDocumentId: string }
  | BlockedOutcome;

export type CreateCancellationFeedRequest = {
  readonly accountId: AccountId;
  readonly feedDocumentId: string;
  readonly marketplaceIds: readonly MarketplaceId[];
};
export type CreateCancellationFeedOutcome =
  | {
      readonly outcome: 'created';
      readonly feedId: string;
      /** What the settings say of the next one: Amazon takes few feeds in an hour, each with many orders. */
      readonly nextFeedAfterMs: number;
    }
  | BlockedOutcome;

export type SettleCancellationFeedRequest = {
  readonly accountId: AccountId;
  readonly feedId: string;
  readonly lines: readonly CancellationLine[];
};
export type SettleCancellationFeedOutcome =
  | { readonly outcome: 'working' }
  | { readonly outcome: 'settled'; readonly accepted: number; readonly refused: number; readonly failed: number }
  | BlockedOutcome;

export type SweepRefundsRequest = {
  readonly accountId: AccountId;
  readonly postedAfter: string;
  readonly postedBefore: string;
  readonly pageToken?: string;
};

export type SweepRefundsOutcome =
  | {
      readonly outcome: 'page';
      readonly refunds: number;
      /** How many of these were news to their orders. */
      readonly told: number;
      readonly unreadable: number;
      readonly nextPageToken?: string;
      readonly nextSweepAfterMs: number;
    }
  | { readonly outcome: 'page-token-refused' }
  | BlockedOutcome;

/** A place in the order of Commerce's changes. */
export type CommercePosition = { readonly updatedAt: string; readonly entityId: number };

export type SweepShipmentsRequest = {
  readonly accountId: AccountId;
  readonly updatedAfter: string;
  /** Set while a sweep goes on that had too much to read: from here, and not from `updatedAfter`. */
  readonly goOnAfter?: CommercePosition;
  /** Commerce orders with a shipment that had no track yet: a late track does not change the order. */
  readonly awaitingTrack: readonly number[];
};

export type SweepShipmentsOutcome =
  | {
      readonly outcome: 'swept';
      readonly signalled: number;
      /** The latest change that was read, by Commerce's own clock; absent when nothing changed. */
      readonly sweptTo?: string;
      /** There is more to read, behind this. */
      readonly goOnAfter?: CommercePosition;
      readonly awaitingTrack: readonly number[];
      readonly nextSweepAfterMs: number;
      readonly troubles?: TroublesSeen;
    }
  | (BlockedOutcome & { readonly troubles?: TroublesSeen });

/** What went wrong between that process and the remotes since its last sweep; absent: nothing. */
type TroublesSeen = readonly CommunicationTrouble[];

/** Everything that tells which order is meant; enough to find its account, its queues and its remotes. */
export type OrderRef = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  readonly marketplaceId: MarketplaceId;
  readonly amazonOrderId: AmazonOrderId;
};

export type ReadOutcome = { readonly outcome: 'read'; readonly sighting: OrderSighting } | BlockedOutcome;

export type BlockedOutcome = { readonly outcome: 'blocked'; readonly blocker: Blocker };

export type CreateCustomerRequest = {
  readonly order: OrderRef;
  readonly settings?: Pick<OrderSettings, 'customerGroup' | 'storeViewCode'>;
};

/** A shop that refuses silent customers gets a guest order and a visible note. */
export type CustomerOutcome =
  | { readonly outcome: 'created' | 'adopted'; readonly customerId: number; readonly groupId: number }
  | { readonly outcome: 'guest'; readonly because: 'commerce-refused' | 'no-email' }
  | BlockedOutcome;

export type CreateOrderRequest = {
  readonly order: OrderRef;
  readonly settings: OrderSettings;
  readonly customer?: { readonly id: number; readonly groupId: number };
  readonly skuMap: Readonly<Record<string, Sku>>;
  /** An operator's word on where the order goes, in place of what the buyer wrote. */
  readonly region?: RegionCorrection;
  /**
   * When an earlier request may have reached Commerce without our knowing. Commerce draws its own numbers then, so
   * that nothing but a search tells; the activity searches twice before it sends again.
   */
  readonly maybeSentAt?: string;
};

export type CreateOrderOutcome =
  | {
      readonly outcome: 'created' | 'adopted';
      readonly commerceOrder: CommerceOrderRef;
      readonly sighting: OrderSighting;
      /** The order stands, but not as it was meant: for the operator. */
      readonly warning?: string;
      /** Commerce refused the invoice: it is to be tried again with the shipments. */
      readonly isInvoiceOwed?: true;
    }
  /** Amazon's order is not (or no longer) to be created: the workflow looks at the sighting and decides. */
  | { readonly outcome: 'not-due'; readonly sighting: OrderSighting }
  /** Only with numbers drawn by Commerce: wait, then ask again with `maybeSentAt`. */
  | { readonly outcome: 'maybe-sent' }
  | BlockedOutcome;

export type LookForOrderRequest = {
  readonly order: OrderRef;
  /** As in `CreateOrderRequest`. */
  readonly maybeSentAt?: string;
};

export type LookForOrderOutcome =
  | { readonly outcome: 'found'; readonly commerceOrder: CommerceOrderRef }
  | { readonly outcome: 'not-there' }
  | BlockedOutcome;

export type CommerceOrderRef = {
  readonly entityId: number;
  readonly number: CommerceOrderNumber;
  readonly total: Money;
  readonly lines: readonly { readonly lineId: number; readonly orderItemId: OrderItemId }[];
};

export type ShipOrderRequest = {
  readonly order: OrderRef;
  readonly commerceOrder: CommerceOrderRef;
  readonly package: ShipmentPackage;
  /** With `invoice: shipment`, and for orders whose invoice could not be made at creation. */
  readonly mustInvoice: boolean;
};

export type ShipOrderOutcome =
  | { readonly outcome: 'created' | 'adopted' | 'track-added'; readonly commerceState: string }
  | BlockedOutcome;

export type ConfirmRequest = {
  readonly order: OrderRef;
  readonly package: ShipmentPackage;
  readonly purchasedAt: string;
  /** Where several wait for Amazon, the one that has to ship first goes first. */
  readonly shipBy?: string;
  readonly isShipPlus?: true;
};

export type ConfirmOutcome =
  /** Read back from Amazon, with what Amazon now says of the whole order. */
  | { readonly outcome: 'confirmed'; readonly amazonStatus: AmazonStatus }
  /** Amazon refuses the package, because others hold all of its goods: who has shipped them there is not undone. */
  | { readonly outcome: 'shipped-otherwise'; readonly amazonStatus: AmazonStatus }
  /** Amazon said 204, but the package is not seen yet. */
  | { readonly outcome: 'sent' }
  /** Amazon said 204, and nobody could look: no quota was left for it, or Amazon did not answer. */
  | { readonly outcome: 'not-looked'; readonly lookAfterMs?: number }
  | BlockedOutcome;

export type CancelOrderRequest = {
  readonly order: OrderRef;
  readonly commerceOrder: CommerceOrderRef;
};

export type CancelOrderOutcome =
  | { readonly outcome: 'canceled' | 'closed' }
  /** Goods left the house: it got a comment, and what has not left yet is on hold. */
  | { readonly outcome: 'held-shipped' }
  /** Paid with nothing, so that it can be neither cancelled nor refunded: it was put on hold. */
  | { readonly outcome: 'held-unrefundable' }
  | BlockedOutcome;

export type HoldOrderOutcome =
  | { readonly outcome: 'held' }
  /** It has ended, or somebody else holds it. */
  | { readonly outcome: 'not-held'; readonly commerceState: string }
  | BlockedOutcome;

export type LiftHoldOutcome = { readonly outcome: 'lifted' } | BlockedOutcome;

export type CancelAmazonOrderRequest = { readonly order: OrderRef; readonly reason: CancelReason };

export type CancelAmazonOrderOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly text: string }
  /** Nothing was sent: the account's next feed has to. */
  | { readonly outcome: 'by-feed' }
  | BlockedOutcome;

export type TrackLateRequest = {
  readonly order: OrderRef;
  readonly commerceOrder: CommerceOrderRef;
  readonly package: ShipmentPackage;
  /** The number that the package had before: its shipment may have been made inside Commerce, and bear no name of ours. */
  readonly trackingNumberBefore?: string;
};

export type TrackLateOutcome = { readonly outcome: 'tracked' | 'commented' } | BlockedOutcome;

export type CreditRefundRequest = {
  readonly order: OrderRef;
  readonly commerceOrder: CommerceOrderRef;
  readonly refund: AmazonRefund;
  /** Amazon names what was paid back by SKU; these tell which line of the Commerce order that is. */
  readonly lines: readonly { readonly orderItemId: OrderItemId; readonly sku?: Sku }[];
};

export type CreditRefundOutcome =
  | { readonly outcome: 'credited' | 'adopted' }
  | { readonly outcome: 'held'; readonly because: string }
  | BlockedOutcome;
