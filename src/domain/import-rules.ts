import type { FulfilledBy } from './amazon-order.js';
import { type AmazonStatus, isFinalAmazonStatus, isVerifiedStatus } from './amazon-status.js';

/** What an account's settings say about which orders become workflows. */
export type ImportRules = {
  readonly import: boolean;
  /** Nothing bought before this moment is ever imported. */
  readonly since: string;
  readonly amazonFulfilled: 'import' | 'ignore';
};

/** What must be known of an order to decide. */
export type ImportSubject = {
  readonly status: AmazonStatus;
  readonly fulfilledBy: FulfilledBy;
  readonly purchasedAt: string;
  /** Set when Amazon's answer could not be read: its other fields are guesses then. */
  readonly unreadableAt?: string;
};

export const ignoreReasons = [
  'before-since',
  'over-before-it-began',
  'amazon-has-not-shipped',
  'status-unrecognised',
] as const;
export type IgnoreReason = (typeof ignoreReasons)[number];

export type ImportDecision =
  | { readonly decision: 'ignore'; readonly because: IgnoreReason }
  | { readonly decision: 'view-only'; readonly because: 'import-off' | 'amazon-fulfilled-ignored' }
  | { readonly decision: 'start-pending'; readonly because: 'awaits-payment' | 'status-unrecognised' | 'unreadable' }
  | { readonly decision: 'start-verified'; readonly because: 'payment-verified' }
  | { readonly decision: 'start-shipped'; readonly because: 'shipped-by-amazon' };

/** The creation matrix: what becomes of an order when it is seen, whatever was seen of it before. */
export function decideImport(asked: ImportSubject & ImportRules): ImportDecision {
  // Even its purchase date is unknown: better one blocked order too many than one lost in silence.
  if (asked.unreadableAt !== undefined) {
    return asked.import ? starts('unreadable') : { decision: 'view-only', because: 'import-off' };
  }
  if (Date.parse(asked.purchasedAt) < Date.parse(asked.since)) return ignored('before-since');
  return asked.fulfilledBy === 'FBA' ? amazonFulfilled(asked) : merchantFulfilled(asked);
}

/** Not before Amazon has shipped, so that the merchant's own stock is never touched. */
function amazonFulfilled(asked: ImportSubject & ImportRules): ImportDecision {
  if (asked.status === 'Canceled' || asked.status === 'Unfulfillable') return ignored('over-before-it-began');
  if (asked.status === 'Unrecognised') return ignored('status-unrecognised');
  if (asked.status !== 'Shipped') return ignored('amazon-has-not-shipped');
  if (!asked.import) return { decision: 'view-only', because: 'import-off' };
  if (asked.amazonFulfilled === 'ignore') return { decision: 'view-only', because: 'amazon-fulfilled-ignored' };
  return { decision: 'start-shipped', because: 'shipped-by-amazon' };
}

function merchantFulfilled({ status, import: isOn }: ImportSubject & ImportRules): ImportDecision {
  if (isFinalAmazonStatus(status) && !isVerifiedStatus(status)) return ignored('over-before-it-began');
  if (!isOn) return { decision: 'view-only', because: 'import-off' };
  if (isVerifiedStatus(status)) return { decision: 'start-verified', because: 'payment-verified' };
  return starts(status === 'Unrecognised' ? 'status-unrecognised' : 'awaits-payment');
}

const ignored = (because: IgnoreReason): ImportDecision => ({ decision: 'ignore', because });
const starts = (because: 'awaits-payment' | 'status-unrecognised' | 'unreadable'): ImportDecision => ({
  decision: 'start-pending',
  because,
});
