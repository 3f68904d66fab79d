import type { ActionKind } from '../order-action-request.js';

type Kind = ActionKind | 'correct-address';

const words: Readonly<Record<Kind, string>> = {
  retry: 'The order is tried again now.',
  skip: 'The order is skipped.',
  'map-sku': 'The SKU is mapped on this order, and the order is tried again.',
  'correct-region': 'The country and region are corrected, and the order is tried again.',
  'correct-address': 'The address is corrected in Commerce.',
  'confirm-again': 'Amazon is told of the package again.',
  cancel: 'Amazon is asked to cancel the order.',
  'decline-cancel': 'The order goes on.',
};

/** What is said once the order has accepted. */
export const doneSentence = (kind: Kind): string => words[kind];
