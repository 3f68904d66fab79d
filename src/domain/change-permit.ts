import type { ShopIdentity } from './shop-identity.js';

/** Why nothing may be changed for an account, at Amazon or in Commerce. */
export const heldReasons = ['read-only', 'other-shop', 'removed'] as const;
export type HeldReason = (typeof heldReasons)[number];

/**
 * What the account's workflow allows. It stands in the workflow's memo, where every process that changes anything reads
 * it without an action; no permit there means that nothing may be changed.
 */
export type ChangePermit = {
  /** The shop that the account is connected to; absent before the first connection. */
  readonly shop?: ShopIdentity;
  readonly held?: HeldReason;
  /** Another shop that was seen and is not accepted: reported already. */
  readonly otherShop?: ShopIdentity;
};

/**
 * A process takes a permit that it has read for granted for so long, counted from before it asked; whoever takes the
 * permit away waits for longer. Durations only: clocks of two machines need not agree.
 */
export const permitKeptMs = 3_000;
export const permitGoneAfterMs = 5_000;

export const permitMemo = 'changes';
