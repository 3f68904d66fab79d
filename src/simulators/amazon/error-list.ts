import { randomBytes } from 'node:crypto';

/** Amazon's error body, and the texts that were seen in the wild (see the reference page for their sources). */
export type AmazonError = { readonly code: string; readonly message: string; readonly details?: string };
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** A fault that the operation itself played (a dropped 204): for the ledger only. */
  readonly fault?: string;
};

export const refuse = (status: number, error: AmazonError): Answer => ({ status, body: { errors: [error] } });

export const invalidInput = (message: string, details = ''): Answer =>
  refuse(400, { code: 'InvalidInput', message, details });

const denied = (details: string): Answer =>
  refuse(403, { code: 'Unauthorized', message: 'Access to requested resource is denied.', details });

export const accessDenied = denied('');
export const accessTokenExpired = denied('The access token you provided has expired.');
export const accessTokenInvalid = denied('The access token you provided is revoked, malformed or invalid.');
export const accessTokenMissing = refuse(403, {
  code: 'MissingAuthenticationToken',
  message: 'Access to requested resource is denied.',
  details: 'Access token is missing in the request header.',
});
export const quotaExceeded = refuse(429, {
  code: 'QuotaExceeded',
  message: 'You exceeded your quota for the requested resource.',
  details: '',
});
export const internalFailure = refuse(500, {
  code: 'InternalFailure',
  message: 'We encountered an internal error. Please try again.',
  details: '',
});
export const serviceUnavailable = refuse(503, {
  code: 'ServiceUnavailable',
  message: 'Service is temporarily unavailable. Please try again.',
  details: '',
});
export const unsupportedMediaType = refuse(415, {
  code: 'UnsupportedMediaType',
  message: 'The request payload is in an unsupported format.',
  details: '',
});
export const requestTooLarge = refuse(413, {
  code: 'RequestTooLarge',
  message: 'The request size exceeded the maximum accepted size.',
  details: '',
});
export const notFound = (what: string): Answer =>
  refuse(404, { code: 'NotFound', message: 'The specified resource does not exist.', details: what });

/** What a plain status fault answers when the test gives no body. */
export function answerOfStatus(status: number): Answer {
  const known: ReadonlyMap<number, Answer> = new Map([
    [403, accessDenied],
    [413, requestTooLarge],
    [415, unsupportedMediaType],
    [429, quotaExceeded],
    [500, internalFailure],
    [503, serviceUnavailable],
  ]);
  return known.get(status) ?? refuse(status, { code: 'InternalFailure', message: `Status ${status}.`, details: '' });
}

export function newRequestId(): string {
  return randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
