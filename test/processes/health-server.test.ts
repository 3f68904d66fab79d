import { afterEach, describe, expect, it } from '@jest/globals';
import { CannotStart } from '../../src/processes/cannot-start.js';
import { metricsAddress, startHealthServer } from '../../src/processes/health-server.js';
import { WrongSettings } from '../../src/processes/load-settings.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function open(isReady: () => boolean, port = 0) {
  const server = await startHealthServer({ host: '127.0.0.1', port, isReady, metricsText: async () => 'orders 3\n' });
  stops.push(server.stop);
  return { port: server.port, get: (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`) };
}

describe('a process without pages', () => {
  it('says whether it is alive and ready, and serves its metrics', async () => {
    const part = { isRunning: true };
    const { get } = await open(() => part.isRunning);
    expect((await get('/readyz')).status).toBe(200);
    expect(await (await get('/metrics')).text()).toBe('orders 3\n');
    part.isRunning = false;
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/orders')).status).toBe(404);
  });

  it('cannot start on a port that is taken, and says which setting names it', async () => {
    const { port } = await open(() => true);
    await expect(open(() => true, port)).rejects.toThrow(CannotStart);
  });

  it('takes a host and a port, and nothing else, for its address', () => {
    expect(metricsAddress('127.0.0.1:9464')).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(metricsAddress('[::1]:9464')).toEqual({ host: '::1', port: 9464 });
    for (const raw of ['9464', 'http://x:1', 'host:99999', 'host:'])
      expect(() => metricsAddress(raw)).toThrow(WrongSettings);
  });
});
