import * as z from 'zod';
import { fieldFaultsOf } from './field-faults.js';
import type { QueryFaults } from './list-query.js';
import { actor } from './order-action-request.js';

/** PERSONAL DATA: it goes to Commerce and nowhere else, and no answer repeats it. */
export type AddressCorrection = {
  readonly actor: string;
  readonly which: 'shipping' | 'billing' | 'both';
  readonly changes: AddressFields;
};
type AddressFields = {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly street?: readonly string[];
  readonly city?: string;
  readonly postcode?: string;
  readonly telephone?: string;
};

/** Commerce cuts longer ones without a word. */
const partMax = 255;
const streetLinesMax = 4;

const line = z
  .string()
  .transform((raw) => raw.normalize('NFC').replaceAll(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .max(partMax, `is longer than ${partMax} characters`)
      .regex(/^\P{Cc}*$/u, 'holds control characters'),
  );
const part = line.refine((text) => text !== '', 'is empty');

/** A form sends every field, and what was left empty stays as it is. */
const optional = z.preprocess(
  (raw) => (typeof raw === 'string' && raw.trim() === '' ? undefined : raw),
  part.optional(),
);

/** Lines as a list, or as a text of several lines from a form. */
const street = z.preprocess(
  (raw) => {
    if (typeof raw !== 'string') return raw;
    const lines = raw.split(/\r?\n/).filter((text) => text.trim() !== '');
    return lines.length === 0 ? undefined : lines;
  },
  z
    .array(part)
    .min(1, 'is empty')
    .max(streetLinesMax, `has more than ${streetLinesMax} lines`)
    .refine((lines) => lines.join('\n').length <= partMax, `is longer than ${partMax} characters together`)
    .optional(),
);

const schema = z
  .strictObject({
    actor,
    which: z.enum(['shipping', 'billing', 'both']).default('shipping'),
    firstName: optional,
    lastName: optional,
    company: optional,
    street,
    city: optional,
    postcode: optional,
    telephone: optional,
  })
  .transform(({ actor: who, which, ...fields }, context): AddressCorrection => {
    const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    if (Object.keys(changes).length > 0) return { actor: who, which, changes };
    context.addIssue({ code: 'custom', message: 'names nothing to correct' });
    return z.NEVER;
  });

export function parseAddressRequest(body: unknown): AddressCorrection | QueryFaults {
  const parsed = schema.safeParse(body ?? {});
  return parsed.success ? parsed.data : { faults: fieldFaultsOf(parsed.error) };
}
