export type AccessToken = { readonly value: string; readonly expiresAtMs: number };

type Deps = { readonly requestToken: () => Promise<AccessToken>; readonly nowMs: () => number };

/** Early enough that a token in use does not run out while its request is under way. */
export const refreshEarlyMs = 60_000;

/** Keeps one access token; however many callers wait, one request is under way. */
export class AccessTokens {
  readonly #deps: Deps;
  #held: AccessToken | undefined;
  #pending: Promise<AccessToken> | undefined;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async current(): Promise<AccessToken> {
    if (this.#held !== undefined && this.#deps.nowMs() < this.#held.expiresAtMs - refreshEarlyMs) return this.#held;
    // Failures are not kept: the next caller asks again.
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** The remote says that this one has expired. Another one, fetched meanwhile by somebody else, stays. */
  forget(token: Pick<AccessToken, 'value'>): void {
    if (this.#held?.value === token.value) this.#held = undefined;
  }

  async #request(): Promise<AccessToken> {
    this.#held = await this.#deps.requestToken();
    return this.#held;
  }
}
