/** What an order is to the merchant. One list, one table of legal moves. */
export const orderStatuses = [
  'Pending',
  'Verified',
  'Blocked',
  'AwaitingShipment',
  'PartiallyShipped',
  'Complete',
  'CancelRequested',
  'Cancelled',
  'ViewOnly',
  'Skipped',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

const moves: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  Pending: [
    'Verified',
    'Blocked',
    'AwaitingShipment',
    'PartiallyShipped',
    'Complete',
    'CancelRequested',
    'Cancelled',
    'Skipped',
  ],
  Verified: ['Blocked', 'AwaitingShipment', 'PartiallyShipped', 'Complete', 'CancelRequested', 'Cancelled', 'Skipped'],
  // Back to Pending: an order that could not be read at first.
  Blocked: [
    'Pending',
    'Verified',
    'AwaitingShipment',
    'PartiallyShipped',
    'Complete',
    'CancelRequested',
    'Cancelled',
    'Skipped',
  ],
  // Skipped: its account was closed.
  AwaitingShipment: ['Blocked', 'PartiallyShipped', 'Complete', 'CancelRequested', 'Cancelled', 'Skipped'],
  PartiallyShipped: ['Blocked', 'Complete', 'CancelRequested', 'Cancelled', 'Skipped'],
  CancelRequested: [
    'Pending',
    'Verified',
    'AwaitingShipment',
    'PartiallyShipped',
    'Complete',
    'Cancelled',
    'Blocked',
    'Skipped',
  ],
  ViewOnly: [],
  Complete: [],
  Cancelled: [],
  Skipped: [],
};

export const canMove = (from: OrderStatus, to: OrderStatus): boolean => moves[from].includes(to);
export const isFinalOrderStatus = (status: OrderStatus): boolean =>
  status === 'Complete' || status === 'Cancelled' || status === 'Skipped';
export const parseOrderStatus = (raw: unknown): OrderStatus | undefined =>
  orderStatuses.find((status) => status === raw);
