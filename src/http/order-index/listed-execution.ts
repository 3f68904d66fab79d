type Field = { readonly data?: Uint8Array | null };

/** What visibility tells of one workflow, and nothing of it believed yet. */
export type ListedExecution = {
  readonly workflowId: string;
  readonly startedAtMs: number;
  readonly closedAtMs?: number;
  /** Temporal's number for it. */
  readonly statusCode: number;
  readonly attribute: (key: { readonly name: string }) => unknown;
  readonly memo: Readonly<Record<string, unknown>>;
};

/** Always plain JSON, also where payloads are encrypted; a server of old wraps single values in a list. */
export function attributesOf(fields: Readonly<Record<string, Field>> | null | undefined): ListedExecution['attribute'] {
  return ({ name }) => {
    const data = fields?.[name]?.data;
    if (data === undefined || data === null || data.length === 0) return undefined;
    const value = parsedOrNothing(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString());
    return Array.isArray(value) ? value[0] : value;
  };
}

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
