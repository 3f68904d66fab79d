import { codeOf } from '../remote/network-error.js';
import { QueueFailure, type QueueTrouble } from './notification-queue.js';

/** What AWS's client throws, as one kind of failure. Its own messages are left out: they quote addresses and requests. */
export function queueFailure(operation: string, error: unknown): QueueFailure {
  if (error instanceof QueueFailure) return error;
  const name = nameOf(error);
  const status = statusOf(error);
  const trouble = troubleOf(name, status);
  const code = name === '' ? (codeOf(error) ?? 'unknown') : name;
  return new QueueFailure({ operation, trouble, code });
}

const denied =
  /AccessDenied|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|ExpiredToken|InvalidSecurity/;
const networkNames = /^(TimeoutError|AbortError|NetworkingError)$|^E[A-Z]+$/;

function troubleOf(name: string, status: number | undefined): QueueTrouble {
  if (/CredentialsProviderError|CredentialsError/.test(name)) return 'no-credentials';
  if (/QueueDoesNotExist|NonExistentQueue/.test(name)) return 'missing';
  if (denied.test(name) || status === 401 || status === 403) return 'denied';
  if (/Throttl|TooManyRequests|OverLimit/.test(name) || status === 429) return 'throttled';
  if (networkNames.test(name) || status === undefined || status >= 500) return 'unreachable';
  return 'other';
}

/** Names of the service are dotted or plain words; a network fault has its name in `code`. */
function nameOf(error: unknown): string {
  const code = codeOf(error);
  const named = error instanceof Object && 'name' in error ? String(error.name) : '';
  const name = (named === 'Error' || named === '') && code !== undefined ? code : named;
  return /^[\w.:]{1,100}$/.test(name) ? name : '';
}

function statusOf(error: unknown): number | undefined {
  const metadata: unknown = error instanceof Object ? Reflect.get(error, '$metadata') : undefined;
  const status: unknown = metadata instanceof Object ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
}
