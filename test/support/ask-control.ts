/** One call to the control API of a simulator. Its answers are our own, so a test may say what it expects of them. */
export async function askControl<Answer>(
  url: string,
  request: { readonly method?: string; readonly body?: unknown } = {},
): Promise<Answer> {
  const { body, method = body === undefined ? 'GET' : 'POST' } = request;
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/** What was received, as both simulators keep it. */
export type LedgerEntry = {
  readonly at: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly caller?: string;
  readonly orderId?: string;
  readonly status: number | null;
  readonly fault?: string;
  readonly body?: unknown;
};

export type FaultSpec = {
  readonly operation: string;
  readonly kind: string;
  readonly subject?: string;
  readonly times?: number;
  readonly after?: number;
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
};

export type PlayedFault = { readonly id: string; readonly hits: number };
