import { describe, expect, it } from '@jest/globals';
import { connectTemporal } from '../../src/temporal/connection.js';
import { readConnectionEnvironment } from '../../src/temporal/connection-environment.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { startOwnTemporal } from '../support/own-temporal.js';
import { temporalServerForTests } from '../support/temporal-server.js';

describe('a connection to Temporal', () => {
  it('serves client and worker, and closes both', async () => {
    const temporal = await (await temporalServerForTests()).connect();
    const native = await temporal.nativeConnection();
    expect(await temporal.nativeConnection()).toBe(native);
    await expect(temporal.client.workflow.count()).resolves.toHaveProperty('count');
    await temporal.close();
    await expect(temporal.client.workflow.count()).rejects.toThrow();
  });

  it('says which address did not answer, and for how long it was asked', async () => {
    const address = `127.0.0.1:${await anyFreePort('127.0.0.1')}`;
    const connecting = connectTemporal({ address, namespace: 'default', connectTimeoutMs: 300 });
    await expect(connecting).rejects.toThrow(`No Temporal server answered at ${address} within 0.3 s`);
  });
});

describe('a connection to a Temporal that goes away', () => {
  it('ends with the retries of its last request, and none of them comes due after it', async () => {
    const server = await startOwnTemporal();
    const temporal = await connectTemporal({ address: server.address, namespace: server.namespace, tls: false });
    await server.stop();
    const asked = temporal.client.workflow.count().catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve)); // it is under way
    await temporal.close();
    expect(await asked).toBeInstanceOf(Error);
  });
});

describe('the environment of a connection', () => {
  it.each([
    ['nothing', {}, {}],
    ['an empty address', { TEMPORAL_ADDRESS: '' }, {}],
    [
      'address and namespace',
      { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_NAMESPACE: 'shop' },
      { address: 'temporal:7233', namespace: 'shop' },
    ],
    ['an API key, which implies TLS', { TEMPORAL_API_KEY: 'key' }, { apiKey: 'key', tls: true }],
    ['TLS switched on', { TEMPORAL_TLS: 'true' }, { tls: true }],
    ['TLS switched off', { TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'key' }, { apiKey: 'key', tls: false }],
    [
      'a client certificate',
      { TEMPORAL_TLS_CLIENT_CERT_DATA: 'C', TEMPORAL_TLS_CLIENT_KEY_DATA: 'K', TEMPORAL_TLS_SERVER_NAME: 'shop' },
      { tls: { serverNameOverride: 'shop', clientCertPair: { crt: Buffer.from('C'), key: Buffer.from('K') } } },
    ],
  ])('gives %s', (_what, env, expected) => {
    expect(readConnectionEnvironment(env)).toEqual(expected);
  });

  it('refuses a certificate without its key', () => {
    expect(() => readConnectionEnvironment({ TEMPORAL_TLS_CLIENT_CERT_DATA: 'C' })).toThrow('needed together');
  });
});
