import { describe, expect, it } from '@jest/globals';
import { type AccessToken, AccessTokens, refreshEarlyMs } from '../../src/remote/access-tokens.js';

/** An endpoint that is asked and answers when the test says so. */
class TokenEndpoint {
  askedCount = 0;
  nowMs = 1_000_000;
  readonly #waiting: { resolve: (token: AccessToken) => void; reject: (error: Error) => void }[] = [];
  readonly tokens = new AccessTokens({
    nowMs: () => this.nowMs,
    requestToken: () => {
      this.askedCount += 1;
      return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    },
  });

  answer(value: string, lifetimeMs = 3_600_000): void {
    this.#waiting.shift()?.resolve({ value, expiresAtMs: this.nowMs + lifetimeMs });
  }
  refuse(): void {
    this.#waiting.shift()?.reject(new Error('refused'));
  }
}

describe('an access token', () => {
  it('is requested once for all who want it at the same time', async () => {
    const endpoint = new TokenEndpoint();
    const wanted = [1, 2, 3].map(() => endpoint.tokens.current());
    endpoint.answer('one');
    expect((await Promise.all(wanted)).map(({ value }) => value)).toEqual(['one', 'one', 'one']);
    expect(endpoint.askedCount).toBe(1);
  });

  it('is used until shortly before its end, then requested anew', async () => {
    const endpoint = new TokenEndpoint();
    const first = endpoint.tokens.current();
    endpoint.answer('one', 3_600_000);
    await first;
    endpoint.nowMs += 3_600_000 - refreshEarlyMs - 1;
    expect((await endpoint.tokens.current()).value).toBe('one');
    endpoint.nowMs += 1;
    const second = endpoint.tokens.current();
    endpoint.answer('two');
    expect((await second).value).toBe('two');
  });

  it('that was refused is refused to all who waited, and requested anew by the next', async () => {
    const endpoint = new TokenEndpoint();
    const wanted = [endpoint.tokens.current(), endpoint.tokens.current()].map((token) => token.catch(() => 'refused'));
    endpoint.refuse();
    expect(await Promise.all(wanted)).toEqual(['refused', 'refused']);
    const next = endpoint.tokens.current();
    endpoint.answer('two');
    expect((await next).value).toBe('two');
    expect(endpoint.askedCount).toBe(2);
  });

  it('that is forgotten late does not take its successor along', async () => {
    const endpoint = new TokenEndpoint();
    const asked = endpoint.tokens.current();
    endpoint.answer('one');
    const one = await asked;
    endpoint.tokens.forget(one);
    const again = endpoint.tokens.current();
    endpoint.answer('two');
    await again;
    endpoint.tokens.forget(one);
    expect((await endpoint.tokens.current()).value).toBe('two');
  });
});
