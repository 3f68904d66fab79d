import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { StateFile } from '../state-file.js';

/**
 * Page tokens: opaque to the caller, bound to seller and parameters, good for 24 hours. They carry their own content
 * under a signature, so nothing piles up and a restart forgets none.
 */
type Position = { readonly beforeMs: number; readonly lastTime: string; readonly lastOrderId: string };
type Binding = { readonly sellerId: string; readonly applicationId: string; readonly boundTo: string };
type Content = Position & { readonly binding: string; readonly issuedAtMs: number };

const lifetimeMs = 24 * 60 * 60 * 1000;
const collection = 'page-token-key';

export class PageTokens {
  readonly #key: string;
  readonly #nowMs: () => number;

  constructor({ state, nowMs }: { readonly state: StateFile; readonly nowMs: () => number }) {
    const kept = state.read(collection).get('key');
    this.#key = typeof kept === 'string' ? kept : randomBytes(32).toString('hex');
    if (kept === undefined) state.put(collection, 'key', this.#key);
    this.#nowMs = nowMs;
  }

  issue(position: Position, binding: Binding): string {
    const content: Content = { ...position, binding: digestOf(binding), issuedAtMs: this.#nowMs() };
    const text = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${text}.${this.#sign(text)}`;
  }

  read(token: string, binding: Binding): Position | 'refused' {
    const [text = '', signature = ''] = token.split('.');
    if (!isSame(signature, this.#sign(text))) return 'refused';
    const content = JSON.parse(Buffer.from(text, 'base64url').toString()) as Content; // signed by us
    if (content.binding !== digestOf(binding) || this.#nowMs() >= content.issuedAtMs + lifetimeMs) return 'refused';
    return content;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}

const digestOf = ({ sellerId, applicationId, boundTo }: Binding): string =>
  createHash('sha256')
    .update(JSON.stringify([sellerId, applicationId, boundTo]))
    .digest('base64url');

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
