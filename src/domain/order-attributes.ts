import type { SearchAttributePair, SearchAttributeUpdatePair } from '@temporalio/common';
import { isShippedStatus, isVerifiedStatus } from './amazon-status.js';
import type { BlockerCode } from './blocker.js';
import type { CommerceOrderNumber } from './ids.js';
import { decimalOf } from './money.js';
import type { OrderSighting } from './order-sighting.js';
import type { OrderStatus } from './order-status.js';
import { orderAttributes } from './search-attributes.js';

/** The part of an order's attributes that changes during its life. */
export type OrderStanding = {
  readonly status: OrderStatus;
  readonly sighting: Pick<OrderSighting, 'status' | 'shipBy' | 'total' | 'fulfilledBy' | 'purchasedAt'>;
  readonly commerceOrderNumber?: CommerceOrderNumber | undefined;
  readonly blockedBy?: BlockerCode | undefined;
  readonly needsAttention: boolean;
};

/** How an order stands when its workflow starts: given along with the start, so that the workflow need not tell. */
export function standingAtStart(sighting: OrderSighting): OrderStanding {
  if (sighting.unreadableAt !== undefined) {
    return { status: 'Blocked', sighting, blockedBy: 'order-unreadable', needsAttention: true };
  }
  const isWishOpen =
    sighting.buyerRequestsCancel &&
    sighting.fulfilledBy === 'FBM' &&
    !isShippedStatus(sighting.status) &&
    sighting.packages.length === 0;
  if (isWishOpen) return { status: 'CancelRequested', sighting, needsAttention: true };
  return { status: isVerifiedStatus(sighting.status) ? 'Verified' : 'Pending', sighting, needsAttention: false };
}

type Names = {
  readonly accountId: string;
  readonly sellerId: string;
  readonly marketplaceId: string;
  readonly amazonOrderId: string;
};

/** Attributes given at start cost nothing; each later change is an event and an action. */
export function attributesAtStart(
  names: Names,
  standing: OrderStanding & { readonly changedAt: Date },
): SearchAttributePair[] {
  return [
    { key: orderAttributes.amazonOrderId, value: names.amazonOrderId },
    { key: orderAttributes.sellerId, value: names.sellerId },
    { key: orderAttributes.account, value: names.accountId },
    { key: orderAttributes.marketplace, value: names.marketplaceId },
    { key: orderAttributes.changedAt, value: standing.changedAt },
    ...standingPairs(standing).filter((pair): pair is SearchAttributePair => pair.value !== null),
  ];
}

/** Only what differs from what was published before; nothing when all is the same. */
export function attributesChanged(
  before: OrderStanding,
  now: OrderStanding & { readonly changedAt: Date },
): SearchAttributeUpdatePair[] {
  const published = new Map(standingPairs(before).map(({ key, value }) => [key.name, comparable(value)]));
  const changed = standingPairs(now).filter(({ key, value }) => published.get(key.name) !== comparable(value));
  return changed.length === 0 ? [] : [...changed, { key: orderAttributes.changedAt, value: now.changedAt }];
}

function standingPairs(standing: OrderStanding): SearchAttributeUpdatePair[] {
  const { status, sighting, commerceOrderNumber, blockedBy, needsAttention } = standing;
  return [
    { key: orderAttributes.orderStatus, value: status },
    // Both are known from the start, but for an order that could not be read then.
    { key: orderAttributes.fulfilledBy, value: sighting.fulfilledBy },
    { key: orderAttributes.purchaseDate, value: new Date(sighting.purchasedAt) },
    { key: orderAttributes.amazonStatus, value: sighting.status },
    { key: orderAttributes.commerceOrderNumber, value: commerceOrderNumber ?? null },
    { key: orderAttributes.blockedBy, value: blockedBy ?? null },
    { key: orderAttributes.currency, value: sighting.total?.currency ?? null },
    { key: orderAttributes.orderTotal, value: sighting.total === undefined ? null : Number(decimalOf(sighting.total)) },
    { key: orderAttributes.shipBy, value: sighting.shipBy === undefined ? null : new Date(sighting.shipBy) },
    { key: orderAttributes.needsAttention, value: needsAttention },
  ];
}

const comparable = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
