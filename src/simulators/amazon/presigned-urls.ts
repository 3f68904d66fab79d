import { createHmac, randomBytes } from 'node:crypto';

/** Links to feed documents as S3 gives them: whoever has one may use it, for five minutes and for one method. */
const lifetimeMs = 5 * 60 * 1000;
type Use = { readonly documentId: string; readonly method: 'PUT' | 'GET' };

export class PresignedUrls {
  readonly #key = randomBytes(32);
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  issue(baseUrl: string, use: Use): string {
    const expiresAtMs = this.#nowMs() + lifetimeMs;
    const search = new URLSearchParams({ expires: String(expiresAtMs), signature: this.#sign(use, expiresAtMs) });
    return `${baseUrl}/feed-documents/${use.documentId}?${search}`;
  }

  check(use: Use, query: Readonly<Record<string, unknown>>): 'valid' | 'expired' | 'wrong' {
    const expiresAtMs = Number(query['expires']);
    if (query['signature'] !== this.#sign(use, expiresAtMs)) return 'wrong';
    return this.#nowMs() < expiresAtMs ? 'valid' : 'expired';
  }

  #sign({ documentId, method }: Use, expiresAtMs: number): string {
    return createHmac('sha256', this.#key).update(`${method} ${documentId} ${expiresAtMs}`).digest('base64url');
  }
}
