import { z } from 'zod';
import { group, text, wholeNumber } from './setting-values.js';
import type { CarrierSettings, ShippingSettings } from './settings.js';

/** What Standard Webhooks asks of a key. */
const keyBytesMin = 24;
const keyBytesMax = 64;

const webhookSecret = text.refine(isWebhookSecret, {
  error: `must be a Standard Webhooks secret: whsec_ and ${keyBytesMin} to ${keyBytesMax} bytes in base64`,
});

function isWebhookSecret(raw: string): boolean {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(raw) ?? [];
  if (encoded === undefined || encoded.length % 4 !== 0) return false;
  const { length } = Buffer.from(encoded, 'base64');
  return length >= keyBytesMin && length <= keyBytesMax;
}

const carrier = z.preprocess(
  (raw) => (typeof raw === 'string' ? { carrierCode: raw } : raw),
  group({
    carrierCode: text,
    carrierName: text.optional(),
    shippingMethod: text.optional(),
    commerceCarrierCode: text.max(32).optional(),
  }).transform(
    ({ carrierCode, carrierName, shippingMethod, commerceCarrierCode }): CarrierSettings => ({
      carrierCode,
      ...(carrierName === undefined ? {} : { carrierName }),
      ...(shippingMethod === undefined ? {} : { shippingMethod }),
      ...(commerceCarrierCode === undefined ? {} : { commerceCarrierCode }),
    }),
  ),
);

/** What `*` stands for has a name of its own each time. */
const carriers = z
  .record(z.string().regex(/^[^\p{Cc}]{1,64}$/u, { error: 'is not a carrier code' }), carrier)
  .superRefine((named, context) => {
    for (const [code, { carrierCode, carrierName }] of Object.entries(named)) {
      if (code === '*' || carrierCode !== 'Other' || carrierName !== undefined) continue;
      const message = 'is missing: Amazon wants the name of a carrier whose code is Other';
      context.addIssue({ code: 'custom', path: [code, 'carrierName'], message });
    }
  });

export const shippingSettings = group({
  webhookSecrets: z.array(webhookSecret).max(10).default([]),
  carriers: carriers.default({}),
  sourceCode: text.max(255).optional(),
  sweepSeconds: wholeNumber({ min: 1, max: 3_600 }).default(60),
  atRiskHours: wholeNumber({ min: 0, max: 240 }).default(4),
}).transform(
  ({ webhookSecrets, carriers, sourceCode, sweepSeconds, atRiskHours }): ShippingSettings => ({
    webhookSecrets,
    carriers,
    sweepIntervalMs: sweepSeconds * 1_000,
    atRiskLeadMs: atRiskHours * 3_600_000,
    ...(sourceCode === undefined ? {} : { sourceCode }),
  }),
);
