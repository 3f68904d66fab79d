import type { OrderRef } from '../../activities/contract.js';
import { type OrderChange, parseOrderChange } from '../../src/ingestion/order-change-message.js';
import type { OrderView } from '../../workflows/messages.js';
import { orderChangeBody } from '../support/order-change-body.js';
import { newOrderRef, sighting } from '../support/order-inputs.js';

/** A parsed change of an order of two blue mugs, with what a test is about laid over it. */
export function orderChange(changes: Partial<OrderChange> = {}): OrderChange {
  const change = parseOrderChange(JSON.stringify(orderChangeBody()));
  if ('notOurs' in change || 'poisonedAt' in change) throw new Error('the builder makes no message');
  return { ...change, ...changes };
}

/** What its workflow shows. */
export function orderView(changes: Partial<OrderView> = {}, order: OrderRef = newOrderRef()): OrderView {
  const { fulfilledBy, purchasedAt, lines, total } = sighting('Unshipped');
  return {
    order,
    status: 'AwaitingShipment',
    amazonStatus: 'Unshipped',
    fulfilledBy,
    purchasedAt,
    needsAttention: false,
    lines,
    packages: [],
    timeline: [],
    ...(total === undefined ? {} : { total }),
    ...changes,
  };
}
