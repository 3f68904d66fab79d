import { randomBytes } from 'node:crypto';
import type { StateFile } from '../state-file.js';

/** A token stands for a seller's authorisation of an application, or (grantless) for the application alone. */
export type Grant = { readonly applicationId: string; readonly sellerId: string | undefined };
type Issued = Grant & { readonly expiresAtMs: number; readonly isRevoked: boolean };

const collection = 'access-tokens';
const tokensMax = 10_000;

export class AccessTokens {
  readonly #state: StateFile;
  readonly #nowMs: () => number;
  readonly #issued = new Map<string, Issued>();

  constructor({ state, nowMs }: { readonly state: StateFile; readonly nowMs: () => number }) {
    this.#state = state;
    this.#nowMs = nowMs;
    for (const [token, issued] of state.read(collection)) this.#issued.set(token, issued as Issued); // our own file
  }

  issue(grant: Grant, lifetimeSeconds: number): string {
    const token = `Atza|${randomBytes(24).toString('base64url')}`;
    this.#keep(token, { ...grant, expiresAtMs: this.#nowMs() + lifetimeSeconds * 1000, isRevoked: false });
    if (this.#issued.size > tokensMax) this.#dropOldest();
    return token;
  }

  check(token: string): Grant | 'expired' | 'invalid' {
    const issued = this.#issued.get(token);
    if (issued === undefined || issued.isRevoked) return 'invalid';
    if (this.#nowMs() >= issued.expiresAtMs) return 'expired';
    return { applicationId: issued.applicationId, sellerId: issued.sellerId };
  }

  revokeAll(sellerId: string): void {
    this.#changeAll(sellerId, (issued) => ({ ...issued, isRevoked: true }));
  }

  expireAll(sellerId: string): void {
    this.#changeAll(sellerId, (issued) => ({ ...issued, expiresAtMs: Math.min(issued.expiresAtMs, this.#nowMs()) }));
  }

  #changeAll(sellerId: string, change: (issued: Issued) => Issued): void {
    for (const [token, issued] of this.#issued) if (issued.sellerId === sellerId) this.#keep(token, change(issued));
  }

  #keep(token: string, issued: Issued): void {
    this.#issued.set(token, issued);
    this.#state.put(collection, token, issued);
  }

  #dropOldest(): void {
    const [oldest] = this.#issued.keys();
    if (oldest === undefined) return;
    this.#issued.delete(oldest);
    this.#state.remove(collection, oldest);
  }
}
