import { RemoteFailure } from '../domain/remote-failure.js';
import { codeOf, isBeforeConnection } from './network-error.js';

/** Node's own `fetch`, or one of the same shape. */
export type Fetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange, the last byte of the answer included. */
  readonly timeoutMs: number;
};

export type HttpAnswer = {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
};

export type HttpBytes = Omit<HttpAnswer, 'text'> & { readonly bytes: Uint8Array };

/** Why there is no answer. Only `not-connected` proves that the request never reached the remote. */
export type NoAnswer = {
  readonly noAnswer: 'not-connected' | 'timed-out' | 'cut-off' | 'too-large';
  /** Node's code of the trouble (`ECONNREFUSED`), which names no secret. */
  readonly code?: string;
};

export const isNoAnswer = (answer: HttpAnswer | NoAnswer): answer is NoAnswer => 'noAnswer' in answer;

/** A page of a hundred full Amazon orders takes well under 1 MiB. A longer answer is a mistake, or an attack on our memory. */
export const answerBytesMax = 8 * 1024 * 1024;

/**
 * One request, one answer: no retry (Temporal does that), and no redirect followed. A redirect would carry the
 * credentials to whatever host it names, and would turn a POST into a GET.
 */
export async function exchange(fetch: Fetch, request: HttpRequest): Promise<HttpAnswer | NoAnswer> {
  const answer = await exchangeBytes(fetch, request);
  if ('noAnswer' in answer) return answer;
  const { bytes, ...head } = answer;
  return { ...head, text: new TextDecoder().decode(bytes) };
}

/** As above, for an answer that is no text: a file, or a packed one. */
export async function exchangeBytes(fetch: Fetch, request: HttpRequest): Promise<HttpBytes | NoAnswer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal,
    });
    const bytes = await readCapped(response);
    if (bytes === undefined) return { noAnswer: 'too-large' };
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, bytes };
  } catch (error) {
    if (error instanceof RemoteFailure) throw error; // held back before it was sent
    if (signal.aborted) return { noAnswer: 'timed-out' };
    const code = codeOf(error);
    return {
      noAnswer: isBeforeConnection(error) ? 'not-connected' : 'cut-off',
      ...(code === undefined ? {} : { code }),
    };
  }
}

/** Counted while it comes in: a `content-length` may be absent or lie. */
async function readCapped(response: Response): Promise<Uint8Array | undefined> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let byteCount = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts, byteCount);
    byteCount += value.byteLength;
    if (byteCount > answerBytesMax) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
