import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { ShipmentDelivery } from './shipment-answer.js';

/** More secrets than anybody rotates through; each costs one hash of the body. */
const secretsMax = 10;

/** It is remembered for days: no sender needs more, and ours must not fill the memory. */
const webhookIdLengthMax = 256;

/**
 * Signed with one of these secrets, at most five minutes ago or ahead. The reference implementation does the proof:
 * it compares in constant time and reads the system's clock, which is the one that the tolerance is about.
 */
export function isSignedByOneOf(secrets: readonly string[], delivery: ShipmentDelivery): boolean {
  const { webhookId, timestamp, signature, body } = delivery;
  if (webhookId === undefined || timestamp === undefined || signature === undefined) return false;
  if (webhookId.length > webhookIdLengthMax) return false;
  // Number('12abc') is no time, but parseInt, which the library uses, would take it for 12.
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const headers = { 'webhook-id': webhookId, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  return secrets.slice(0, secretsMax).some((secret) => isSignedBy(secret, body, headers));
}

function isSignedBy(secret: string, body: string, headers: Readonly<Record<string, string>>): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
