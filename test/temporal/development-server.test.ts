import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectTemporal } from '../../src/temporal/connection.js';
import { type DevelopmentServer, startDevelopmentServer } from '../../src/temporal/development-server.js';
import { isRunning } from '../../src/temporal/file-lock.js';
import { anyFreePort, freePortFrom, isListening } from '../../src/temporal/free-port.js';
import { ensureNamespace } from '../../src/temporal/namespace.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';

const silent = (): void => undefined;
const portOf = ({ address }: DevelopmentServer): number => Number(address.split(':')[1]);

let folder: string;
let running: DevelopmentServer[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-server-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.kill()));
  await rm(folder, { recursive: true });
});

async function start(): Promise<DevelopmentServer> {
  const { path } = await obtainTemporal({ say: silent });
  const server = await startDevelopmentServer({ binaryPath: path, folder, say: silent, ports: 'any' });
  running.push(server);
  return server;
}

async function withClient<T>(server: DevelopmentServer, use: (temporal: Temporal) => Promise<T>): Promise<T> {
  const temporal = await connectTemporal({ ...server, tls: false });
  try {
    return await use(temporal);
  } finally {
    await temporal.close();
  }
}
type Temporal = Awaited<ReturnType<typeof connectTemporal>>;

const startOrder = (server: DevelopmentServer) =>
  withClient(server, async ({ client }) => {
    await client.workflow.start('anOrder', { taskQueue: 'nobody', workflowId: 'kept' });
  });
const statusOfOrder = (server: DevelopmentServer) =>
  withClient(server, async ({ client }) => (await client.workflow.getHandle('kept').describe()).status.name);

describe('the development server', () => {
  it('goes on where it stopped', async () => {
    const first = await start();
    await startOrder(first);
    await first.stop();
    expect(await statusOfOrder(await start())).toBe('RUNNING');
  });

  it('goes on where it was killed', async () => {
    const first = await start();
    await startOrder(first);
    await first.kill();
    expect(await statusOfOrder(await start())).toBe('RUNNING');
  });

  it('keeps its 90 days of retention over a restart', async () => {
    await (await start()).stop();
    const retention = await withClient(await start(), ({ connection, namespace }) =>
      ensureNamespace({ connection, namespace, say: silent }),
    );
    expect(retention).toEqual({ retentionDays: 90 });
  });

  it('is gone after stop, process and port', async () => {
    const server = await start();
    await server.stop();
    expect(isRunning(server.pid ?? 0)).toBe(false);
    expect(await isListening(portOf(server), '127.0.0.1')).toBe(false);
  });

  it('refuses a folder that another server uses, and says by which process', async () => {
    await start();
    await expect(start()).rejects.toThrow(`${folder} is in use by process ${process.pid}`);
  });

  it('says what it was told when it does not start', async () => {
    const { path } = await obtainTemporal({ say: silent });
    const starting = startDevelopmentServer({
      binaryPath: path,
      folder,
      say: silent,
      ports: 'any',
      extraArguments: ['--no-such-flag'],
    });
    await expect(starting).rejects.toThrow(/ended at its start:[\s\S]*no-such-flag/);
  });
});

describe('a preferred port', () => {
  it('is left to whoever has it, and the next free one is taken', async () => {
    const server = await start();
    expect(await freePortFrom(portOf(server), '127.0.0.1')).toBeGreaterThan(portOf(server));
  });

  it('is taken when it is free', async () => {
    const port = await anyFreePort('127.0.0.1');
    expect(await freePortFrom(port, '127.0.0.1')).toBe(port);
  });
});
