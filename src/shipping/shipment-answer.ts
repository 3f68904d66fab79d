/** A delivery as it came in: the body as text, because the signature covers its very bytes. */
export type ShipmentDelivery = {
  readonly webhookId?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly signature?: string | undefined;
  readonly body: string;
};

/** In the words of HTTP, which are the words of Standard Webhooks; no web framework is named here. */
export type ShipmentAnswer = ShipmentTaken | ShipmentRefused;

/** Given only after the workflow durably has the package: 202 when it is news, 200 when it was there before. */
export type ShipmentTaken = {
  readonly status: 200 | 202;
  readonly body: {
    readonly outcome: 'accepted' | 'already-known';
    readonly amazonOrderId: string;
    readonly package: string;
  };
};

/** Never remembered: the sender tries again, and the next try is judged afresh. */
export type ShipmentRefused = {
  readonly status: 400 | 401 | 404 | 409 | 413 | 422 | 503;
  readonly code: RefusalCode;
  readonly detail: string;
  /** Where in the body, like `package.items[0].quantity`. */
  readonly field?: string;
};

const statusOf = {
  malformed: 400,
  'bad-signature': 401,
  'unknown-order': 404,
  'order-ended': 409,
  'order-not-shippable': 409,
  'order-not-read-yet': 409,
  'too-large': 413,
  'does-not-fit': 422,
  'no-answer': 503,
} as const;
export type RefusalCode = keyof typeof statusOf;

export const refusal = (code: RefusalCode, detail: string, field?: string): ShipmentRefused => ({
  status: statusOf[code],
  code,
  detail,
  ...(field === undefined ? {} : { field }),
});
