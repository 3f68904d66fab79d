import type { Blocker, BlockerCode } from './blocker.js';
import type { HeldReason } from './change-permit.js';

const codes: Readonly<Record<HeldReason, BlockerCode>> = {
  'read-only': 'account-read-only',
  'other-shop': 'shop-differs',
  removed: 'account-removed',
};

export const heldBlocker = (because: HeldReason): Blocker => ({ code: codes[because] });

/** Nothing to try before somebody lifts it; whoever does wakes the orders. */
export const isHeld = ({ code }: Pick<Blocker, 'code'>): boolean => Object.values(codes).includes(code);
