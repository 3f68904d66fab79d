import { afterAll, beforeAll } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { quietRuntime } from './quiet-runtime.js';
import { temporalForTests } from './temporal-server.js';

/** Where stories of orders and accounts are told. */
export type StageServer = {
  readonly client: Client;
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly bundlePath: string;
};

/** Called in a `describe`, or for a whole file: the tests' own Temporal server, while its tests run. */
export function stageServer(): () => StageServer {
  let temporal: TemporalConnection | undefined;
  let server: StageServer | undefined;
  beforeAll(async () => {
    quietRuntime();
    const { connect, bundlePath, namespace } = await temporalForTests();
    temporal = await connect();
    server = { client: temporal.client, connection: await temporal.nativeConnection(), namespace, bundlePath };
  });
  afterAll(() => temporal?.close());
  return () => {
    if (server === undefined) throw new Error('the server is there for tests only');
    return server;
  };
}
