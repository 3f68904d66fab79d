import * as z from 'zod';
import { type PackageId, parsePackageId, parseSku, type Sku } from '../domain/ids.js';
import { faultOfRegion, type RegionCorrection } from '../domain/region-correction.js';
import { fieldFaultsOf } from './field-faults.js';
import type { QueryFaults } from './list-query.js';
import type { OrderAction } from './order-conversation.js';

export const actionKinds = [
  'retry',
  'skip',
  'map-sku',
  'correct-region',
  'confirm-again',
  'cancel',
  'decline-cancel',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Kept in the order's history, so it names a role or a login, and no person: an e-mail address does not pass. */
export const actor = z
  .string()
  .trim()
  .regex(/^[\w .-]{1,40}$/, 'is not a role or login name of at most 40 letters')
  .default('operator');

const sku = z.string().transform((raw, context): Sku => {
  const parsed = parseSku(raw.trim());
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'is not a SKU' });
  return z.NEVER;
});

export const reason = z
  .string()
  .trim()
  .min(1, 'is missing')
  .max(200, 'is longer than 200 characters')
  .regex(/^\P{Cc}*$/u, 'holds control characters');

/** Absent and empty mean the same: a form sends what nobody filled in. */
const optionalReason = z.preprocess((raw) => (raw === '' ? undefined : raw), reason.optional());
const packageId = z.string().transform((raw, context): PackageId => {
  const parsed = parsePackageId(raw.trim());
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'is not a package id' });
  return z.NEVER;
});

/** Capitals are what ISO codes are written in; people are not held to that. */
const code = z
  .string()
  .trim()
  .max(6)
  .transform((raw) => raw.toUpperCase());

type RegionCodes = { readonly countryCode: string; readonly regionCode?: string | undefined };

/** `US-TX` is the region's whole code, and TX with its country before it means the same. */
function codesOf({ countryCode, regionCode }: RegionCodes): RegionCorrection {
  if (regionCode === undefined) return { countryCode };
  const prefix = `${countryCode}-`;
  return { countryCode, regionCode: regionCode.startsWith(prefix) ? regionCode.slice(prefix.length) : regionCode };
}

const fieldOf = (fault: string): string => (fault.startsWith('The country') ? 'countryCode' : 'regionCode');

const schemas = {
  'confirm-again': z
    .strictObject({ actor, package: packageId })
    .transform((body) => ({ kind: 'confirm-again' as const, ...body })),
  retry: z.strictObject({ actor }).transform((body) => ({ kind: 'retry' as const, ...body })),
  skip: z.strictObject({ actor, reason }).transform((body) => ({ kind: 'skip' as const, ...body })),
  'map-sku': z.strictObject({ actor, from: sku, to: sku }).transform((body) => ({ kind: 'map-sku' as const, ...body })),
  // Which words are Amazon's is the order's own business: its refusal names them.
  cancel: z.strictObject({ actor, reason }).transform((body) => ({ kind: 'cancel' as const, ...body })),
  'decline-cancel': z.strictObject({ actor, reason: optionalReason }).transform(({ actor: by, reason: why }) => ({
    kind: 'decline-cancel' as const,
    actor: by,
    ...(why === undefined ? {} : { reason: why }),
  })),
  'correct-region': z
    .strictObject({
      actor,
      countryCode: code,
      regionCode: z.preprocess((raw) => (raw === '' ? undefined : raw), code.optional()),
    })
    .superRefine((body, context) => {
      const fault = faultOfRegion(codesOf(body));
      if (fault !== undefined) context.addIssue({ code: 'custom', path: [fieldOf(fault)], message: fault });
    })
    .transform((body) => ({ kind: 'correct-region' as const, actor: body.actor, ...codesOf(body) })),
};

export function parseActionRequest(kind: ActionKind, body: unknown): OrderAction | QueryFaults {
  const parsed = schemas[kind].safeParse(body ?? {});
  return parsed.success ? parsed.data : { faults: fieldFaultsOf(parsed.error) };
}
