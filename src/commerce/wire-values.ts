import { z } from 'zod';
import { isMoney, type Money, parseMoney } from '../domain/money.js';

/** Commerce omits what is null, and writes numbers as numbers or as text, as the database driver had them. */
export const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

const numeric = z.union([z.number(), z.string().regex(/^-?\d{1,16}(\.\d{1,8})?$/)]);
export const wireId = numeric.transform(Number).pipe(z.number().int().nonnegative());
export const wireQuantity = numeric.transform(Number);
export const wireText = z.union([z.string(), z.number().transform(String)]);
export const wireAmount = numeric;

/**
 * Amounts come back as JSON numbers out of PHP's floats. The database keeps four decimals: rounding to those takes off
 * what float arithmetic added (0.30000000000000004), and nothing else.
 */
export function moneyFromWire(amount: z.infer<typeof wireAmount>, currency: string): Money | undefined {
  const parsed = parseMoney(typeof amount === 'number' ? amount.toFixed(4) : amount, currency);
  return isMoney(parsed) ? parsed : undefined;
}

/** `2026-01-31 12:00:00`, which is UTC whatever the shop's own zone. */
export const wireTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
  .transform((raw) => `${raw.replace(' ', 'T')}Z`);
