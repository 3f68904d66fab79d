import { createHmac } from 'node:crypto';
import { compareNaturally } from './natural-order.js';

/** The server's side of OAuth 1.0a as Magento computes it, its deviations from the standard included. */

export type SignedRequest = {
  readonly method: string;
  /** Scheme and host as this server sees them, path, query: a proxy that hides one of them breaks every signature. */
  readonly url: string;
  readonly authorization: string;
};

export type OAuthParameters = ReadonlyMap<string, string>;

/** RFC 3986, upper-case: what both sides must encode with. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The `oauth_…` parameters of the header; undefined when the header is not an OAuth one. */
export function oauthHeaderParameters(authorization: string): OAuthParameters | undefined {
  const start = authorization.toLowerCase().indexOf('oauth ');
  if (start === -1) return undefined;
  const parameters = new Map<string, string>();
  for (const part of authorization.slice(start + 'oauth '.length).split(',')) {
    const [name, value] = splitOnce(part.trim());
    if (value === undefined || !name.includes('oauth_')) continue;
    parameters.set(decode(name), decode(value.replace(/^"+|"+$/g, '')));
  }
  return parameters;
}

export type Secrets = { readonly consumerSecret: string; readonly tokenSecret: string };

export function expectedSignature(request: SignedRequest, oauth: OAuthParameters, secrets: Secrets): string {
  const key = `${percentEncode(secrets.consumerSecret)}&${percentEncode(secrets.tokenSecret)}`;
  return createHmac('sha256', key).update(baseString(request, oauth)).digest('base64');
}

function baseString({ method, url }: SignedRequest, oauth: OAuthParameters): string {
  const { origin, pathname, query } = parts(url);
  const parameters = new Map([...oauth, ...queryParameters(query)]);
  parameters.delete('oauth_signature');
  const pairs = [...parameters]
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([left], [right]) => compareNaturally(left, right))
    .map(([name, value]) => `${name}=${value}`);
  // NOTE: the path is decoded before it is signed (magento/magento2#37830): a percent-encoded path never verifies.
  const normalised = origin + decode(pathname);
  return [method.toUpperCase(), percentEncode(normalised), percentEncode(pairs.join('&'))].join('&');
}

/** A pair without exactly one raw `=` is left out of the signature; of equal names the last one counts. */
function queryParameters(query: string): OAuthParameters {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [name, value, ...rest] = pair.split('=');
    if (name === undefined || value === undefined || rest.length > 0 || name.includes('oauth_')) continue;
    parameters.set(decodeForm(name), decodeForm(value));
  }
  return parameters;
}

function parts(url: string): { readonly origin: string; readonly pathname: string; readonly query: string } {
  const [beforeQuery = '', query = ''] = splitOnce(url, '?');
  const match = /^(https?:\/\/[^/]+)(.*)$/i.exec(beforeQuery);
  const origin = (match?.[1] ?? '').toLowerCase().replace(/^(http:\/\/.*):80$|^(https:\/\/.*):443$/, '$1$2');
  return { origin, pathname: match?.[2] === '' ? '/' : (match?.[2] ?? ''), query };
}

function splitOnce(text: string, separator = '='): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decodeForm(text: string): string {
  return decode(text.replaceAll('+', ' '));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // PHP leaves a broken escape as it is
  }
}
