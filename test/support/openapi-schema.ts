import {
  type Context,
  type Document,
  listOf,
  recordOf,
  resolved,
  type Schema,
  type Strictness,
  violationsAt,
} from './json-schema.js';

/**
 * A small checker of JSON against interface descriptions: Swagger 2, OpenAPI 3 and plain JSON Schema, as far as the
 * official models of Amazon and Commerce use them. Generic over the parsed document: JSON and YAML come alike.
 *
 * Unknown members are violations too (`closed`), unless the schema says `additionalProperties` or names no properties:
 * neither official model forbids them, but in what we build ourselves they are typing errors.
 */
export type CheckedRequest = {
  readonly method: string;
  /** As called: `/orders/v0/orders/123-…/shipmentConfirmation`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
};
export type CheckedAnswer = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `undefined` or `''`: no body. */
  readonly body?: unknown;
  /** Names are compared without case. Absent: headers are not looked at. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** What is wrong with a value, each with the path to it; empty when nothing is. */
export function violationsOf(
  document: Document,
  schema: unknown,
  value: unknown,
  strictness: Strictness = 'closed',
): readonly string[] {
  return violationsAt({ document, strictness }, resolved(document, schema), value, '$');
}

export function requestViolations(
  document: Document,
  request: CheckedRequest,
  strictness: Strictness = 'closed',
): readonly string[] {
  const operation = operationOf(document, request.method, request.path);
  if (operation === undefined) return [`${request.method} ${request.path} is not in the model`];
  const context = { document, strictness };
  return [
    ...queryViolations(context, operation, request.query ?? {}),
    ...bodyViolations(context, operation, request.body),
  ];
}

export function answerViolations(
  document: Document,
  answer: CheckedAnswer,
  strictness: Strictness = 'closed',
): readonly string[] {
  const operation = operationOf(document, answer.method, answer.path);
  if (operation === undefined) return [`${answer.method} ${answer.path} is not in the model`];
  const responses = recordOf(operation.definition['responses']);
  const response = recordOf(resolved(document, responses[String(answer.status)] ?? responses['default']));
  if (Object.keys(response).length === 0) return [`status ${answer.status} is not declared`];
  const schema = response['schema'] ?? schemaOfContent(response['content']);
  const hasBody = answer.body !== undefined && answer.body !== '';
  if (schema === undefined && hasBody && !isEmptyObject(answer.body)) return ['a body where the model declares none'];
  if (schema !== undefined && !hasBody) return ['no body where the model declares one'];
  return [
    ...(schema === undefined ? [] : violationsOf(document, schema, answer.body, strictness)),
    ...headerViolations(recordOf(response['headers']), answer.headers),
  ];
}

type Operation = { readonly definition: Schema; readonly parameters: readonly Schema[]; readonly template: string };

/** The operation behind a called path; a literal segment beats a parameter. */
export function operationOf(document: Document, method: string, path: string): Operation | undefined {
  const basePath = typeof document['basePath'] === 'string' ? document['basePath'].replace(/\/$/, '') : '';
  const local = basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  const candidates = Object.entries(recordOf(document['paths']))
    .filter(([template, item]) => matchesTemplate(template, local) && method.toLowerCase() in recordOf(item))
    .sort(([a], [b]) => a.split('{').length - b.split('{').length);
  const [found] = candidates;
  if (found === undefined) return undefined;
  const [template, item] = found;
  const definition = recordOf(recordOf(item)[method.toLowerCase()]);
  const declared = [...listOf(recordOf(item)['parameters']), ...listOf(definition['parameters'])];
  return { template, definition, parameters: declared.map((each) => recordOf(resolved(document, each))) };
}

function matchesTemplate(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => /^\{.*\}$/.test(segment) || segment === given[index])
  );
}

function queryViolations(
  context: Context,
  { parameters }: Operation,
  query: Readonly<Record<string, unknown>>,
): readonly string[] {
  const declared = parameters.filter((parameter) => parameter['in'] === 'query');
  const names = declared.map((parameter) => String(parameter['name']));
  const missing = declared.filter(
    (parameter) => parameter['required'] === true && !(String(parameter['name']) in query),
  );
  // Commerce writes search criteria as `searchCriteria[filterGroups][0]…`: the model declares one form of each.
  const unknown = Object.keys(query).filter((name) => !names.some((each) => sameParameter(each, name)));
  return [
    ...missing.map((parameter) => `query ${String(parameter['name'])} is required`),
    ...(context.strictness === 'closed' ? unknown.map((name) => `query ${name} is not declared`) : []),
    ...declared.flatMap((parameter) => {
      const name = String(parameter['name']);
      if (!(name in query)) return [];
      const schema = recordOf(resolved(context.document, parameter['schema'] ?? parameter));
      const withoutFlag = { ...schema, required: undefined }; // Swagger 2: the parameter's own flag, not a list of members
      return violationsAt(context, withoutFlag, ofText(context.document, schema, query[name]), `query ${name}`);
    }),
  ];
}

const sameParameter = (declared: string, given: string): boolean =>
  declared === given || (given.includes('[') && declared.replace(/\[\d+\]/g, '[]') === given.replace(/\[\d+\]/g, '[]'));

/** A query value as the schema means it: lists are comma-joined, numbers and booleans written out. */
function ofText(document: Document, schema: Schema, raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  switch (schema['type']) {
    case 'array':
      return raw.split(',').map((each) => ofText(document, recordOf(resolved(document, schema['items'])), each));
    case 'integer':
    case 'number':
      return raw.trim() === '' || Number.isNaN(Number(raw)) ? raw : Number(raw);
    case 'boolean':
      return raw === 'true' ? true : raw === 'false' ? false : raw;
    default:
      return raw;
  }
}

function bodyViolations(context: Context, { parameters, definition }: Operation, body: unknown): readonly string[] {
  const ofSwagger2 = parameters.find((parameter) => parameter['in'] === 'body');
  const ofOpenApi3 = recordOf(resolved(context.document, definition['requestBody']));
  const schema = ofSwagger2?.['schema'] ?? schemaOfContent(ofOpenApi3['content']);
  const isRequired = (ofSwagger2 ?? ofOpenApi3)['required'] === true;
  if (body === undefined || body === '') return isRequired ? ['a body is required'] : [];
  if (schema === undefined) return ['a body where the model declares none'];
  return violationsOf(context.document, schema, body, context.strictness).map((each) => `body ${each}`);
}

function headerViolations(declared: Schema, headers: Readonly<Record<string, string>> | undefined): readonly string[] {
  if (headers === undefined) return [];
  const given = Object.keys(headers).map((name) => name.toLowerCase());
  return Object.keys(declared)
    .filter((name) => !given.includes(name.toLowerCase()))
    .map((name) => `header ${name} is declared and missing`);
}

function schemaOfContent(content: unknown): unknown {
  const media = recordOf(content);
  return recordOf(media['application/json'] ?? Object.values(media)[0])['schema'];
}

const isEmptyObject = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 0;
