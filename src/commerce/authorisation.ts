import { randomBytes } from 'node:crypto';
import type { AccessToken } from '../remote/access-tokens.js';
import type { Fetch } from '../remote/http-exchange.js';
import { type ImsCredentials, imsAccessTokens } from './ims-token.js';
import { type OauthCredentials, oauthHeader } from './oauth-signature.js';

export type CommerceAuth =
  | ({ readonly kind: 'oauth1' } & OauthCredentials)
  /** An Integration's access token; shops from 2.4.4 on refuse it unless told otherwise. */
  | { readonly kind: 'bearer'; readonly token: string }
  /** Adobe Commerce as a Cloud Service. */
  | ({ readonly kind: 'ims' } & ImsCredentials);

export type Authorisation = {
  /** The headers of one attempt: never used for a second one. */
  readonly headers: (request: { readonly method: string; readonly url: string }) => Promise<Record<string, string>>;
  /** The remote refused these. Answers whether a further attempt with new ones makes sense. */
  readonly isRenewable: (refused: Readonly<Record<string, string>>) => boolean;
};

export function authorisationOf(
  auth: CommerceAuth,
  deps: {
    readonly nowMs: () => number;
    readonly nonce?: (() => string) | undefined;
    readonly fetch: Fetch;
    readonly timeoutMs: number;
  },
): Authorisation {
  switch (auth.kind) {
    case 'oauth1': {
      const nonce = deps.nonce ?? (() => randomBytes(16).toString('hex'));
      return {
        headers: async ({ method, url }) => ({
          authorization: oauthHeader({
            method,
            url,
            credentials: auth,
            nonce: nonce(),
            timestampSeconds: Math.floor(deps.nowMs() / 1_000),
          }),
        }),
        isRenewable: () => false,
      };
    }
    case 'bearer':
      return { headers: async () => ({ authorization: bearer({ value: auth.token }) }), isRenewable: () => false };
    case 'ims':
      return imsAuthorisation(auth, deps);
  }
}

function imsAuthorisation(auth: ImsCredentials, deps: Parameters<typeof authorisationOf>[1]): Authorisation {
  const tokens = imsAccessTokens({ ...deps, credentials: auth });
  return {
    headers: async () => ({
      authorization: bearer(await tokens.current()),
      'x-api-key': auth.clientId,
      'x-gw-ims-org-id': auth.orgId,
    }),
    isRenewable: (refused) => {
      tokens.forget({ value: (refused['authorization'] ?? '').slice(bearer({ value: '' }).length) });
      return true;
    },
  };
}

const bearer = ({ value }: Pick<AccessToken, 'value'>): string => `Bearer ${value}`;
