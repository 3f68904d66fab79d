import type { ActionKind } from '../order-action-request.js';

/** What is said once the order has accepted. */
export const actionWords: Readonly<Record<ActionKind, { readonly done: string }>> = {
  retry: { done: 'The order is tried again now.' },
  skip: { done: 'The order is skipped.' },
  'map-sku': { done: 'The SKU is mapped on this order, and the order is tried again.' },
  cancel: { done: 'Amazon is asked to cancel the order.' },
  'decline-cancel': { done: 'The order goes on.' },
};
