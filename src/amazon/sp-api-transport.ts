import { RemoteFailure, type RemoteFault } from '../domain/remote-failure.js';
import type { AccessToken, AccessTokens } from '../remote/access-tokens.js';
import { exchange, type Fetch, type HttpAnswer, isNoAnswer } from '../remote/http-exchange.js';
import { parseJson } from '../remote/json-text.js';
import { safeText } from '../remote/safe-text.js';
import type { AmazonOperation } from './port.js';
import type { RemoteClock } from './remote-clock.js';
import type { TokenBuckets } from './token-buckets.js';
import { wireErrors } from './wire-schemas.js';

export type SpApiCall = {
  readonly operation: AmazonOperation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Ids in it have passed our parsers: nothing that could bend a path. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Absent: a call without a token is refused at once. Else takes it, waiting where the wait is short. */
  readonly takeToken?: () => Promise<void>;
};

/** What Amazon answered about the business of the request; everything else was thrown. */
export type SpApiAnswer =
  | { readonly json: unknown; readonly requestId: string | undefined }
  | { readonly refused: SpApiError; readonly requestId: string | undefined };

/** `code` without blanks, since Amazon writes both `InvalidInput` and `Invalid Input`. `text` is fit to be shown. */
export type SpApiError = { readonly status: number; readonly code: string; readonly text: string };

/** What metrics need to know of each answer. `status` 0: there was none. */
export type AmazonAnswerSeen = {
  readonly operation: AmazonOperation;
  readonly status: number;
  readonly ratePerSecond: number;
  readonly tokens: number;
};

export type SpApiTransportDeps = {
  readonly endpoint: string;
  readonly accessTokens: AccessTokens;
  readonly buckets: TokenBuckets;
  readonly clock: RemoteClock;
  readonly nowMs: () => number;
  readonly userAgent: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly onAnswer: (answer: AmazonAnswerSeen) => void;
};

/** One call to the Selling Partner API: allowance, token, one exchange, and Amazon's error table. */
export class SpApiTransport {
  readonly #deps: SpApiTransportDeps;

  constructor(deps: SpApiTransportDeps) {
    this.#deps = deps;
  }

  async call(call: SpApiCall): Promise<SpApiAnswer> {
    const token = await this.#deps.accessTokens.current();
    const answer = await this.#send(call, token);
    if (!isTokenExpired(answer)) return this.#judge(call, answer);
    // Our clock and Amazon's may differ on when an hour is over. Refused is not executed: once more is harmless.
    this.#deps.accessTokens.forget(token);
    return this.#judge(call, await this.#send(call, await this.#deps.accessTokens.current()));
  }

  async #send(call: SpApiCall, token: AccessToken): Promise<HttpAnswer> {
    const { buckets, nowMs } = this.#deps;
    if (call.takeToken === undefined) buckets.take(call.operation, nowMs());
    else await call.takeToken();
    const sentAtMs = nowMs();
    const answer = await exchange(this.#deps.fetch, {
      method: call.method,
      url: urlOf(this.#deps.endpoint, call),
      headers: {
        'x-amz-access-token': token.value,
        'user-agent': this.#deps.userAgent,
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: this.#deps.timeoutMs,
    });
    if (isNoAnswer(answer)) {
      this.#tell(call, 0);
      if (answer.noAnswer === 'too-large') throw failureOf(call, { kind: 'malformed-answer', at: 'body' });
      const isOutcomeKnown = call.method === 'GET' || answer.noAnswer === 'not-connected';
      throw failureOf(call, { kind: 'unavailable', isOutcomeKnown }, { detail: answer.code ?? answer.noAnswer });
    }
    this.#deps.clock.observe(answer, { sentAtMs, receivedAtMs: nowMs() });
    buckets.learnRate(call.operation, answer.header('x-amzn-ratelimit-limit'), nowMs());
    if (answer.status === 429) buckets.empty(call.operation, nowMs());
    this.#tell(call, answer.status);
    return answer;
  }

  #judge(call: SpApiCall, answer: HttpAnswer): SpApiAnswer {
    const { status } = answer;
    const requestId = answer.header('x-amzn-requestid');
    if (status >= 200 && status < 300) {
      if (answer.text === '') return { json: undefined, requestId };
      const body = parseJson(answer.text);
      if (body === 'not-json') throw failureOf(call, { kind: 'malformed-answer', at: 'body' }, { requestId });
      return { json: body.json, requestId };
    }
    const { code, text } = errorOf(answer);
    if (status === 429) {
      const retryAfterMs = this.#deps.buckets.empty(call.operation, this.#deps.nowMs());
      throw failureOf(call, { kind: 'throttled', retryAfterMs }, { requestId, detail: code });
    }
    if (status >= 500) {
      const fault: RemoteFault = { kind: 'unavailable', isOutcomeKnown: call.method === 'GET' };
      throw failureOf(call, fault, { requestId, detail: `status ${status}` });
    }
    if (status === 401 || status === 403) {
      const detail = [code, text].filter(Boolean).join(': ');
      throw failureOf(call, { kind: 'unauthorised', because: whyUnauthorised(answer) }, { requestId, detail });
    }
    if (status < 400) {
      throw failureOf(call, { kind: 'rejected', code: `redirect-${status}` }, { requestId, detail: 'not followed' });
    }
    return { refused: { status, code, text }, requestId };
  }

  #tell({ operation }: SpApiCall, status: number): void {
    const { ratePerSecond, tokens } = this.#deps.buckets.state(operation, this.#deps.nowMs());
    this.#deps.onAnswer({ operation, status, ratePerSecond, tokens });
  }
}

export function failureOf(
  { operation }: Pick<SpApiCall, 'operation'>,
  fault: RemoteFault,
  about: { readonly requestId?: string | undefined; readonly detail?: string | undefined } = {},
): RemoteFailure {
  return new RemoteFailure({ remote: 'amazon', operation, fault, ...about });
}

function urlOf(endpoint: string, { path, query = {} }: SpApiCall): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${endpoint.replace(/\/+$/, '')}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

const isTokenExpired = (answer: HttpAnswer): boolean =>
  (answer.status === 401 || answer.status === 403) && /access token[^"]*expired/i.test(answer.text);

/** A token that is malformed or revoked means other credentials; a plain "denied" means that a role is missing. */
const whyUnauthorised = (answer: HttpAnswer): 'credentials' | 'permission' =>
  /MissingAuthenticationToken|access token|revoked|malformed/i.test(answer.text) ? 'credentials' : 'permission';

function errorOf({ status, text }: HttpAnswer): Pick<SpApiError, 'code' | 'text'> {
  const body = parseJson(text);
  const parsed = wireErrors.safeParse(body === 'not-json' ? undefined : body.json);
  const [first] = parsed.success ? parsed.data.errors : [];
  const code = (first?.code ?? '').replace(/[^\w.-]/g, '').slice(0, 60);
  const words = [first?.message, first?.details].filter((part) => part !== undefined);
  return { code: code === '' ? `status-${status}` : code, text: safeText([...new Set(words)].join(' ')) };
}
