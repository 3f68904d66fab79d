import type { OrderRow } from './order-row.js';
import type { VisibilityFilter } from './visibility-filter.js';

/** One page of a list of orders. Throws when Temporal is in trouble. */
export interface VisibilityLister {
  list(request: VisibilityRequest): Promise<VisibilityPage>;
}

export type VisibilityRequest = {
  readonly filter: VisibilityFilter;
  readonly pageSize: number;
  readonly pageToken?: Uint8Array;
  readonly signal?: AbortSignal;
};

export type VisibilityPage = {
  readonly rows: readonly OrderRow[];
  /** Workflows that carry an order's id but not its attributes: not shown, but said. */
  readonly unreadableCount: number;
  readonly nextPageToken?: Uint8Array;
};
