import { type Fields, isList, isRecord, type Json } from './json.js';
import { badRequest, required, ShopCrash } from './rest-error.js';

/** What a setter of Magento's data objects takes. `any` is accepted and kept as it is. */
export type FieldType = 'float' | 'int' | 'string' | 'bool' | 'any' | 'string[]' | 'int[]' | ObjectField | ListField;
type ObjectField = { readonly object: () => ObjectType };
type ListField = { readonly listOf: () => ObjectType };
export type ObjectType = ReadonlyMap<string, { readonly name: string; readonly type: FieldType }>;

/** `columns` are words: a compact way to write down long tables of names. */
export function objectType(spec: {
  readonly float?: string;
  readonly int?: string;
  readonly string?: string;
  readonly bool?: string;
  readonly any?: string;
  readonly others?: Readonly<Record<string, FieldType>>;
}): ObjectType {
  const fields = new Map<string, { readonly name: string; readonly type: FieldType }>();
  const add = (name: string, type: FieldType): void => {
    fields.set(keyOf(name), { name, type });
  };
  for (const type of ['float', 'int', 'string', 'bool', 'any'] as const) {
    for (const name of (spec[type] ?? '').split(/\s+/)) if (name !== '') add(name, type);
  }
  for (const [name, type] of Object.entries(spec.others ?? {})) add(name, type);
  return fields;
}

/** Column names of a type, its nested objects left out. */
export function columnsOf(type: ObjectType): ReadonlySet<string> {
  const names = [...type.values()].filter((field) => typeof field.type === 'string' && field.type !== 'any');
  return new Set(names.map(({ name }) => name));
}

/** Getters are found by `GetGrandTotal`, in any case: `grandTotal` and `grand_total` are one key. */
function keyOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** JSON of a request; whatever is not an object counts as an empty one. */
export function parseBody(text: string, contentType: string | undefined): { readonly [key: string]: Json } {
  if (text === '') return {};
  if (contentType === undefined) throw badRequest('Content-Type header is empty.');
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw badRequest('Server cannot understand Content-Type HTTP header media type %1', [mediaType ?? '']);
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    throw badRequest('Decoding error.');
  }
}

export type Parameter = { readonly name: string; readonly type: FieldType; readonly isRequired: boolean };

/**
 * The arguments of a service out of a request body: missing ones first, then keys that no data object has (PHP stops
 * there: 500), then types. Unknown keys at the top level are nobody's argument and ignored.
 */
export function serviceArguments(body: { readonly [key: string]: Json }, parameters: readonly Parameter[]): Fields {
  const given = (name: string): Json | undefined => {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return body[name] ?? body[snake] ?? undefined;
  };
  const missing = parameters.filter(({ name, isRequired }) => isRequired && given(name) === undefined);
  if (missing.length > 0) throw required(missing.map(({ name }) => name));
  const present = parameters.flatMap((parameter) => {
    const value = given(parameter.name);
    return value === undefined ? [] : [{ ...parameter, value }];
  });
  for (const { value, type } of present) refuseUnknownKeys(value, type);
  return Object.fromEntries(present.map(({ name, value, type }) => [name, converted(value, type, name)]));
}

function refuseUnknownKeys(value: Json, type: FieldType): void {
  if (typeof type === 'string') return;
  if ('listOf' in type) {
    for (const element of childrenOf(value)) refuseUnknownKeys(element, { object: type.listOf });
    return;
  }
  if (!isRecord(value)) return;
  const fields = type.object();
  for (const [key, child] of Object.entries(value)) {
    const field = fields.get(keyOf(key));
    if (field === undefined) throw new ShopCrash(`no getter for ${key}`);
    refuseUnknownKeys(child, field.type);
  }
}

function converted(value: Json, type: FieldType, fieldName: string): Json {
  if (typeof type === 'string') return simple(value, type, fieldName);
  if ('listOf' in type) {
    if (!isList(value) && !isRecord(value)) return null;
    return childrenOf(value).map((element) => object(element, type.listOf()));
  }
  return object(value, type.object());
}

/** Keys keep the order in which they were sent: setters run in that order, and one of them minds (see the billing address). */
function object(value: Json, type: ObjectType): Fields {
  const fields: Fields = {};
  if (!isRecord(value)) return fields;
  for (const [key, child] of Object.entries(value)) {
    const field = type.get(keyOf(key));
    if (field !== undefined) fields[field.name] = converted(child, field.type, key);
  }
  return fields;
}

function simple(value: Json, type: Extract<FieldType, string>, fieldName: string): Json {
  if (type === 'any') return value;
  if (type === 'string[]' || type === 'int[]') {
    if (value === null) return null;
    const element = type === 'int[]' ? 'int' : 'string';
    if (!isList(value) && !isRecord(value)) throw wrongType(fieldName, value, `${element}[]`);
    return childrenOf(value).map((child) => simple(child, element, fieldName));
  }
  if (value === null) return null;
  if (typeof value === 'object') throw wrongType(fieldName, 'Array', type);
  if (type === 'string') return typeof value === 'boolean' ? (value ? '1' : '') : String(value);
  if (type === 'bool') return isTrue(value);
  // PHP's is_numeric: numbers and numeric strings, but no booleans.
  const isNumeric =
    typeof value === 'number' ||
    (typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value));
  if (!isNumeric) throw wrongType(fieldName, value, type);
  return type === 'int' ? Math.trunc(Number(value)) : Number(value);
}

function isTrue(value: Exclude<Json, null | object>): boolean {
  if (typeof value === 'string') return ['1', 'true', 'on', 'yes'].includes(value.toLowerCase());
  return value === true || (typeof value === 'number' && value !== 0);
}

function childrenOf(value: Json): readonly Json[] {
  if (isList(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

/** This one text arrives filled in: the exception is turned into a message before REST sees it. */
function wrongType(fieldName: string, value: Json, type: string): Error {
  const shown = typeof value === 'boolean' ? (value ? '1' : '') : String(value);
  return badRequest(
    `Error occurred during "${fieldName}" processing. The "${shown}" value's type is invalid. ` +
      `The "${type}" type was expected. Verify and try again.`,
  );
}
