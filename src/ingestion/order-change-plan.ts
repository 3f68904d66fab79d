import type { OrderView } from '../../workflows/messages.js';
import { isFurther, isVerifiedStatus } from '../domain/amazon-status.js';
import { decideImport, type IgnoreReason, type ImportRules } from '../domain/import-rules.js';
import type { OrderSighting } from '../domain/order-sighting.js';
import { isOldPurchase } from './old-orders.js';
import type { OrderChange } from './order-change-message.js';
import { sightingOfPending, sightingWith } from './order-change-sighting.js';

/** What an announced change leads to. Only `read` costs a call to Amazon. */
export type Plan =
  | { readonly step: 'leave'; readonly because: LeaveReason }
  /** The order's workflow runs and hears of it. */
  | { readonly step: 'tell'; readonly sighting: OrderSighting }
  | { readonly step: 'start'; readonly sighting: OrderSighting }
  | { readonly step: 'read' };

export type LeaveReason =
  | IgnoreReason
  | 'no-news'
  /** The packages that Amazon now counts are those that we told it of. */
  | 'shipped-by-us'
  /** An order that is only listed is in no hurry: the sweep brings it, a hundred for one call. */
  | 'only-listed';

/**
 * A sweep looks no nearer than this. Only a summary that is younger may be believed of an order that awaits payment:
 * after an older one the order may have been cancelled and swept already, and nobody would tell its workflow again.
 */
const sweptFromMs = 2 * 60_000;

const isOver = ({ status }: OrderChange): boolean => status === 'Canceled' || status === 'Unfulfillable';

/** Temporal knows no workflow of this order. `nowMs` is in Amazon's time. */
export function planForUnknown(change: OrderChange, rules: ImportRules, nowMs: number): Plan {
  const { status, fulfilledBy, purchasedAt } = change;
  const { import: isImporting, since, amazonFulfilled } = rules;
  const { decision, because } = decideImport({
    status,
    fulfilledBy,
    purchasedAt: purchasedAt ?? since, // unknown: whether it is too old shows when it is read
    import: isImporting,
    since,
    amazonFulfilled,
  });
  if (decision === 'ignore') return { step: 'leave', because };
  if (decision === 'view-only') return { step: 'leave', because: 'only-listed' };
  if (because !== 'awaits-payment' || purchasedAt === undefined) return { step: 'read' };
  const isFresh = Date.parse(change.changedAt) > nowMs - sweptFromMs;
  // One that Temporal may have forgotten is not started from a summary.
  return isFresh && !isOldPurchase(purchasedAt, nowMs)
    ? { step: 'start', sighting: sightingOfPending(change, purchasedAt) }
    : { step: 'read' };
}

/** The order's workflow runs, and shows what it knows. Late, early, repeated changes are no news to it. */
export function planForRunning(change: OrderChange, view: OrderView): Plan {
  const noNews: Plan = { step: 'leave', because: 'no-news' };
  const isNews = isFurther(change.status, view.amazonStatus);
  const tell = (): Plan => ({ step: 'tell', sighting: sightingWith(change, view) });
  if (isOver(change)) return isNews ? tell() : noNews;
  if (isNews && isVerifiedStatus(change.status)) {
    if (view.status === 'ViewOnly') return tell();
    // The decisive transition: price, name and address are needed now.
    if (!isVerifiedStatus(view.amazonStatus)) return { step: 'read' };
    return isPackedByUs(change, view) ? { step: 'leave', because: 'shipped-by-us' } : { step: 'read' };
  }
  if (change.changeType === 'delivery-tip' && !isFurther(view.amazonStatus, change.status)) return { step: 'read' };
  return change.buyerRequestsCancel && view.buyerRequestsCancel !== true ? tell() : noNews;
}

/**
 * Amazon announces our own confirmations too, and often before their answer is here. What no package of ours explains was
 * shipped by somebody else: its carrier and number have to be read.
 */
function isPackedByUs({ status, lines }: OrderChange, view: OrderView): boolean {
  const packed = (orderItemId: string): number =>
    view.packages
      .flatMap((tracked) => tracked.lines)
      .filter((line) => line.orderItemId === orderItemId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  if (status === 'Shipped') {
    const isPacked = view.lines.every((line) => packed(line.orderItemId) >= line.quantity - line.quantityCancelled);
    return view.lines.length > 0 && isPacked;
  }
  return (
    lines.length > 0 &&
    lines.every(
      ({ orderItemId, quantityShipped }) => quantityShipped !== undefined && packed(orderItemId) >= quantityShipped,
    )
  );
}
