import type { OrderRow } from './order-row.js';

export const sortFields = [
  'purchaseDate',
  'shipBy',
  'deliverBy',
  'amazonOrderId',
  'commerceOrderNumber',
  'fulfilledBy',
  'total',
  'status',
  'blockedBy',
] as const;
export type SortField = (typeof sortFields)[number];
export type OrderSort = { readonly field: SortField; readonly isDescending: boolean };

/** The newest purchase first: what a merchant looks at every morning. */
export const defaultSort: OrderSort = { field: 'purchaseDate', isDescending: true };

export type SortValue = number | string | undefined;
/** A place in a list. Rows inserted or removed elsewhere do not move it. */
export type SortPlace = { readonly value: SortValue; readonly workflowId: string };

const sortValueOf: Readonly<Record<SortField, (row: OrderRow) => SortValue>> = {
  purchaseDate: (row) => row.purchasedAtMs,
  shipBy: (row) => row.shipByMs,
  deliverBy: (row) => row.deliverByMs,
  amazonOrderId: (row) => row.amazonOrderId,
  fulfilledBy: (row) => row.fulfilledBy,
  blockedBy: (row) => row.blockedBy,
  total: (row) => row.totalUnits,
  status: (row) => row.status,
  commerceOrderNumber: (row) => row.commerceOrderNumber,
};

export const placeOf = (row: OrderRow, { field }: OrderSort): SortPlace => ({
  value: sortValueOf[field](row),
  workflowId: row.workflowId,
});

/** `shipBy` or `-shipBy`, the form that addresses and cursors take. */
export const nameOfSort = ({ field, isDescending }: OrderSort): string => (isDescending ? `-${field}` : field);

export function parseSort(raw: string): OrderSort | undefined {
  const isDescending = raw.startsWith('-');
  const field = sortFields.find((each) => each === (isDescending ? raw.slice(1) : raw));
  return field === undefined ? undefined : { field, isDescending };
}

/** Total: equal values fall back to the id. Orders without the value come last in both directions. */
export function comparePlaces(one: SortPlace, other: SortPlace, isDescending: boolean): number {
  if (one.value !== other.value) {
    if (one.value === undefined) return 1;
    if (other.value === undefined) return -1;
    return one.value < other.value === isDescending ? 1 : -1;
  }
  if (one.workflowId === other.workflowId) return 0;
  return one.workflowId < other.workflowId === isDescending ? 1 : -1;
}
