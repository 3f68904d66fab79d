import type { FulfilledBy } from './amazon-order.js';
import { type AmazonStatus, isVerifiedStatus } from './amazon-status.js';

export type ImportRules = {
  readonly import: boolean;
  readonly amazonFulfilled: 'import' | 'ignore';
  /** Orders bought before the account was connected are never imported. */
  readonly since: string;
};

export type ImportDecision =
  | { readonly decision: 'ignore'; readonly because: IgnoredBecause }
  /** Listed, never written to Commerce. */
  | { readonly decision: 'view-only' }
  /** FBM, payment not verified: the workflow exists, nothing is written yet. */
  | { readonly decision: 'start-pending' }
  | { readonly decision: 'start-verified' }
  /** FBA: only once Amazon has shipped, so that merchant stock is never touched. */
  | { readonly decision: 'start-shipped' };

export type IgnoredBecause = 'bought-before-connection' | 'cancelled' | 'sold-off-amazon' | 'not-shipped-by-amazon-yet';

type Sighted = {
  readonly status: AmazonStatus;
  readonly fulfilledBy: FulfilledBy;
  readonly purchasedAt: string;
  readonly unreadableAt?: string;
};

/** Whether, and as what, an order that Amazon shows begins its life here. Orders that live already ignore what is no news. */
export function decideImport(sighted: Sighted & ImportRules): ImportDecision {
  const { status, fulfilledBy, purchasedAt, since } = sighted;
  if (sighted.unreadableAt !== undefined)
    return sighted.import ? { decision: 'start-pending' } : { decision: 'view-only' };
  if (Date.parse(purchasedAt) < Date.parse(since)) return { decision: 'ignore', because: 'bought-before-connection' };
  if (status === 'Canceled') return { decision: 'ignore', because: 'cancelled' };
  if (status === 'Unfulfillable') return { decision: 'ignore', because: 'sold-off-amazon' };
  if (fulfilledBy === 'FBA' && status !== 'Shipped')
    return { decision: 'ignore', because: 'not-shipped-by-amazon-yet' };
  if (!sighted.import || (fulfilledBy === 'FBA' && sighted.amazonFulfilled === 'ignore'))
    return { decision: 'view-only' };
  if (fulfilledBy === 'FBA') return { decision: 'start-shipped' };
  return { decision: isVerifiedStatus(status) ? 'start-verified' : 'start-pending' };
}
