import type { AccessTokens } from './access-tokens.js';
import type { Answer } from './error-list.js';
import type { Sellers } from './sellers.js';

/** Login with Amazon: `POST /auth/o2/token`. Its errors have OAuth's shape, not that of the Selling Partner API. */
type Deps = { readonly sellers: Sellers; readonly tokens: AccessTokens; readonly lifetimeSeconds: () => number };

const refuse = (status: number, error: string, description: string): Answer => ({
  status,
  body: { error, error_description: description },
});

export const invalidClient = refuse(401, 'invalid_client', 'Client authentication failed');
export const invalidGrant = refuse(
  400,
  'invalid_grant',
  "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
);
const grantlessScopes = ['sellingpartnerapi::notifications', 'sellingpartnerapi::migration'];

export function answerTokenRequest(form: URLSearchParams, { sellers, tokens, lifetimeSeconds }: Deps): Answer {
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  if (clientId === null || clientSecret === null) {
    return refuse(400, 'invalid_request', 'The request is missing a required parameter : client_id, client_secret');
  }
  if (!sellers.hasClient(clientId, clientSecret)) return invalidClient;
  switch (form.get('grant_type')) {
    case 'refresh_token': {
      const refreshToken = form.get('refresh_token');
      if (refreshToken === null) {
        return refuse(400, 'invalid_request', 'The request is missing a required parameter : refresh_token');
      }
      const seller = sellers.ofRefreshToken(clientId, refreshToken);
      if (seller === undefined || seller.isRevoked) return invalidGrant;
      return granted({ applicationId: clientId, sellerId: seller.sellerId }, refreshToken);
    }
    case 'client_credentials': {
      if (!grantlessScopes.includes(form.get('scope') ?? '')) {
        return refuse(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed');
      }
      return granted({ applicationId: clientId, sellerId: undefined });
    }
    case null:
      return refuse(400, 'invalid_request', 'The request is missing a required parameter : grant_type');
    default:
      return refuse(400, 'unsupported_grant_type', 'The authorization grant type is not supported');
  }

  function granted(grant: { applicationId: string; sellerId: string | undefined }, refreshToken?: string): Answer {
    const seconds = lifetimeSeconds();
    const body = {
      access_token: tokens.issue(grant, seconds),
      token_type: 'bearer',
      expires_in: seconds,
      refresh_token: refreshToken,
    };
    return { status: 200, body, headers: { 'cache-control': 'no-store' } };
  }
}
