import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

type Parcel = {
  readonly id: string;
  readonly carrier: string;
  readonly service?: string;
  readonly trackingNumber: string;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
};

type Addressed = { readonly httpUrl: string; readonly account: string; readonly secret: string };

/** Reports a package as a merchant's shipping system would: signed, over HTTP, and again until it is taken. */
export async function reportPackage(
  { httpUrl, account, secret }: Addressed,
  amazonOrderId: string,
  parcel: Parcel,
): Promise<void> {
  const id = `msg_${randomUUID()}`;
  const now = new Date();
  const payload = JSON.stringify({ account, amazonOrderId, package: { ...parcel, shippedAt: now.toISOString() } });
  const response = await fetch(`${httpUrl}/webhooks/shipments`, {
    method: 'POST',
    body: payload,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, payload),
    },
  });
  if (!response.ok)
    throw new Error(`the webhook answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
}
