import type { AccountId, AmazonOrderId, CommerceOrderNumber } from '../../domain/ids.js';

declare const brand: unique symbol;
/**
 * A filter for Temporal's visibility. Filters are plain strings, and the parser honours quotes, backslashes and
 * comments: only this file makes them, out of instants and ids whose patterns hold none of those.
 */
export type VisibilityFilter = string & { readonly [brand]: 'VisibilityFilter' };

/** The prefix keeps out account workflows and late facts (`amazon-order-late:…`), which are no rows of lists. */
const isOrder = "WorkflowId STARTS_WITH 'amazon-order:'";

export const openOrders = (): VisibilityFilter => filterOf(`${isOrder} AND ExecutionStatus = 'Running'`);

/** Never joined by OR with another condition: open rows count as closed in year 9999. */
export const ordersClosedSince = (sinceMs: number): VisibilityFilter =>
  filterOf(`${isOrder} AND ExecutionStatus != 'Running' AND CloseTime >= '${instant(sinceMs)}'`);

export const ordersChangedSince = (sinceMs: number): VisibilityFilter =>
  filterOf(`${isOrder} AND ChangedAt >= '${instant(sinceMs)}'`);

export const orderOfAmazonId = (id: AmazonOrderId): VisibilityFilter =>
  filterOf(`${isOrder} AND AmazonOrderId = '${id}'`);

export const ordersOfCommerceNumber = (account: AccountId, number: CommerceOrderNumber): VisibilityFilter =>
  filterOf(`${isOrder} AND Account = '${account}' AND CommerceOrderNumber = '${number}'`);

const instant = (atMs: number): string => new Date(Math.max(0, atMs)).toISOString();
const filterOf = (text: string): VisibilityFilter => text as VisibilityFilter;
