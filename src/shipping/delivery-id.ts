import { createHash } from 'node:crypto';
import type { ShipmentRequest } from './shipment-request.js';

/**
 * The same for every repeat of one delivery, at whichever process and after any restart. What it says is part of it: a
 * sender that uses one `webhook-id` for two packages must not lose the second one. A digest, since the id is the sender's
 * own text and goes into histories.
 */
export function deliveryIdOf(
  webhookId: string,
  { order, package: { id, carrier, trackingNumber } }: ShipmentRequest,
): string {
  const said = JSON.stringify([webhookId, order, id, carrier, trackingNumber]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 16);
}
