import { createHmac } from 'node:crypto';

export type OauthCredentials = {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
};

/** RFC 3986: `encodeURIComponent` leaves five characters alone that OAuth wants encoded. Queries are written with it too. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The `Authorization` header of OAuth 1.0a with HMAC-SHA256, the only method that Commerce takes. A JSON body is not
 * signed. The server sorts names *naturally*, we by bytes: both agree while every index in brackets is below 10.
 */
export function oauthHeader(request: {
  readonly method: string;
  readonly url: string;
  readonly credentials: OauthCredentials;
  /** New for every attempt: Commerce stores it before it looks at the signature. */
  readonly nonce: string;
  readonly timestampSeconds: number;
}): string {
  const { credentials } = request;
  const oauth = {
    oauth_consumer_key: credentials.consumerKey,
    oauth_nonce: request.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(request.timestampSeconds),
    oauth_token: credentials.token,
    oauth_version: '1.0',
  };
  const url = new URL(request.url);
  const pairs = [...url.searchParams, ...Object.entries(oauth)]
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map((pair) => pair.join('='));
  const base = [request.method, url.origin + url.pathname, pairs.join('&')].map(percentEncode).join('&');
  const key = `${percentEncode(credentials.consumerSecret)}&${percentEncode(credentials.tokenSecret)}`;
  const signature = createHmac('sha256', key).update(base).digest('base64');
  const parts = Object.entries({ ...oauth, oauth_signature: signature });
  return `OAuth ${parts.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(', ')}`;
}
