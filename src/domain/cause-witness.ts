import type { Blocker, BlockerCode } from './blocker.js';

/**
 * Who can tell that a cause is gone, short of a try of the order itself:
 * `permit`: whoever may change anything for the account; `shop`: Commerce, asked for all orders at once;
 * `commerce-order`: Commerce, asked for that order; `amazon`: any call of the account's that Amazon lets through;
 * `amazon-order`: Amazon's own word on that order; `verification`: Amazon's word on its regulated goods; `try`: nobody.
 */
export type CauseWitness = 'permit' | 'shop' | 'commerce-order' | 'amazon' | 'amazon-order' | 'verification' | 'try';

const witnesses: Readonly<Record<BlockerCode, CauseWitness>> = {
  'sku-unknown': 'shop',
  'product-disabled': 'shop',
  'product-not-in-website': 'shop',
  'product-not-simple': 'shop',
  'out-of-stock': 'shop',
  'country-unknown': 'shop',
  'region-unknown': 'shop',
  'currency-differs': 'shop',
  'commerce-credentials': 'shop',
  'commerce-permission': 'shop',
  'commerce-clock': 'shop',
  'commerce-unavailable': 'shop',
  'commerce-busy': 'shop',
  'number-taken': 'commerce-order',
  'found-twice': 'commerce-order',
  'amazon-credentials': 'amazon',
  'amazon-permission': 'amazon',
  'amazon-clock': 'amazon',
  'amazon-unavailable': 'amazon',
  'amazon-busy': 'amazon',
  'totals-differ': 'amazon-order',
  'quantity-not-whole': 'amazon-order',
  'price-missing': 'amazon-order',
  'address-missing': 'amazon-order',
  'order-unreadable': 'amazon-order',
  'amazon-refused': 'amazon-order',
  'amazon-ship-plus': 'amazon-order',
  'amazon-status-unclear': 'amazon-order',
  'amazon-regulated': 'verification',
  'account-removed': 'permit',
  'account-read-only': 'permit',
  'shop-differs': 'permit',
  'commerce-refused': 'try',
  'internal-fault': 'try',
};

/** Two currencies in one order are Amazon's doing, whatever store view it lies in. */
export const witnessOf = ({ code, subject = '' }: Blocker): CauseWitness =>
  code === 'currency-differs' && !subject.includes('store view') ? 'amazon-order' : witnesses[code];

/** A change of the order at Amazon may be the end of it. */
export const mayEndWithNewsFromAmazon = (cause: Blocker): boolean =>
  ['amazon-order', 'verification'].includes(witnessOf(cause));

/**
 * A new version may know better, and new credentials have other roles: neither comes without a start. What the shop and
 * the permit say of the others is asked at the start anyway.
 */
export const mayEndWithStart = (cause: Blocker): boolean =>
  ['try', 'amazon-order'].includes(witnessOf(cause)) || cause.code === 'amazon-permission';
