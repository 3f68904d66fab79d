import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRunning } from '../../src/temporal/file-lock.js';
import { untilReached } from '../support/order-over-http.js';
import { startOwnTemporal } from '../support/own-temporal.js';
import { sampleEnvironment, sampleSettingsFile } from '../support/sample-accounts.js';
import { type SimulatedRemotes, startRemotes } from '../support/simulated-remotes.js';
import { buildProduct, ProcessRoom } from '../support/waybill-process.js';

const account = { id: 'acme-us' };
const room = new ProcessRoom();
let remotes: SimulatedRemotes;
let temporal: Awaited<ReturnType<typeof startOwnTemporal>>;
const taken: Server[] = [];
beforeAll(async () => {
  remotes = await startRemotes([account]);
  temporal = await startOwnTemporal();
  await buildProduct();
});
afterAll(async () => {
  await room.close();
  await Promise.all(taken.map((server) => new Promise((resolve) => server.close(resolve))));
  await temporal?.stop();
  await remotes?.stop();
});

/** Answers the port; 0 takes any. */
async function takePort(wanted: number): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  taken.push(server);
  return port;
}

function settingsOn(http: object): Readonly<Record<string, string>> {
  const path = join(room.newFolder(), 'waybill.yaml');
  writeFileSync(path, sampleSettingsFile([account], remotes, { http }));
  return { ...sampleEnvironment([account]), WAYBILL_CONFIG: path, TEMPORAL_ADDRESS: temporal.address };
}

describe('a port', () => {
  it.each(['start', 'http'])(
    'written in the file and taken is an error of `waybill %s` that says so',
    async (command) => {
      const port = await takePort(0);
      const { code, errors } = await room.run([command], settingsOn({ port }));
      expect(code).toBe(1);
      expect(errors).toContain(`http.port: 127.0.0.1:${port} is taken by another program`);
      expect(errors).not.toMatch(/^\s+at /m);
    },
  );

  it('that is only the default gives way to the next free one, and that is said', async () => {
    // Another test may hold it for a moment, and would have let it go by the time that it is looked at.
    await untilReached(() => takePort(8080).catch(() => undefined));
    const running = room.start(['start'], settingsOn({}));
    const [, port] = await running.untilItSays(/Orders page\s+http:\/\/127\.0\.0\.1:(\d+)/);
    expect(Number(port)).toBeGreaterThan(8080);
    expect(running.output).toContain(`Port 8080 is taken: the Orders page is on ${port}.`);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(await running.interrupt()).toEqual({ code: 0, signal: null });
  });
});

describe('Ctrl-C', () => {
  it('stops the sample day in order: exit code 0, no process left, its ports free', async () => {
    const home = room.newFolder();
    const running = room.start(['start'], { WAYBILL_HOME: home });
    await running.untilItSays(/commerce order created/);
    const [, url = ''] = await running.untilItSays(/Orders page\s+(\S+)/);
    const server = Number(readFileSync(join(home, 'temporal.pid'), 'utf8'));
    expect(isRunning(server)).toBe(true);

    expect(await running.interrupt()).toEqual({ code: 0, signal: null });
    expect(isRunning(server)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
    expect(running.errors).toBe('');
    expect(readFileSync(join(home, 'waybill.log'), 'utf8')).not.toContain('did not stop cleanly');
  });

  it('stops each single process with exit code 0', async () => {
    const env = settingsOn({ port: 0 });
    const processes = ['worker', 'ingestion', 'http'].map((command) => room.start([command], env));
    for (const each of processes) await each.untilItSays(/is running/);
    for (const each of processes) expect(await each.interrupt()).toEqual({ code: 0, signal: null });
  });
});

describe('a home', () => {
  it('that another process uses is an error that names it, and the other goes on', async () => {
    const home = room.newFolder();
    const first = room.start(['simulate'], { WAYBILL_HOME: home });
    await first.untilItSays(/endpoint: (\S+)/);
    const { code, errors } = await room.run(['start', '--once'], { WAYBILL_HOME: home });
    expect(code).toBe(1);
    expect(errors).toContain(`${home} is in use by process ${first.pid}`);
    expect(first.isRunning).toBe(true);
    expect(await first.interrupt()).toEqual({ code: 0, signal: null });
  });
});
