import type { Connection } from '@temporalio/client';
import { describeRetentionDays } from './namespace.js';
import { registeredTypes } from './namespace-search-attributes.js';
import { commandLineTypeName, indexedValueType, requiredSearchAttributes } from './search-attributes.js';

export type NamespaceState = {
  /** Undefined: there is no such namespace. */
  readonly retentionDays: number | undefined;
  /** Names and types as Temporal's command line takes them. */
  readonly missingAttributes: readonly { readonly name: string; readonly type: string }[];
  readonly attributesOfOtherType: readonly string[];
};

/** What `ensureNamespace` would look at, and nothing changed. */
export async function readNamespace(connection: Connection, namespace: string): Promise<NamespaceState> {
  const retentionDays = await describeRetentionDays(connection, namespace);
  if (retentionDays === undefined) return { retentionDays, missingAttributes: [], attributesOfOtherType: [] };
  const registered = await registeredTypes({ connection, namespace });
  return {
    retentionDays,
    missingAttributes: requiredSearchAttributes
      .filter(({ name }) => registered[name] === undefined)
      .map(({ name, type }) => ({ name, type: commandLineTypeName[type] })),
    attributesOfOtherType: requiredSearchAttributes
      .filter(({ name, type }) => registered[name] !== undefined && registered[name] !== indexedValueType[type])
      .map(({ name }) => name),
  };
}
