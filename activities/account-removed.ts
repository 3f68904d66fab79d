import type { BlockedOutcome } from './contract.js';

export const accountRemoved: BlockedOutcome = { outcome: 'blocked', blocker: { code: 'account-removed' } };
