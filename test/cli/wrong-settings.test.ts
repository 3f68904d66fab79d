import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleEnvironment, sampleSettingsFile } from '../support/sample-accounts.js';
import { type SimulatedRemotes, startRemotes } from '../support/simulated-remotes.js';
import { buildProduct, ProcessRoom } from '../support/waybill-process.js';

const account = { id: 'acme-us' };
const room = new ProcessRoom();
let remotes: SimulatedRemotes;
let notTemporal: Server;
let connectionCount = 0;
beforeAll(async () => {
  remotes = await startRemotes([account]);
  notTemporal = createServer((socket) => {
    connectionCount += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => notTemporal.listen(0, '127.0.0.1', resolve));
  await buildProduct();
});
afterAll(async () => {
  await room.close();
  await remotes?.stop();
  await new Promise((resolve) => notTemporal?.close(resolve));
});

const rightFile = (): string => sampleSettingsFile([account], remotes);
const temporalAddress = (): string => {
  const address = notTemporal.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
};

async function runWith(command: string, file: string | undefined, changes: Readonly<Record<string, string>> = {}) {
  const path = join(room.newFolder(), 'waybill.yaml');
  if (file !== undefined) writeFileSync(path, file);
  const env = {
    ...sampleEnvironment([account]),
    TEMPORAL_ADDRESS: temporalAddress(),
    WAYBILL_CONFIG: path,
    ...changes,
  };
  return { path, ...(await room.run([command], env)) };
}

const wrong: readonly {
  readonly name: string;
  readonly file: () => string | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly says: readonly (string | RegExp)[];
}[] = [
  { name: 'a file that does not exist', file: () => undefined, says: ['does not exist'] },
  { name: 'a file that is no YAML', file: () => 'accounts: [\n  - id: }', says: [/line \d+/] },
  {
    name: 'settings that do not exist and values that cannot be',
    file: () => rightFile().replace('storeViewCode', 'storeveiwCode').replace('region: na', 'region: mars'),
    says: [
      /accounts\[0\]\.commerce\.storeveiwCode \(line \d+\): is not a setting; did you mean storeViewCode/,
      /accounts\[0\]\.amazon\.region/,
    ],
  },
  {
    name: 'a secret that the environment does not hold',
    file: rightFile,
    env: { COMMERCE_TOKEN: '', AMAZON_CLIENT_SECRET: '' },
    says: [
      /accounts\[0\]\.amazon\.clientSecret .*AMAZON_CLIENT_SECRET, which is not set/,
      /accounts\[0\]\.commerce\.auth\.token .*COMMERCE_TOKEN, which is not set/,
    ],
  },
  {
    name: 'one account twice',
    file: () => sampleSettingsFile([account, account], remotes),
    says: [/accounts\[1\]\.id .*accounts\[0\]/, /accounts\[1\]\.amazon\.sellerId .*accounts\[0\]/],
  },
  { name: 'no account', file: () => 'http: { port: 0 }', says: ['accounts: names no account'] },
];

describe('wrong settings', () => {
  it.each(wrong)(
    '($name): every fault is named by its path on stderr, and the end is 2',
    async ({ file, env, says }) => {
      const { code, output, errors, path } = await runWith('start', file(), env);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(errors).toContain(path);
      for (const words of says) expect(errors).toMatch(words);
      expect(errors).not.toMatch(/^\s+at /m); // no stack: the fault is not in our code
    },
  );

  it.each(['worker', 'ingestion', 'http'])('are named by `waybill %s` in the same way', async (command) => {
    const { code, output, errors } = await runWith(command, rightFile().replace('region: na', 'region: mars'));
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain('accounts[0].amazon.region');
  });

  it('have nothing called: no Temporal, no Amazon, no Commerce', async () => {
    expect(connectionCount).toBe(0);
    expect(await remotes.amazon().ledger()).toEqual([]);
    expect(await remotes.commerce.ledger()).toEqual([]);
  });

  it('of a single process: without a Temporal address it says where one can be named, and ends with 2', async () => {
    for (const command of ['worker', 'ingestion', 'http']) {
      const { code, errors } = await runWith(command, rightFile(), { TEMPORAL_ADDRESS: '' });
      expect(code).toBe(2);
      expect(errors).toContain('TEMPORAL_ADDRESS');
      expect(errors).toContain('temporal.address');
    }
  });

  it('of a single process: without a settings file it says how to name one, and ends with 2', async () => {
    const { code, errors } = await room.run(['worker'], { TEMPORAL_ADDRESS: temporalAddress() });
    expect(code).toBe(2);
    expect(errors).toContain('WAYBILL_CONFIG');
  });

  it('of the sample day: it has no place beside a settings file', async () => {
    const path = join(room.newFolder(), 'waybill.yaml');
    writeFileSync(path, rightFile());
    const env = { ...sampleEnvironment([account]), WAYBILL_CONFIG: path };
    const { code, errors } = await room.run(['start', '--once'], env);
    expect(code).toBe(2);
    expect(errors).toContain('--once');
  });

  it('that are right, with a Temporal server that is none, end with 1 and one sentence', async () => {
    const { code, errors } = await runWith('worker', rightFile());
    expect(code).toBe(1);
    expect(errors).toContain('No Temporal server answered');
    expect(errors).not.toMatch(/^\s+at /m);
  });
});
