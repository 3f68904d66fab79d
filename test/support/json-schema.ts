/** Values against one schema: JSON Schema as far as the official models use it. Each violation names its place. */
export type Document = Readonly<Record<string, unknown>>;
export type Schema = Readonly<Record<string, unknown>>;
export type Strictness = 'closed' | 'open';
export type Context = { readonly document: Document; readonly strictness: Strictness };

export function violationsAt(context: Context, schema: Schema, value: unknown, at: string): readonly string[] {
  const merged = withAllOf(context.document, schema);
  if (value === null) return isNullable(merged) ? [] : [`${at} is null`];
  return [
    ...typeViolations(merged, value, at),
    ...alternativeViolations(context, merged, value, at),
    ...textViolations(merged, value, at),
    ...numberViolations(merged, value, at),
    ...listViolations(context, merged, value, at),
    ...memberViolations(context, merged, value, at),
  ];
}

/** One schema that says what all parts of an `allOf` say together. */
function withAllOf(document: Document, schema: Schema): Schema {
  let merged = schema;
  for (const each of listOf(schema['allOf'])) {
    const part = withAllOf(document, recordOf(resolved(document, each)));
    merged = {
      ...merged,
      ...part,
      properties: { ...recordOf(merged['properties']), ...recordOf(part['properties']) },
      required: [...listOf(merged['required']), ...listOf(part['required'])],
    };
  }
  return merged;
}

function typeViolations(schema: Schema, value: unknown, at: string): readonly string[] {
  const types = typesOf(schema);
  const violations: string[] = [];
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    violations.push(`${at} is ${nameOfType(value)}, not ${types.join(' or ')}`);
  }
  const allowed = schema['enum'];
  if (Array.isArray(allowed) && !allowed.some((each) => each === value)) violations.push(`${at} is not in the enum`);
  return violations;
}

function alternativeViolations(context: Context, schema: Schema, value: unknown, at: string): readonly string[] {
  const alternatives = [...listOf(schema['oneOf']), ...listOf(schema['anyOf'])];
  if (alternatives.length === 0) return [];
  const fits = alternatives.some(
    (each) => violationsAt(context, recordOf(resolved(context.document, each)), value, at).length === 0,
  );
  return fits ? [] : [`${at} fits none of the alternatives`];
}

const formats: ReadonlyMap<unknown, RegExp> = new Map([
  ['date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/],
  ['date', /^\d{4}-\d{2}-\d{2}$/],
]);

function textViolations(schema: Schema, value: unknown, at: string): readonly string[] {
  if (typeof value !== 'string') return [];
  const { minLength, maxLength, pattern, format } = schema;
  return [
    ...(typeof minLength === 'number' && value.length < minLength ? [`${at} is shorter than ${minLength}`] : []),
    ...(typeof maxLength === 'number' && value.length > maxLength ? [`${at} is longer than ${maxLength}`] : []),
    ...(typeof pattern === 'string' && !new RegExp(pattern).test(value) ? [`${at} does not match ${pattern}`] : []),
    ...(formats.get(format)?.test(value) === false ? [`${at} is no ${String(format)}`] : []),
  ];
}

function numberViolations(schema: Schema, value: unknown, at: string): readonly string[] {
  if (typeof value !== 'number') return [];
  const { minimum, maximum } = schema;
  return [
    ...(typeof minimum === 'number' && value < minimum ? [`${at} is below ${minimum}`] : []),
    ...(typeof maximum === 'number' && value > maximum ? [`${at} is above ${maximum}`] : []),
  ];
}

function listViolations(context: Context, schema: Schema, value: unknown, at: string): readonly string[] {
  if (!Array.isArray(value)) return [];
  const { minItems, maxItems, items } = schema;
  const ofItem = items === undefined ? undefined : recordOf(resolved(context.document, items));
  return [
    ...(typeof minItems === 'number' && value.length < minItems ? [`${at} has fewer than ${minItems} items`] : []),
    ...(typeof maxItems === 'number' && value.length > maxItems ? [`${at} has more than ${maxItems} items`] : []),
    ...(ofItem === undefined
      ? []
      : value.flatMap((each, index) => violationsAt(context, ofItem, each, `${at}[${index}]`))),
  ];
}

function memberViolations(context: Context, schema: Schema, value: unknown, at: string): readonly string[] {
  if (!isRecord(value)) return [];
  const properties = recordOf(schema['properties']);
  const additional = schema['additionalProperties'];
  const isClosed = context.strictness === 'closed' && additional === undefined && Object.keys(properties).length > 0;
  const violations = listOf(schema['required'])
    .filter((name) => value[String(name)] === undefined)
    .map((name) => `${at}.${String(name)} is required`);
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const place = `${at}.${name}`;
    if (Object.hasOwn(properties, name)) {
      violations.push(...violationsAt(context, recordOf(resolved(context.document, properties[name])), member, place));
    } else if (isRecord(additional)) {
      violations.push(...violationsAt(context, recordOf(resolved(context.document, additional)), member, place));
    } else if (isClosed || additional === false) {
      violations.push(`${place} is not in the model`);
    }
  }
  return violations;
}

/** Follows `$ref` within the document; twenty in a row are a circle. */
export function resolved(document: Document, schema: unknown, depth = 0): Schema {
  const record = recordOf(schema);
  const reference = record['$ref'];
  if (typeof reference !== 'string') return record;
  if (!reference.startsWith('#/') || depth > 20) throw new Error(`cannot follow ${reference}`);
  const target = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => recordOf(node)[part], document);
  if (target === undefined) throw new Error(`${reference} is not in the document`);
  return resolved(document, target, depth + 1);
}

const typesOf = (schema: Schema): readonly string[] =>
  (Array.isArray(schema['type']) ? schema['type'] : [schema['type']]).filter((type) => typeof type === 'string');

const isNullable = (schema: Schema): boolean =>
  schema['nullable'] === true ||
  schema['x-nullable'] === true ||
  typesOf(schema).includes('null') ||
  [...listOf(schema['oneOf']), ...listOf(schema['anyOf'])].some((each) => typesOf(recordOf(each)).includes('null')) ||
  Object.keys(schema).length === 0;

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

const nameOfType = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);
const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const recordOf = (value: unknown): Schema => (isRecord(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
