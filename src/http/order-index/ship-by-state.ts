import type { OrderStatus } from '../../domain/order-status.js';
import type { OrderRow } from './order-row.js';

export const shipByStates = ['late', 'at-risk'] as const;
export type ShipByState = (typeof shipByStates)[number];

/** So long before its ship-by time an order of this account is at risk. */
export type LeadMsOf = (account: string) => number;

/** As the settings have it unless told (`shipping.atRiskHours`). */
export const usualLeadMs = 4 * 60 * 60 * 1000;

type Awaited = Pick<OrderRow, 'fulfilledBy' | 'status' | 'amazonStatus' | 'shipByMs' | 'closedAtMs' | 'abnormalEnd'>;

/** Undefined: nothing is due, or not yet. One rule for the list, its filter, the figures above it and the metric. */
export function shipByStateOf(
  row: Awaited,
  { nowMs, leadMs }: { readonly nowMs: number; readonly leadMs: number },
): ShipByState | undefined {
  const { shipByMs } = row;
  if (shipByMs === undefined || Number.isNaN(shipByMs) || shipByMs - leadMs > nowMs || !isToShip(row)) return undefined;
  return shipByMs <= nowMs ? 'late' : 'at-risk';
}

/** FBA leaves by itself. Amazon's own word decides: what it shows as shipped is in time, whatever is still to be done in Commerce. */
const isToShip = ({ fulfilledBy, status, amazonStatus, closedAtMs, abnormalEnd }: Awaited): boolean =>
  fulfilledBy === 'FBM' &&
  (amazonStatus === 'Unshipped' || amazonStatus === 'PartiallyShipped') &&
  closedAtMs === undefined &&
  abnormalEnd === undefined &&
  !neverDue.includes(status);
const neverDue: readonly OrderStatus[] = ['Pending', 'Complete', 'Cancelled', 'Skipped', 'ViewOnly'];
