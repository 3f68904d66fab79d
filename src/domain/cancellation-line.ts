import type { CancelReason } from './cancel-reason.js';
import type { AmazonOrderId, MarketplaceId, OrderItemId } from './ids.js';

/** One order that Amazon is asked to cancel, whole: all items of which anything is left. */
export type CancellationLine = {
  readonly amazonOrderId: AmazonOrderId;
  readonly marketplaceId: MarketplaceId;
  readonly reason: CancelReason;
  readonly orderItemIds: readonly OrderItemId[];
};

/** What became of it at Amazon. `text` is Amazon's own, fit to be shown. Nothing is over before the order is seen Canceled. */
export type CancellationAnswer =
  | { readonly outcome: 'accepted'; readonly warning?: string }
  | { readonly outcome: 'refused'; readonly text: string }
  /** The feed died: whether this line was carried out is unknown. */
  | { readonly outcome: 'failed'; readonly text: string };
