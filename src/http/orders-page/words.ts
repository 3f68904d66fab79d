import type { OrderStatus } from '../../domain/order-status.js';
import type { AbnormalEnd } from '../order-index/order-row.js';

/** How a status reads and how urgent it looks. The word is always there: colour alone says nothing. */
export type StatusWords = { readonly label: string; readonly tone: 'good' | 'warn' | 'bad' | 'calm' | 'dim' };

export const statusWords: Readonly<Record<OrderStatus, StatusWords>> = {
  Pending: { label: 'Pending', tone: 'dim' },
  Verified: { label: 'Verified', tone: 'calm' },
  Blocked: { label: 'Blocked', tone: 'bad' },
  AwaitingShipment: { label: 'Awaiting shipment', tone: 'calm' },
  PartiallyShipped: { label: 'Partially shipped', tone: 'warn' },
  Complete: { label: 'Complete', tone: 'good' },
  CancelRequested: { label: 'Cancel requested', tone: 'warn' },
  Cancelled: { label: 'Cancelled', tone: 'dim' },
  ViewOnly: { label: 'View only', tone: 'dim' },
  Skipped: { label: 'Skipped', tone: 'dim' },
};

/** A column's worth of words; the whole sentence, with the SKU or the country in it, stands in the note. */
export function blockerLabel(code: string): string {
  const words = code
    .replaceAll('-', ' ')
    .replace(/\bsku\b/, 'SKU')
    .replace(/\bamazon\b/, 'Amazon')
    .replace(/\bcommerce\b/, 'Commerce');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const abnormalEndSentences: Readonly<Record<AbnormalEnd, string>> = {
  failed: 'The workflow of this order failed: nobody acts on it any more',
  terminated: 'The workflow of this order was terminated: nobody acts on it any more',
  cancelled: 'The workflow of this order was cancelled in Temporal: nobody acts on it any more',
  'timed-out': 'The workflow of this order timed out: nobody acts on it any more',
};
