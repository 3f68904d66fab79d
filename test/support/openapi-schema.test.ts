import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { answerViolations, requestViolations, violationsOf } from './openapi-schema.js';

const swagger2 = {
  swagger: '2.0',
  basePath: '/rest/default',
  paths: {
    '/orders/{id}': {
      get: {
        parameters: [
          {
            name: 'statuses',
            in: 'query',
            type: 'array',
            items: { type: 'string', enum: ['OPEN', 'DONE'] },
            maxItems: 2,
          },
          { name: 'size', in: 'query', type: 'integer', required: true },
        ],
        responses: {
          200: { schema: { $ref: '#/definitions/Order' }, headers: { 'x-Rate': { type: 'string' } } },
          204: { description: 'nothing' },
        },
      },
    },
    '/orders/mine': { get: { responses: { 200: { schema: { type: 'string' } } } } },
  },
  definitions: {
    Order: {
      type: 'object',
      required: ['id', 'lines'],
      properties: {
        id: { type: 'string', pattern: '^\\d+$' },
        status: { type: 'string', enum: ['OPEN', 'DONE'] },
        placedAt: { type: 'string', format: 'date-time' },
        weight: { type: 'number', minimum: 0 },
        lines: { type: 'array', minItems: 1, items: { $ref: '#/definitions/Line' } },
        extra: { type: 'object', additionalProperties: { type: 'integer' } },
      },
    },
    Line: {
      allOf: [{ $ref: '#/definitions/HasSku' }, { type: 'object', properties: { quantity: { type: 'integer' } } }],
    },
    HasSku: { type: 'object', required: ['sku'], properties: { sku: { type: 'string', maxLength: 3 } } },
  },
};
const order = { id: '1', status: 'OPEN', placedAt: '2026-01-01T00:00:00Z', lines: [{ sku: 'A', quantity: 1 }] };
const answer = { method: 'GET', path: '/rest/default/orders/1', status: 200, headers: { 'X-RATE': '1' } };

describe('a right answer', () => {
  it('passes', () => {
    expect(answerViolations(swagger2, { ...answer, body: order })).toEqual([]);
    expect(answerViolations(swagger2, { ...answer, path: '/orders/mine', body: 'text' })).toEqual([]);
    expect(answerViolations(swagger2, { ...answer, status: 204 })).toEqual([]);
  });
});

describe('a wrong answer is caught by the checker:', () => {
  it.each([
    ['a missing member', { id: undefined }, '$.id is required'],
    ['a wrong type', { id: 1 }, '$.id is number, not string'],
    ['a wrong pattern', { id: 'A' }, '$.id does not match ^\\d+$'],
    ['a value outside the enum', { status: 'LOST' }, '$.status is not in the enum'],
    ['a time without zone', { placedAt: '2026-01-01T00:00:00' }, '$.placedAt is no date-time'],
    ['a number below the minimum', { weight: -1 }, '$.weight is below 0'],
    ['too short a list', { lines: [] }, '$.lines has fewer than 1 items'],
    ['a missing member of a part', { lines: [{ quantity: 1 }] }, '$.lines[0].sku is required'],
    ['half a unit', { lines: [{ sku: 'A', quantity: 0.5 }] }, '$.lines[0].quantity is number, not integer'],
    ['too long a text', { lines: [{ sku: 'ABCD' }] }, '$.lines[0].sku is longer than 3'],
    ['a wrong additional member', { extra: { a: 'b' } }, '$.extra.a is string, not integer'],
    ['a member that nobody declared', { orderID: '1' }, '$.orderID is not in the model'],
    ['null', { status: null }, '$.status is null'],
  ])('%s', (_what, change, violation) => {
    expect(answerViolations(swagger2, { ...answer, body: { ...order, ...change } })).toEqual([violation]);
  });

  it('an undeclared status, a missing header, a body too many, a body too few, an unknown path', () => {
    expect(answerViolations(swagger2, { ...answer, status: 500 })).toEqual(['status 500 is not declared']);
    expect(answerViolations(swagger2, { ...answer, body: order, headers: {} })).toHaveLength(1);
    expect(answerViolations(swagger2, { ...answer, status: 204, body: order })).toHaveLength(1);
    expect(answerViolations(swagger2, { ...answer, body: undefined })).toHaveLength(1);
    expect(answerViolations(swagger2, { ...answer, path: '/order' })).toHaveLength(1);
  });

  it('but an unknown member passes when the check is open', () => {
    expect(answerViolations(swagger2, { ...answer, body: { ...order, new: 1 } }, 'open')).toEqual([]);
  });
});

describe('a wrong request is caught by the checker:', () => {
  const request = { method: 'GET', path: '/orders/1' };
  it.each([
    ['nothing', { size: '10', statuses: 'OPEN,DONE' }, []],
    ['a missing parameter', {}, ['query size is required']],
    ['a word for a number', { size: 'ten' }, ['query size is string, not integer']],
    ['a value outside the enum', { size: '1', statuses: 'LOST' }, ['query statuses[0] is not in the enum']],
    ['an unknown parameter', { size: '1', Size: '1' }, ['query Size is not declared']],
  ])('%s', (_what, query, violations) => {
    expect(requestViolations(swagger2, { ...request, query })).toEqual(violations);
  });
});

describe('a document in OpenAPI 3 and YAML', () => {
  const openApi3 = parse(`
openapi: 3.0.3
paths:
  /customers:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Customer' }
      responses:
        '200':
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Customer' }
        default:
          content:
            application/json:
              schema: { type: object, required: [message], properties: { message: { type: string } } }
components:
  schemas:
    Customer:
      type: object
      required: [email]
      properties:
        email: { type: string }
        taxNumber: { type: string, nullable: true }
        age: { oneOf: [{ type: integer }, { type: string }] }
`);
  const post = { method: 'POST', path: '/customers' };

  it('is read alike', () => {
    expect(requestViolations(openApi3, { ...post, body: { email: 'a@b', taxNumber: null, age: 3 } })).toEqual([]);
    expect(requestViolations(openApi3, { ...post, body: { age: true } })).toEqual([
      'body $.email is required',
      'body $.age fits none of the alternatives',
    ]);
    expect(requestViolations(openApi3, post)).toEqual(['a body is required']);
    expect(answerViolations(openApi3, { ...post, status: 404, body: { message: 'no' } })).toEqual([]);
    expect(answerViolations(openApi3, { ...post, status: 404, body: {} })).toEqual(['$.message is required']);
  });
});

describe('a plain JSON schema', () => {
  it('may allow null by its list of types', () => {
    const schema = { type: 'object', properties: { at: { type: ['string', 'null'] } } };
    expect(violationsOf({}, schema, { at: null })).toEqual([]);
    expect(violationsOf({}, schema, { at: 1 })).toEqual(['$.at is number, not string or null']);
  });
});
