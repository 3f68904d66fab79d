import { z } from 'zod';
import { parseJson } from '../remote/json-text.js';
import { safeTextWithout } from '../remote/safe-text.js';

/** A 400 or 404 of Commerce about the business of the request. */
export type RestRefusal = {
  readonly status: number;
  /** Commerce's sentence with its parameters filled in, without personal data: fit to be shown and kept. */
  readonly text: string;
  /** Known sentences are recognised in the raw words, which themselves do not leave this object. */
  readonly says: (pattern: RegExp) => boolean;
};

/** `parameters` is a list or a map, whatever the schema says. */
const parameters = z
  .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
  .optional()
  .catch(undefined);
const part = z.object({ message: z.string(), parameters });
const errorBody = part.extend({ errors: z.array(part).optional().catch(undefined) });
type Part = z.infer<typeof part>;

/** `undefined`: not Commerce's own words, but a gateway's. */
export function restRefusalOf(
  answer: { readonly status: number; readonly text: string },
  privacy: { readonly personal: readonly string[]; readonly dropsParameters: boolean },
): RestRefusal | undefined {
  const body = parseJson(answer.text);
  const parsed = errorBody.safeParse(body === 'not-json' ? undefined : body.json);
  if (!parsed.success) return undefined;
  const parts: readonly Part[] = [parsed.data, ...(parsed.data.errors ?? [])];
  const raw = parts.map((one) => filled(one, false)).join(' ');
  const text = safeTextWithout(parts.map((one) => filled(one, privacy.dropsParameters)).join(' '), privacy.personal);
  return { status: answer.status, text, says: (pattern) => pattern.test(raw) };
}

/** Commerce sends `%1` and `%fieldName` unfilled, and what belongs there beside it. */
function filled({ message, parameters: values }: Part, dropsParameters: boolean): string {
  return message.replace(/%(\d{1,2}|[A-Za-z_]\w*)/g, (placeholder, name: string) => {
    const value = parameterOf(values, name);
    if (value === undefined) return placeholder;
    // The name of a field is safe to show; its value, on a customer's route, is the customer's.
    return dropsParameters && name !== 'fieldName' ? '…' : value;
  });
}

function parameterOf(values: Part['parameters'], name: string): string | undefined {
  if (values === undefined) return undefined;
  const value = Array.isArray(values)
    ? /^\d/.test(name)
      ? values[Number(name) - 1]
      : values.map((entry) => property(entry, name)).find((found) => found !== undefined)
    : values[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
