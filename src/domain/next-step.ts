import { assertNever } from './assert-never.js';
import type { OrderStatus } from './order-status.js';

/** What happens next without anybody's help, or whom the order waits for: the rest of a sentence that begins with “The order”, for Temporal's own page. */
export function nextStepOf(status: OrderStatus): string {
  switch (status) {
    case 'Pending':
      return 'waits until Amazon has verified the payment';
    case 'Verified':
      return 'is created in Commerce';
    case 'Blocked':
      return 'is tried again until the cause is gone';
    case 'AwaitingShipment':
      return 'waits for its first package';
    case 'PartiallyShipped':
      return 'waits for its further packages';
    case 'CancelRequested':
      return 'waits for the answer to a cancellation';
    case 'ViewOnly':
      return 'follows Amazon to the end; nothing is done in Commerce';
    case 'Complete':
    case 'Cancelled':
    case 'Skipped':
      return 'needs nothing more: its story has ended';
    default:
      return assertNever(status);
  }
}
