import * as z from 'zod';
import type { AccountAction } from './account-conversation.js';
import { fieldFaultsOf } from './field-faults.js';
import type { QueryFaults } from './list-query.js';
import { actor, reason } from './order-action-request.js';

export const accountActionKinds = ['read-only', 'accept-shop'] as const;
export type AccountActionKind = (typeof accountActionKinds)[number];

/** A form sends words where a programme sends a boolean. */
const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const schemas = {
  'read-only': z
    .strictObject({ actor, isReadOnly: yesOrNo, reason: reason.optional() })
    .transform(({ reason: why, ...body }) => ({
      kind: 'read-only' as const,
      ...body,
      ...(why === undefined ? {} : { reason: why }),
    })),
  'accept-shop': z.strictObject({ actor }).transform((body) => ({ kind: 'accept-shop' as const, ...body })),
};

export function parseAccountAction(kind: AccountActionKind, body: unknown): AccountAction | QueryFaults {
  const parsed = schemas[kind].safeParse(body ?? {});
  return parsed.success ? parsed.data : { faults: fieldFaultsOf(parsed.error) };
}
