import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import type { Document } from '../../support/json-schema.js';
import {
  answerViolations,
  type CheckedAnswer,
  type CheckedRequest,
  requestViolations,
} from '../../support/openapi-schema.js';

/** Amazon's official models and published sandbox cases, read from the folder that `WAYBILL_REFERENCE` names. */
export type SandboxCase = {
  readonly op: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly request: { readonly parameters: Readonly<Record<string, { readonly value: unknown }>> };
  // biome-ignore lint/suspicious/noExplicitAny: published examples are probed member by member
  readonly response: any;
};

const fileByPath: readonly (readonly [prefix: string, file: string])[] = [
  ['/orders/2026-01-01/', 'orders_2026-01-01.json'],
  ['/orders/v0/', 'ordersV0.json'],
  ['/feeds/', 'feeds_2021-06-30.json'],
  ['/notifications/', 'notifications.json'],
  ['/sellers/', 'sellers.json'],
];

export class AmazonModels {
  readonly #folder: string;
  readonly #documents = new Map<string, Document>();

  constructor(referenceFolder: string) {
    this.#folder = join(referenceFolder, 'amazon');
  }

  document(file: string): Document {
    const held = this.#documents.get(file) ?? JSON.parse(readFileSync(join(this.#folder, file), 'utf8'));
    this.#documents.set(file, held);
    return held;
  }

  sandboxCases(file: string): readonly SandboxCase[] {
    return JSON.parse(readFileSync(join(this.#folder, 'sandbox', file), 'utf8'));
  }

  answerViolations(answer: CheckedAnswer): readonly string[] {
    return answerViolations(this.#documentOf(answer.path), answer);
  }

  requestViolations(request: CheckedRequest): readonly string[] {
    return requestViolations(this.#documentOf(request.path), request);
  }

  #documentOf(path: string): Document {
    const file = fileByPath.find(([prefix]) => path.startsWith(prefix))?.[1];
    if (file === undefined) throw new Error(`no model covers ${path}`);
    return this.document(file);
  }
}

/** A published case as a call: its parameters sorted into path, query and body. */
export function callOf({ path, request }: SandboxCase) {
  let concrete = path;
  let body: unknown;
  const query: Record<string, string> = {};
  for (const [name, { value }] of Object.entries(request.parameters)) {
    if (name === 'body') body = value;
    else if (concrete.includes(`{${name}}`)) concrete = concrete.replace(`{${name}}`, String(value));
    else query[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  // A case that names no parameter means any: fill in what the path asks for.
  return { path: concrete.replace(/\{notificationType\}/, 'ORDER_CHANGE').replace(/\{\w+\}/g, 'any'), query, body };
}

/** The models are data of others and no part of this project: without them the tests say that they were skipped. */
export function describeAgainstModels(name: string, body: (models: AmazonModels) => void): void {
  const folder = process.env['WAYBILL_REFERENCE'];
  describe(name, () => {
    if (folder !== undefined) body(new AmazonModels(folder));
    else it.skip('skipped: WAYBILL_REFERENCE names no folder with the official models', () => undefined);
  });
}
