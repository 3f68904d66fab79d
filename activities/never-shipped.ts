import type { CommerceShipment, RefundStanding } from '../src/commerce/port.js';

/**
 * Of these lines, those of which no shipment of Commerce holds a piece: an order that is cancelled, or that Amazon ships.
 * A credit memo has to call them returned: what is neither shipped nor returned, Commerce takes off the shelf for lost.
 */
export const neverShipped = (lineIds: readonly number[], shipments: readonly CommerceShipment[]): readonly number[] =>
  lineIds.filter((id) => !shipments.some(({ lines }) => lines.some(({ lineId }) => lineId === id)));

export const unrefundedLines = ({ lines }: RefundStanding): readonly number[] =>
  lines.flatMap(({ lineId, quantityInvoiced, quantityRefunded }) =>
    quantityInvoiced > quantityRefunded ? [lineId] : [],
  );
