import type { Remote } from '../domain/remote-failure.js';
import type { ChangeGate } from './change-gate.js';
import type { Fetch } from './http-exchange.js';

type Guard = {
  readonly remote: Remote;
  readonly gate: Pick<ChangeGate, 'pass'>;
  /** Where tokens come from: a request there changes nothing. */
  readonly tokenEndpoint?: string | undefined;
};

/**
 * The last thing before a request leaves: whatever is no question has to pass the gate. Here, under every client, so that
 * no operation can be forgotten, and no wait of a client lies between the permission and its use.
 */
export const guardedFetch =
  (fetch: Fetch, { remote, gate, tokenEndpoint }: Guard): Fetch =>
  async (url, init) => {
    const isChange = init.method !== 'GET' && url !== tokenEndpoint;
    if (isChange) await gate.pass(remote, 'change');
    return fetch(url, init);
  };
