import type { OrderRow } from './order-row.js';
import type { VisibilityFilter } from './visibility-filter.js';

export interface VisibilityLister {
  /** Page by page, each asked for while the one before it is being read. Throws when Temporal is in trouble. */
  pages(request: VisibilityRequest): AsyncIterable<VisibilityPage>;
}

export type VisibilityRequest = {
  readonly filter: VisibilityFilter;
  readonly pageSize: number;
  readonly signal?: AbortSignal;
};

export type VisibilityPage = {
  readonly rows: readonly OrderRow[];
  /** Workflows that carry an order's id but not its attributes: not shown, but said. */
  readonly unreadableCount: number;
};

/** For what is on one page: an order and its few runs. */
export async function firstPage(lister: VisibilityLister, request: VisibilityRequest): Promise<readonly OrderRow[]> {
  for await (const { rows } of lister.pages(request)) return rows;
  return [];
}
