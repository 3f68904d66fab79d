/** JSON as the simulator builds it: `undefined` is allowed because writing it out drops the member. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
export type JsonObject = { readonly [member: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseJson(text: string): { readonly value: unknown } | 'not-json' {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return 'not-json';
  }
}

/**
 * Lays a patch over a value: objects are merged member by member, arrays element by element, `null` deletes the member,
 * anything else replaces. So a test can produce a shape that Amazon never showed without spelling out the whole order.
 */
export function mergeJson(value: Json, patch: Json): Json {
  if (Array.isArray(patch) && Array.isArray(value)) return mergeArrays(value, patch);
  if (!isJsonObject(patch)) return patch;
  const merged: Record<string, Json> = isJsonObject(value) ? { ...value } : {};
  for (const [member, change] of Object.entries(patch)) {
    if (change === null) delete merged[member];
    else merged[member] = mergeJson(merged[member], change);
  }
  return merged;
}

function mergeArrays(values: readonly Json[], patches: readonly Json[]): readonly Json[] {
  const merged = values.map((value, index) => (index < patches.length ? mergeJson(value, patches[index]) : value));
  return [...merged, ...patches.slice(values.length)];
}
