import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { sampleShippingSecret } from './sample-accounts.js';
import { mug } from './simulated-amazon.js';

/** What a merchant's shipping system sends when a package leaves. */
export type Parcel = {
  readonly id: string;
  readonly carrier?: string;
  readonly service?: string;
  readonly trackingNumber: string;
  readonly furtherTrackingNumbers?: readonly string[];
  readonly shippedAt?: string;
  readonly items: readonly { readonly sku?: string; readonly orderItemId?: string; readonly quantity: number }[];
};

/** What leaves the house of an order: one blue mug in its first package, unless it says otherwise. */
export const parcelOf = (
  amazonOrderId: string,
  {
    part = '1',
    trackingNumber = `1Z${amazonOrderId}`,
    sku = mug.sku,
    quantity = 1,
  }: {
    readonly part?: string;
    readonly trackingNumber?: string;
    readonly sku?: string;
    readonly quantity?: number;
  } = {},
): Parcel => ({ id: `${amazonOrderId}-${part}`, trackingNumber, items: [{ sku, quantity }] });

export type Delivery = {
  readonly account?: string;
  readonly amazonOrderId?: string;
  readonly commerceOrderNumber?: string;
  readonly package: Parcel;
  readonly webhookId?: string;
  readonly secret?: string;
};

export type DeliveryAnswer = {
  readonly status: number;
  readonly body: {
    readonly outcome?: string;
    readonly type?: string;
    readonly detail?: string;
    readonly errors?: unknown;
  };
};

/** Signed as Standard Webhooks has it; the answer comes back whatever it is. */
export async function deliver(httpUrl: string, delivery: Delivery): Promise<DeliveryAnswer> {
  const { webhookId = `msg_${randomUUID()}`, secret = sampleShippingSecret, package: parcel, ...order } = delivery;
  const now = new Date();
  const payload = JSON.stringify({
    account: 'acme-us',
    ...order,
    package: { carrier: 'ups', shippedAt: now.toISOString(), ...parcel },
  });
  const response = await fetch(`${httpUrl}/webhooks/shipments`, {
    method: 'POST',
    body: payload,
    headers: {
      'content-type': 'application/json',
      'webhook-id': webhookId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(webhookId, now, payload),
    },
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
