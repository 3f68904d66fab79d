/**
 * `fetch` reports all trouble as `TypeError: fetch failed` and hides the reason in `cause`. The reason matters: before a
 * connection stood, nothing was sent, so that the outcome of a write is known. Shapes are asked for instead of classes,
 * because errors that cross a realm (jest, vm) are not `instanceof` ours.
 */
export function isBeforeConnection(error: unknown): boolean {
  const cause = causeOf(error);
  if (isConnecting(cause)) return true;
  // Several addresses were tried: before connection only if that is true of each.
  const parts = property(cause, 'errors');
  return Array.isArray(parts) && parts.length > 0 && parts.every(isConnecting);
}

export function codeOf(error: unknown): string | undefined {
  const code = property(causeOf(error), 'code');
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}

function isConnecting(cause: unknown): boolean {
  const syscall = property(cause, 'syscall');
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  const code = property(cause, 'code');
  return typeof code === 'string' && (code === 'UND_ERR_CONNECT_TIMEOUT' || certificateRefused.test(code));
}

/** We refused the remote's certificate, and said nothing to it. */
const certificateRefused = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|^ERR_TLS_/;

const causeOf = (error: unknown): unknown => property(error, 'cause') ?? error;

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
