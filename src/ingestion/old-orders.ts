import type { OrderSighting } from '../domain/order-sighting.js';

/**
 * Temporal forgets a closed order after 90 days or more; a week is for orders that took their time. One bought longer ago
 * than this may have been dealt with although Temporal knows nothing of it: Commerce is searched before it is started.
 */
const oldOrderMs = 83 * 24 * 3_600_000;

export const isOldPurchase = (purchasedAt: string, nowMs: number): boolean =>
  Date.parse(purchasedAt) < nowMs - oldOrderMs;

/** When an order that cannot be read was bought is a guess: it counts as old. */
export const mayBeForgotten = ({ purchasedAt, unreadableAt }: OrderSighting, nowMs: number): boolean =>
  unreadableAt !== undefined || isOldPurchase(purchasedAt, nowMs);
