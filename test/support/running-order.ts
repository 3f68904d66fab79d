import { afterAll } from '@jest/globals';
import { type OrderStage, openOrderStage, type RunningOrder, type Story } from './order-stage.js';
import { quietRuntime } from './quiet-runtime.js';
import { temporalForTests } from './temporal-server.js';

type OpenedStage = OrderStage & { readonly disconnect: () => Promise<void> };

/** One per test file: jest loads this module anew for each. */
let opened: Promise<OpenedStage> | undefined;

async function open(): Promise<OpenedStage> {
  quietRuntime();
  const server = await temporalForTests();
  const temporal = await server.connect();
  const { client, namespace } = temporal;
  const connection = await temporal.nativeConnection();
  const stage = await openOrderStage({ client, connection, namespace, bundlePath: server.bundlePath });
  return { ...stage, disconnect: temporal.close };
}

/** One order with fake activities on a real server. Workers and connection are shared by the test file. */
export async function tellOrder<T>(story: Story, tell: (running: RunningOrder) => Promise<T>): Promise<T> {
  opened ??= open();
  return (await opened).tellOrder(story, tell);
}

afterAll(async () => {
  const stage = await opened;
  await stage?.close();
  await stage?.disconnect();
});
