import { z } from 'zod';
import { RemoteFailure } from '../domain/remote-failure.js';
import { type AccessToken, AccessTokens } from '../remote/access-tokens.js';
import { firstFault } from '../remote/first-fault.js';
import { exchange, type Fetch, isNoAnswer } from '../remote/http-exchange.js';
import { parseJson } from '../remote/json-text.js';

export type AmazonCredentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
};

type Deps = {
  readonly lwaEndpoint: string;
  readonly credentials: AmazonCredentials;
  readonly userAgent: string;
  readonly nowMs: () => number;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
};

const operation = 'accessToken';
/** Login with Amazon names no wait. */
const retryAfterMs = 10_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const errorAnswer = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

/** The seller's token of Login with Amazon, for whoever needs it. */
export const sellerAccessTokens = (deps: Deps): AccessTokens =>
  new AccessTokens({
    nowMs: deps.nowMs,
    requestToken: () =>
      requestToken(deps, { grant_type: 'refresh_token', refresh_token: deps.credentials.refreshToken }),
  });

/** The application's own, for what belongs to no seller: destinations of notifications. */
export const applicationAccessTokens = (deps: Deps): AccessTokens =>
  new AccessTokens({
    nowMs: deps.nowMs,
    requestToken: () =>
      requestToken(deps, { grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' }),
  });

/** Asking for a token writes nothing: whatever goes wrong here, the call that wanted the token has not been sent. */
async function requestToken(deps: Deps, grant: Readonly<Record<string, string>>): Promise<AccessToken> {
  const askedAtMs = deps.nowMs();
  const answer = await exchange(deps.fetch, {
    method: 'POST',
    url: deps.lwaEndpoint,
    headers: {
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      accept: 'application/json',
      'user-agent': deps.userAgent,
    },
    body: new URLSearchParams({
      ...grant,
      client_id: deps.credentials.clientId,
      client_secret: deps.credentials.clientSecret,
    }).toString(),
    timeoutMs: deps.timeoutMs,
  });
  if (isNoAnswer(answer)) {
    const detail = answer.code ?? answer.noAnswer;
    throw failure({ kind: 'unavailable', isOutcomeKnown: true }, { detail });
  }
  const requestId = answer.header('x-amzn-requestid');
  const { status } = answer;
  if (status === 429) throw failure({ kind: 'throttled', retryAfterMs }, { requestId });
  if (status >= 500) {
    throw failure({ kind: 'unavailable', isOutcomeKnown: true }, { requestId, detail: `status ${status}` });
  }

  const body = parseJson(answer.text);
  const json = body === 'not-json' ? undefined : body.json;
  if (status < 200 || status > 299) throw refusal({ status, json, requestId });
  const parsed = tokenAnswer.safeParse(json);
  if (!parsed.success) throw failure({ kind: 'malformed-answer', at: firstFault(parsed.error) }, { requestId });
  return { value: parsed.data.access_token, expiresAtMs: askedAtMs + parsed.data.expires_in * 1_000 };
}

/** `invalid_grant` is a revoked authorisation, `invalid_client` a wrong secret. The description is not passed on. */
function refusal(answer: {
  readonly status: number;
  readonly json: unknown;
  readonly requestId: string | undefined;
}): RemoteFailure {
  const parsed = errorAnswer.safeParse(answer.json);
  const code = parsed.success ? parsed.data.error : `status-${answer.status}`;
  const isAboutCredentials = ['invalid_grant', 'invalid_client', 'unauthorized_client'].includes(code);
  const fault: RemoteFailure['fault'] =
    isAboutCredentials || answer.status === 401
      ? { kind: 'unauthorised', because: 'credentials' }
      : { kind: 'rejected', code };
  return failure(fault, { requestId: answer.requestId, detail: code });
}

const failure = (
  fault: RemoteFailure['fault'],
  about: { readonly requestId?: string | undefined; readonly detail?: string | undefined },
): RemoteFailure => new RemoteFailure({ remote: 'amazon', operation, fault, ...about });
