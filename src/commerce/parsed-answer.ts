import type { z } from 'zod';
import { firstFault } from '../remote/first-fault.js';
import { failureOf, type RestCall } from './rest-transport.js';

/** An answer in the shape that we know, or `malformed-answer` with the place where it is not. */
export function parsedAnswer<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  call: Pick<RestCall, 'operation'>,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw failureOf(call, { kind: 'malformed-answer', at: firstFault(parsed.error) });
}
