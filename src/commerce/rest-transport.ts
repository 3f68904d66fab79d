import { RemoteFailure, type RemoteFault } from '../domain/remote-failure.js';
import { exchange, type Fetch, type HttpAnswer, isNoAnswer } from '../remote/http-exchange.js';
import { parseJson } from '../remote/json-text.js';
import type { Authorisation } from './authorisation.js';
import { percentEncode } from './oauth-signature.js';
import { type RestRefusal, restRefusalOf } from './rest-refusal.js';
import { retryAfterMsOf } from './retry-after.js';
import type { Query } from './search-criteria.js';
import { type StorableCharacters, storableText } from './storable-text.js';

export type RestCall = {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From `/V1` on. Plain characters only, never a SKU: Commerce refuses the signature of an encoded path. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** What of it is personal: taken out of Commerce's complaints about it. */
  readonly personal?: readonly string[];
  /** Nothing in Commerce recognises a repeat: what was sent before has to be looked for, once it must have arrived. */
  readonly isAppended?: true;
  /** On a customer's route, what Commerce puts into its sentences is the customer's. */
  readonly dropsParameters?: boolean;
};

export type RestAnswer = { readonly json: unknown } | { readonly refused: RestRefusal };

/** What metrics need to know of each answer. `status` 0: there was none. */
export type CommerceAnswerSeen = { readonly operation: string; readonly status: number };

export type RestTransportDeps = {
  /** Up to and without `/V1`. */
  readonly restUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authorisation: Authorisation;
  readonly nowMs: () => number;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly characters: StorableCharacters;
  readonly onAnswer: (answer: CommerceAnswerSeen) => void;
};

/** One call to Commerce's REST, and its error table: what is a refusal, what is trouble, and what is unknown after a write. */
export class RestTransport {
  readonly #deps: RestTransportDeps;

  constructor(deps: RestTransportDeps) {
    this.#deps = deps;
  }

  async call(call: RestCall): Promise<RestAnswer> {
    const url = this.#urlOf(call);
    const authorisation = await this.#authorise(call, url);
    const answer = await this.#send(call, url, authorisation);
    if (!isUnknownToken(answer) || !this.#deps.authorisation.isRenewable(authorisation)) {
      return this.#judge(call, answer);
    }
    // A 401 was not executed: once more with a new token is harmless.
    return this.#judge(call, await this.#send(call, url, await this.#authorise(call, url)));
  }

  /** For calls that can be refused by mistakes of ours or of the shop only: those are trouble, not an outcome. */
  async expect(call: RestCall): Promise<unknown> {
    const answer = await this.call(call);
    if ('json' in answer) return answer.json;
    throw refusalAsFailure(call, answer.refused);
  }

