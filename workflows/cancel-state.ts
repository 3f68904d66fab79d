import type { CancelReason } from '../src/domain/cancel-reason.js';

/** Wishes to cancel, before Amazon itself says Canceled. Absent on an ordinary order. */
export type Cancelling = {
  /** The operator has declined the buyer's wish; Amazon goes on showing it. */
  readonly isDeclined?: true;
  /** What we did in Commerce: only a hold of ours is lifted by us. */
  readonly hold?: 'ours' | 'not-ours';
  readonly request?: CancelRequest;
};

/** What an operator has asked of Amazon, and how far it has come. */
export type CancelRequest = {
  readonly reason: CancelReason;
  /**
   * asked: not sent · handed-over: waits for a feed, or is in one · accepted: Amazon took it · doubtful: refused, or its feed
   * died, and the order has to be looked at · refused, called-off: over without a cancellation
   */
  readonly stage: 'asked' | 'handed-over' | 'accepted' | 'doubtful' | 'refused' | 'called-off';
  readonly stageSince: string;
  /** Amazon's words. */
  readonly because?: string;
  /** Set when the feed died: the order is handed over once more, a few times. */
  readonly isFeedLost?: true;
  readonly feedsLost: number;
};
