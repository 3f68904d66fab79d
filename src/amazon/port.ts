import type { AmazonOrder, FulfilledBy, UnreadableOrder } from '../domain/amazon-order.js';
import type { AmazonRefund } from '../domain/amazon-refund.js';
import type { CancelReason } from '../domain/cancel-reason.js';
import type { CancellationLine } from '../domain/cancellation-line.js';
import type { AmazonOrderId, MarketplaceId, OrderItemId, SellerId } from '../domain/ids.js';

/** All of these throw RemoteFailure when the remote is in trouble, and only then. */
export interface AmazonOrders {
  /** One order with everything that we need of it. */
  fetchOrder(id: AmazonOrderId): Promise<AmazonOrder | UnreadableOrder | 'not-found'>;

  /** One page of the orders whose latest update lies in the window. The caller keeps window and token before it asks on. */
  searchOrders(window: SearchWindow): Promise<OrdersPage | 'page-token-refused'>;

  /**
   * A repeat is harmless: the same `packageReferenceId` edits the same package, and equal input makes an equal body.
   * `accepted` is Amazon's 204, which proves nothing: the package has to be read back.
   */
  confirmShipment(confirmation: ShipmentConfirmation): Promise<'accepted' | ConfirmationRefused>;

  /** Amazon's word on the verification of regulated goods; `undefined`: the order holds none, or Amazon does not tell. */
  regulatedStatus(id: AmazonOrderId): Promise<string | undefined>;
}

/** How orders are cancelled. All of these throw RemoteFailure when the remote is in trouble, and only then. */
export interface AmazonCancellations {
  /**
   * By the call that Amazon has published and withdrawn; `not-offered` where it is withdrawn, or knows no such reason. A
   * repeat is harmless: the order is cancelled once, and then refused.
   */
  cancelOrder(id: AmazonOrderId, reason: CancelReason): Promise<'accepted' | 'not-offered' | CancellationRefused>;
  /** A repeat is harmless: it makes another document, and the first one is forgotten. The first line is number 1. */
  uploadCancellations(feed: {
    readonly sellerId: SellerId;
    readonly lines: readonly CancellationLine[];
  }): Promise<{ readonly feedDocumentId: string } | CancellationRefused>;
  /**
   * A repeat makes a second feed with the same lines: harmless, since Amazon cancels no order twice, but it refuses them
   * then. A refused line proves nothing before the order was read.
   */
  createCancellationFeed(feed: {
    readonly feedDocumentId: string;
    readonly marketplaceIds: readonly MarketplaceId[];
  }): Promise<{ readonly feedId: string } | CancellationRefused>;
  readCancellationFeed(feedId: string): Promise<CancellationFeed>;
}

export type CancellationFeed =
  | { readonly status: 'working' }
  /** Lines that are not named succeeded. */
  | { readonly status: 'done'; readonly remarks: readonly LineRemark[] }
  /** Amazon stopped it, or its document was wrong. Part of it may have been carried out. */
  | { readonly status: 'dead'; readonly as: string }
  /** It is done, and nobody can read what became of its lines. */
  | { readonly status: 'report-unreadable' };

/** What Amazon's report says of one line, or of all lines. `text` is Amazon's, fit to be shown. */
export type LineRemark = {
  readonly line: number | 'all';
  readonly kind: 'error' | 'warning';
  readonly text: string;
};

export type CancellationRefused = { readonly refused: string; readonly text: string };
/** What Amazon paid back. Throws RemoteFailure when the remote is in trouble, and only then. */
export interface AmazonFinances {
  /** One page of the refunds that were booked in the period. Amazon may show them as late as two days after. */
  listRefunds(period: RefundPeriod): Promise<RefundsPage | 'page-token-refused'>;
}

export type RefundPeriod = {
  readonly postedAfter: string;
  /** More than two minutes ago. */
  readonly postedBefore: string;
  readonly pageToken?: string;
};

export type RefundsPage = {
  readonly refunds: readonly { readonly amazonOrderId: AmazonOrderId; readonly refund: AmazonRefund }[];
  /** Refunds in a shape that we do not know, or without an order: counted, never dropped in silence. */
  readonly unreadable: number;
  /** Absent on the last page. A page may be empty and not the last. */
  readonly nextPageToken?: string;
};

/** Who hears of changed orders. All of these throw RemoteFailure when the remote is in trouble, and only then. */
export interface AmazonNotifications {
  /** Of the application, whatever seller. */
  destinations(): Promise<readonly NotificationDestination[]>;
  /** A repeat is harmless: a destination for the same queue is found and adopted. */
  createDestination(destination: {
    readonly name: string;
    readonly queueArn: string;
  }): Promise<NotificationDestination | NotificationRefused>;
  /** A repeat is harmless: what is gone is gone. One that is still used is refused. */
  deleteDestination(destinationId: string): Promise<'deleted' | NotificationRefused>;
  /** Of this seller, to ORDER_CHANGE. */
  subscription(): Promise<NotificationSubscription | undefined>;
  /** A repeat is harmless: the one there is, wherever it delivers to, is adopted. A seller has one per application. */
  subscribe(destinationId: string): Promise<NotificationSubscription | NotificationRefused>;
  unsubscribe(subscriptionId: string): Promise<'deleted' | NotificationRefused>;
}

export type NotificationDestination = {
  readonly destinationId: string;
  readonly name: string;
  /** Absent: it is no queue. */
  readonly queueArn?: string;
};
export type NotificationSubscription = { readonly subscriptionId: string; readonly destinationId: string };
/** `text` is Amazon's message about the request. */
export type NotificationRefused = { readonly refused: string; readonly text: string };

export type SearchWindow = {
  readonly updatedAfter: string;
  readonly updatedBefore: string;
  readonly marketplaces: readonly MarketplaceId[];
  /** Both kinds, unless one is named. */
  readonly fulfilledBy?: FulfilledBy;
  readonly pageToken?: string;
};

export type OrdersPage = {
  readonly orders: readonly (AmazonOrder | UnreadableOrder)[];
  /** Orders so malformed that not even an id could be read: counted, never dropped in silence. */
  readonly withoutId: number;
  /** Absent on the last page. */
  readonly nextPageToken?: string;
  /** Amazon's own word on how far this window reaches. */
  readonly reachesTo?: string;
};

export type ShipmentConfirmation = {
  readonly amazonOrderId: AmazonOrderId;
  readonly marketplaceId: MarketplaceId;
  /** A positive number, as Amazon demands, derived from the package id. */
  readonly packageReferenceId: string;
  readonly carrierCode: string;
  /** Must be given when the code is `Other`. */
  readonly carrierName?: string;
  readonly shippingMethod?: string;
  readonly trackingNumber: string;
  readonly shippedAt: string;
  readonly lines: readonly { readonly orderItemId: OrderItemId; readonly quantity: number }[];
  /** Not sent: where several wait for their turn, the one that has to ship first goes first. */
  readonly shipBy?: string;
};

/** Amazon's 400. `text` is Amazon's message about the request, never personal. */
export type ConfirmationRefused = { readonly refused: string; readonly text: string };

export const amazonOperations = [
  'searchOrders',
  'getOrder',
  'confirmShipment',
  'listTransactions',
  'getOrderRegulatedInfo',
  'createFeedDocument',
  'createFeed',
  'getFeed',
  'getFeedDocument',
  'cancelOrder',
  'notifications',
  'getMarketplaceParticipations',
] as const;
export type AmazonOperation = (typeof amazonOperations)[number];