  #urlOf({ operation, path, query = [] }: RestCall): string {
    if (!/^\/V1(\/[A-Za-z0-9_-]*)+$/.test(path)) throw new Error(`a path that cannot be signed: ${operation}`);
    const pairs = query.map((pair) => pair.map(percentEncode).join('='));
    return `${this.#deps.restUrl}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
  }

  #authorise({ method }: RestCall, url: string): Promise<Readonly<Record<string, string>>> {
    return this.#deps.authorisation.headers({ method, url });
  }

  async #send(call: RestCall, url: string, authorisation: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const { headers, fetch, timeoutMs, onAnswer } = this.#deps;
    const body =
      call.body === undefined ? undefined : JSON.stringify(call.body, (_name, value) => this.#storable(value));
    const answer = await exchange(fetch, {
      method: call.method,
      url,
      headers: {
        ...headers,
        ...authorisation,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs,
    });
    if (isNoAnswer(answer)) {
      onAnswer({ operation: call.operation, status: 0 });
      if (answer.noAnswer === 'too-large') throw failureOf(call, { kind: 'malformed-answer', at: 'body' });
      const isOutcomeKnown = call.method === 'GET' || answer.noAnswer === 'not-connected';
      const fault: RemoteFault = { kind: 'unavailable', isOutcomeKnown, ...stillArriving(call, answer.noAnswer) };
      throw failureOf(call, fault, answer.code ?? answer.noAnswer);
    }
    onAnswer({ operation: call.operation, status: answer.status });
    return answer;
  }

  /** Here, under every client, so that no text can be forgotten. */
  #storable(value: unknown): unknown {
    return typeof value === 'string' ? storableText(value, this.#deps.characters) : value;
  }

  #judge(call: RestCall, answer: HttpAnswer): RestAnswer {
    const { status } = answer;
    if (status >= 200 && status < 300) {
      const body = parseJson(answer.text);
      if (body === 'not-json') throw failureOf(call, { kind: 'malformed-answer', at: 'body' });
      return { json: body.json };
    }
    if (status >= 500) {
      const isOutcomeKnown = call.method === 'GET';
      const fault: RemoteFault = { kind: 'unavailable', isOutcomeKnown, ...stillArriving(call, status) };
      throw failureOf(call, fault, `status ${status}`, reportIdOf(answer));
    }
    if (status === 429) {
      throw failureOf(call, { kind: 'throttled', retryAfterMs: retryAfterMsOf(answer, this.#deps.nowMs()) });
    }
    if (status < 400) throw failureOf(call, { kind: 'rejected', code: `redirect-${status}` }, 'not followed');

    const { personal = [], dropsParameters = false } = call;
    const asSent = personal.map((text) => storableText(text, this.#deps.characters));
    const refused = restRefusalOf(answer, { personal: [...personal, ...asSent], dropsParameters });
    if (status === 401) throw unauthorised(call, refused);
    if (refused === undefined) throw notCommerce(call, status);
    if (status === 403) throw failureOf(call, { kind: 'unauthorised', because: 'permission' }, refused.text);
    // The one refusal of a signature that is no 401: a time that cannot be right.
    if (refused.says(/oauth_timestamp/i)) throw failureOf(call, { kind: 'unauthorised', because: 'clock' });
    return { refused };
  }
}

/** Whoever gave up waiting, we or a gateway, has not stopped Commerce. A cut connection has, as a rule. */
const stillArriving = ({ isAppended }: RestCall, ending: string | number): { readonly mayStillArrive?: true } =>
  isAppended === true && (ending === 'timed-out' || ending === 504) ? { mayStillArrive: true } : {};

export const failureOf = (
  { operation }: Pick<RestCall, 'operation'>,
  fault: RemoteFault,
  detail?: string,
  requestId?: string,
): RemoteFailure => new RemoteFailure({ remote: 'commerce', operation, fault, detail, requestId });

/** A refusal where none is a possible outcome. */
export function refusalAsFailure(call: Pick<RestCall, 'operation'>, refused: RestRefusal): RemoteFailure {
  const fault: RemoteFault = isEntityMissing(refused)
    ? { kind: 'not-found' }
    : { kind: 'rejected', code: `status-${refused.status}` };
  return failureOf(call, fault, refused.text);
}

/** The thing asked for is not there. A route that is not there means another kind of shop, and is told apart. */
export const isEntityMissing = (refused: RestRefusal): boolean => refused.status === 404 && !isRouteMissing(refused);
export const isRouteMissing = (refused: RestRefusal): boolean =>
  refused.status === 404 && refused.says(/does not match any route/i);

const isUnknownToken = ({ status, text }: HttpAnswer): boolean => status === 401 && !permissionMissing.test(text);
const permissionMissing = /isn't authorized to access/i;

function unauthorised(call: RestCall, refused: RestRefusal | undefined): RemoteFailure {
  if (refused?.says(permissionMissing) === true) {
    return failureOf(call, { kind: 'unauthorised', because: 'permission' }, refused.text);
  }
  // This very request has been here before, so a proxy repeated it: the first of the two may have been carried out.
  if (refused?.says(/nonce is already being used/i) === true) {
    return failureOf(call, { kind: 'unavailable', isOutcomeKnown: call.method === 'GET' }, 'nonce already used');
  }
  const because = refused?.says(/validating the nonce|timestamp/i) === true ? 'clock' : 'credentials';
  return failureOf(call, { kind: 'unauthorised', because }, refused?.text);
}

/** A page of a gateway: a 403 comes from a firewall that had a moment, anything else from a wrong address. */
const notCommerce = (call: RestCall, status: number): RemoteFailure =>
  status === 403
    ? failureOf(call, { kind: 'unavailable', isOutcomeKnown: true }, 'status 403 from a gateway')
    : failureOf(call, { kind: 'rejected', code: `status-${status}` }, 'not an answer of Commerce');

/** Where an administrator finds the cause in Commerce's own log. */
const reportIdOf = ({ text }: HttpAnswer): string | undefined => /webapi-[0-9a-f]{6,40}/.exec(text)?.[0];
