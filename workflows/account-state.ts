import type { Blocker } from '../src/domain/blocker.js';
import type { AccountId, SellerId } from '../src/domain/ids.js';

/** One account workflow per account, for as long as the account is in the settings. */
export type AccountInput = {
  readonly accountId: AccountId;
  readonly sellerId: SellerId;
  /** Orders bought before this are never imported. Absent in the settings: since the account was first connected. */
  readonly since?: string;
  readonly carried?: AccountState;
};

/** What a restart must not lose; visible in the Temporal UI through the query `account`. */
export type AccountState = {
  readonly since: string;
  /** Everything that changed at Amazon before this has been read. */
  readonly cursor: string;
  /** Kept before the next page is asked for, so that a crash goes on where it was. */
  readonly window?: SweepWindow;
  readonly clockSkewMs: number;
  readonly lastSweepAt?: string;
  readonly newestOrderAt?: string;
  readonly ordersSeen: number;
  readonly ordersStarted: number;
  /** Why nothing is read at the moment; tried again every minute. */
  readonly paused?: Blocker & { readonly since: string };
  readonly shipments: {
    readonly cursor: string;
    /** Commerce orders whose shipment had no track yet. */
    readonly awaitingTrack: readonly number[];
    readonly paused?: Blocker & { readonly since: string };
  };
};

export type SweepWindow = { readonly after: string; readonly before: string; readonly pageToken?: string };
