import { z } from 'zod';
import { RemoteFailure, type RemoteFault } from '../domain/remote-failure.js';
import { type AccessToken, AccessTokens } from '../remote/access-tokens.js';
import { firstFault } from '../remote/first-fault.js';
import { exchange, type Fetch, isNoAnswer } from '../remote/http-exchange.js';
import { parseJson } from '../remote/json-text.js';
import { retryAfterMsOf } from './retry-after.js';

export type ImsCredentials = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly orgId: string;
  /** Absent: Adobe's own. */
  readonly tokenEndpoint?: string;
  readonly scope?: string;
};

type Deps = {
  readonly credentials: ImsCredentials;
  readonly nowMs: () => number;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
};

export const imsTokenEndpointDefault = 'https://ims-na1.adobelogin.com/ims/token/v3';
const scopeDefault =
  'openid,AdobeID,email,profile,additional_info.roles,additional_info.projectedProductContext,commerce.accs';

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const errorAnswer = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

export const imsAccessTokens = (deps: Deps): AccessTokens =>
  new AccessTokens({ nowMs: deps.nowMs, requestToken: () => requestToken(deps) });

/** As at Amazon: nothing was written when this fails, so that the outcome of the call behind it is known. */
async function requestToken({ credentials, nowMs, fetch, timeoutMs }: Deps): Promise<AccessToken> {
  const askedAtMs = nowMs();
  const answer = await exchange(fetch, {
    method: 'POST',
    url: credentials.tokenEndpoint ?? imsTokenEndpointDefault,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: credentials.scope ?? scopeDefault,
    }).toString(),
    timeoutMs,
  });
  if (isNoAnswer(answer)) {
    throw failure({ kind: 'unavailable', isOutcomeKnown: true }, answer.code ?? answer.noAnswer);
  }
  const { status } = answer;
  if (status === 429) throw failure({ kind: 'throttled', retryAfterMs: retryAfterMsOf(answer, nowMs()) });
  if (status >= 500) throw failure({ kind: 'unavailable', isOutcomeKnown: true }, `status ${status}`);

  const body = parseJson(answer.text);
  const json = body === 'not-json' ? undefined : body.json;
  if (status < 200 || status > 299) {
    const parsed = errorAnswer.safeParse(json);
    const code = parsed.success ? parsed.data.error : `status-${status}`;
    const isAboutCredentials = status === 401 || /^(invalid_(client|grant|secret)|unauthorized_client)/.test(code);
    throw failure(
      isAboutCredentials ? { kind: 'unauthorised', because: 'credentials' } : { kind: 'rejected', code },
      code,
    );
  }
  const parsed = tokenAnswer.safeParse(json);
  if (!parsed.success) throw failure({ kind: 'malformed-answer', at: firstFault(parsed.error) });
  return { value: parsed.data.access_token, expiresAtMs: askedAtMs + parsed.data.expires_in * 1_000 };
}

const failure = (fault: RemoteFault, detail?: string): RemoteFailure =>
  new RemoteFailure({ remote: 'commerce', operation: 'accessToken', fault, detail });
