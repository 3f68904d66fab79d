import { afterAll, beforeAll } from '@jest/globals';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { type AccountServer, type AccountTold, type RunningAccount, tellAccount } from './account-stage.js';
import { quietRuntime } from './quiet-runtime.js';
import { temporalForTests } from './temporal-server.js';

/** Called in a `describe`: its tests tell stories of accounts on the tests' own Temporal server. */
export function accountsOnServer() {
  let temporal: TemporalConnection | undefined;
  let server: AccountServer | undefined;
  beforeAll(async () => {
    quietRuntime();
    const { connect, bundlePath, namespace } = await temporalForTests();
    temporal = await connect();
    server = { client: temporal.client, connection: await temporal.nativeConnection(), namespace, bundlePath };
  });
  afterAll(() => temporal?.close());
  return (told: AccountTold, telling: (account: RunningAccount) => Promise<void>): Promise<void> =>
    server === undefined ? Promise.reject(new Error('no server')) : tellAccount(server, told, telling);
}
