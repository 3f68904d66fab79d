import type { CommercePosition, QueueSeen } from '../activities/contract.js';
import type { FulfilledBy } from '../src/domain/amazon-order.js';
import type { Blocker } from '../src/domain/blocker.js';
import type { CancellationLine } from '../src/domain/cancellation-line.js';
import type { CommunicationTrouble } from '../src/domain/communication-trouble.js';
import type { GatewayReport } from '../src/domain/gateway-report.js';
import type { AccountId, AmazonOrderId, MarketplaceId, SellerId } from '../src/domain/ids.js';
import type { Backlog, ReadPeriod, RereadReason } from '../src/domain/reading-progress.js';
import type { ShopIdentity } from '../src/domain/shop-identity.js';

/** One account workflow per account, for as long as the account is in the settings. */
export type AccountInput = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  /** Orders bought before this are never imported. Absent in the settings: since the account was first connected. */
  readonly since?: string;
  readonly carried?: AccountState;
  /** What the last holder of the lease left of the seller's quota; absent before the first one. */
  readonly lastLease?: GatewayReport;
};

/** What a restart must not lose; visible in the Temporal UI through the query `account`. */
export type AccountState = {
  readonly since: string;
  /** Everything of that kind that changed at Amazon before this has been read. They differ only during a backlog. */
  readonly cursors: Readonly<Record<FulfilledBy, string>>;
  /** Kept before its next page is asked for, so that a crash goes on where it was. */
  readonly window?: SweepWindow;
  readonly lastWindow?: { readonly fulfilledBy?: FulfilledBy; readonly pages: number; readonly orders: number };
  /** Set while there is more to read than a page holds; where it began, and what was read of it. */
  readonly backlog?: Backlog;
  /** Set while windows follow each other without overlap, because there is much to read. */
  readonly notOverlappedSince?: string;
  readonly nextSweepAt: string;
  /** Amazon grants no search before this. */
  readonly nextCallAt: string;
  /** Periods that are read once more, beside the sweeps and without moving the cursors; the first one is under way. */
  readonly rereads: readonly Reread[];
  readonly finishedRereads: readonly Reread[];
  /** Since a period was last read once more. */
  readonly sweepPagesInARow: number;
  readonly reconciledAt: string;
  /** Marketplaces that Amazon does not let us see, and since when. */
  readonly closedMarketplaces: Readonly<Record<string, ClosedMarketplace>>;
  /** Announced orders that wait for a read of their own. */
  readonly waiting: Readonly<Record<FulfilledBy, number>>;
  /** As it was when a page was last read. */
  readonly queue?: QueueSeen;
  readonly clockSkewMs: number;
  readonly lastSweepAt?: string;
  readonly newestOrderAt?: string;
  readonly ordersSeen: number;
  readonly ordersHandedOver: number;
  /** Orders that Temporal refuses to take: a person has to look. */
  readonly notTaken: readonly AmazonOrderId[];
  /** Why nothing is read at the moment; tried again every minute. */
  readonly paused?: Blocker & { readonly since: string };
  /** What workers saw go wrong on their way to Commerce; the gateway's own are in the heartbeats of its lease. */
  readonly troubles?: readonly CommunicationTrouble[];
  /** What orders want cancelled at Amazon; absent until one does. */
  readonly cancellations?: CancellationsState;
  readonly refunds?: RefundSweep;
  /** Who may change anything, and where; the workflow's memo says the same to all processes. */
  readonly changes: Changes;
  readonly shipments: {
    /** The latest change that was read, by Commerce's own clock. */
    readonly cursor: string;
    /** Set while a sweep has more to read than fits into one go. */
    readonly goOnAfter?: CommercePosition;
    /** Commerce orders whose shipment had no track yet. */
    readonly awaitingTrack: readonly number[];
    readonly paused?: Blocker & { readonly since: string };
  };
};

/** Absent while refunds are not asked for. */
export type RefundSweep = {
  /** When refunds were switched on: those from before are the merchant's own business. */
  readonly since: string;
  readonly sweptTo?: string;
  /** Kept before its next page is asked for. */
  readonly open?: Window;
  readonly paused?: Blocker & { readonly since: string };
};

export type Changes = {
  /** The shop that the account was connected to. */
  readonly shop?: ShopIdentity;
  readonly readOnly?: { readonly since: string; readonly actor: string; readonly reason: string };
  /** Another shop showed itself; `isGone`: the right one has shown itself again since. */
  readonly otherShop?: { readonly since: string; readonly seen: ShopIdentity; readonly isGone: boolean };
  /** The account is in no settings any more. */
  readonly removedAt?: string;
  /** For good: this workflow ends. */
  readonly isClosed?: true;
};

type Window = { readonly after: string; readonly before: string; readonly pageToken?: string };

/** What page tokens are bound to: all of it is kept with them. */
export type Pinned = Window & {
  /** Marketplaces that were closed when the first page was asked for. */
  readonly without?: readonly MarketplaceId[];
};

/** Covers both kinds, unless it names one. */
export type SweepWindow = Pinned & {
  readonly fulfilledBy?: FulfilledBy;
  readonly pages: number;
  readonly orders: number;
};

export type Reread = Pinned &
  ReadPeriod & {
    readonly id: string;
    readonly why: RereadReason;
    readonly missing: number;
    readonly differing: number;
    readonly finishedAt?: string;
    /** Amazon would not have this period searched: its word for why. */
    readonly refusedAs?: string;
  };

export type ClosedMarketplace = { readonly since: string; readonly retryAt: string };

export type CancellationsState = {
  /** For the next feed. An order is in here once. */
  readonly waiting: readonly CancellationLine[];
  /** On its way, or in Amazon's hands. */
  readonly feed?: CancellationFeedState;
  readonly nextFeedAt: string;
  /** The last feeds that ended, the newest one last. */
  readonly settled: readonly { readonly feedId: string; readonly at: string; readonly says: string }[];
  readonly paused?: Blocker & { readonly since: string };
};

export type CancellationFeedState = {
  readonly lines: readonly CancellationLine[];
  readonly feedDocumentId?: string;
  readonly feedId?: string;
};
