import { timingSafeEqual } from 'node:crypto';
import {
  expectedSignature,
  type OAuthParameters,
  oauthHeaderParameters,
  type SignedRequest,
} from './oauth-signature.js';
import { badRequest, RestError, required } from './rest-error.js';

export type Integration = {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
  /** Resources such as `Magento_Sales::create`; absent: all of them. */
  readonly acl?: readonly string[] | undefined;
};

export type Caller = { readonly name: string; readonly acl: readonly string[] | 'all' };

/** Resource of a route that needs no login. */
export const anonymous = 'anonymous';

const timestampAheadMaxSeconds = 600;
/** Bound of what is remembered; a shop's cron forgets old nonces too. */
const noncesMax = 200_000;
const requiredParameters = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_token',
];

export class Access {
  readonly #integrations: readonly Integration[];
  readonly #bearerTokens: readonly string[];
  readonly #nowMs: () => number;
  readonly #noncesUsed = new Set<string>();

  constructor(deps: {
    readonly integrations: readonly Integration[];
    readonly bearerTokens: readonly string[];
    readonly nowMs: () => number;
  }) {
    this.#integrations = deps.integrations;
    this.#bearerTokens = deps.bearerTokens;
    this.#nowMs = deps.nowMs;
  }

  /** Who calls; undefined is nobody (no header, or a bearer token that the shop does not know). Throws on a bad signature. */
  authenticate(request: SignedRequest): Caller | undefined {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.authorization)?.[1];
    if (bearer !== undefined) {
      return this.#bearerTokens.includes(bearer) ? { name: 'bearer', acl: 'all' } : undefined;
    }
    const oauth = oauthHeaderParameters(request.authorization);
    return oauth === undefined ? undefined : this.#verify(request, oauth);
  }

  #verify(request: SignedRequest, oauth: OAuthParameters): Caller {
    const version = oauth.get('oauth_version');
    if (version !== undefined && version !== '1.0') {
      throw badRequest('The "%1" Oauth version isn\'t supported.', [version]);
    }
    const missing = requiredParameters.filter((name) => !oauth.has(name));
    if (missing.length > 0) throw required(missing);
    const token = oauth.get('oauth_token') ?? '';
    if (token.length !== 32) throw badRequest('The token length is invalid. Check the length and try again.');
    const signatureMethod = oauth.get('oauth_signature_method') ?? '';
    // HMAC-SHA1 was removed in 2.4.
    if (signatureMethod !== 'HMAC-SHA256') throw badRequest('Signature method %1 is not supported', [signatureMethod]);

    const consumerIndex = this.#integrations.findIndex(
      ({ consumerKey }) => consumerKey === oauth.get('oauth_consumer_key'),
    );
    const integration = this.#integrations[consumerIndex];
    if (integration === undefined) throw unauthorised('A consumer having the specified key does not exist');
    this.#useNonce(consumerIndex + 1, oauth);
    if (integration.token !== token) throw unauthorised('Token is not associated with the specified consumer');
    if (!isSame(expectedSignature(request, oauth, integration), oauth.get('oauth_signature') ?? '')) {
      throw unauthorised('The signature is invalid. Verify and try again.');
    }
    return { name: `integration-${consumerIndex + 1}`, acl: integration.acl ?? 'all' };
  }

  /** Kept before the signature is looked at: a retry with the same nonce fails even when the first try was refused. */
  #useNonce(consumerId: number, oauth: OAuthParameters): void {
    const timestamp = Number.parseInt(oauth.get('oauth_timestamp') ?? '', 10);
    const latest = Math.floor(this.#nowMs() / 1000) + timestampAheadMaxSeconds;
    if (!(timestamp > 0) || timestamp > latest) throw unauthorised('An error occurred validating the nonce');
    const nonce = `${consumerId} ${oauth.get('oauth_nonce') ?? ''}`;
    if (this.#noncesUsed.has(nonce)) {
      throw new RestError(401, 'The nonce is already being used by the consumer with ID %1', {
        parameters: [consumerId],
      });
    }
    this.#noncesUsed.add(nonce);
    const oldest = this.#noncesUsed.values().next().value;
    if (this.#noncesUsed.size > noncesMax && oldest !== undefined) this.#noncesUsed.delete(oldest);
  }
}

export function requireResource(caller: Caller | undefined, resource: string): void {
  if (resource === anonymous) return;
  if (caller !== undefined && (caller.acl === 'all' || caller.acl.includes(resource))) return;
  throw new RestError(401, "The consumer isn't authorized to access %resources.", {
    parameters: { resources: resource },
  });
}

function unauthorised(message: string): RestError {
  return new RestError(401, message);
}

function isSame(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
