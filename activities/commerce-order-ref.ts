import type { CommerceOrder } from '../src/commerce/port.js';
import type { CommerceOrderRef } from './contract.js';

/** What the workflow keeps of a Commerce order. Lines that are none of Amazon's cannot be shipped through us. */
export const referenceTo = (order: CommerceOrder): CommerceOrderRef => ({
  entityId: order.entityId,
  number: order.number,
  total: order.grandTotal,
  lines: order.lines.flatMap(({ lineId, orderItemId }) => (orderItemId === undefined ? [] : [{ lineId, orderItemId }])),
});
