import type { ActionKind } from '../order-action-request.js';

const words: Readonly<Partial<Record<ActionKind, string>>> = {
  retry: 'The order is tried again now.',
  skip: 'The order is skipped.',
  'map-sku': 'The SKU is mapped on this order, and the order is tried again.',
  cancel: 'Amazon is asked to cancel the order.',
  'decline-cancel': 'The order goes on.',
};

/** What is said once the order has accepted. */
export const doneSentence = (kind: ActionKind): string => words[kind] ?? 'The order has taken it.';
