import { describe, expect, it } from '@jest/globals';
import { codeOf, isBeforeConnection } from '../../src/remote/network-error.js';

/** As `fetch` throws: the reason is the cause. */
const failed = (cause: unknown): unknown => Object.assign(new TypeError('fetch failed'), { cause });

describe('a network error', () => {
  it.each([
    ['refused', { code: 'ECONNREFUSED', syscall: 'connect' }, true],
    ['no such host', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
    ['nobody picked up', { code: 'UND_ERR_CONNECT_TIMEOUT' }, true],
    ['certificate run out', { code: 'CERT_HAS_EXPIRED' }, true],
    ['certificate of another host', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, true],
    ['every address refused', { code: 'ECONNREFUSED', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }, true],
    ['one of two addresses was talked to', { errors: [{ syscall: 'connect' }, { syscall: 'read' }] }, false],
    ['reset while reading', { code: 'ECONNRESET', syscall: 'read' }, false],
    ['closed by the other side', { code: 'UND_ERR_SOCKET' }, false],
    ['nothing known', undefined, false],
  ])('%s: before the connection stood: %#', (_name, cause, isBefore) => {
    expect(isBeforeConnection(failed(cause))).toBe(isBefore);
  });

  it('gives its code when that is a code, and no free text', () => {
    expect(codeOf(failed({ code: 'ECONNRESET' }))).toBe('ECONNRESET');
    expect(codeOf(failed({ code: 'secret for jane@example.com' }))).toBeUndefined();
    expect(codeOf('thrown text')).toBeUndefined();
  });
});
