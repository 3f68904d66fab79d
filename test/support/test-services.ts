import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DevelopmentServer, startDevelopmentServer } from '../../src/temporal/development-server.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';
import { projectFolder } from '../../src/temporal/tool-folders.js';

/*
 * One process per jest run, started by global-setup. Test files ask it over HTTP, and what one asks for first is started
 * or built then: a run that needs no server starts none. It ends, with all that it started, when its stdin closes,
 * which happens however jest ends.
 */

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'waybill-tests-'));
let temporal: Promise<DevelopmentServer> | undefined;
let bundle: Promise<string> | undefined;
let encodedBundle: Promise<string> | undefined;

async function startTemporal(): Promise<DevelopmentServer> {
  const { path } = await obtainTemporal({ say });
  return startDevelopmentServer({ binaryPath: path, folder, say, isInMemory: true, ports: 'any' });
}

async function bundlePath(...flags: readonly string[]): Promise<string> {
  const script = join(projectFolder(), 'tools', 'bundle.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...flags]);
  return stdout.trim();
}

/** A failure is kept too: the second test file gets the same answer at once, not another four minutes of building. */
async function answer(path: string | undefined): Promise<object> {
  switch (path) {
    case '/temporal': {
      temporal ??= startTemporal();
      const { address, namespace } = await temporal;
      return { address, namespace };
    }
    case '/bundle':
      bundle ??= bundlePath();
      return { path: await bundle };
    case '/encoded-bundle':
      encodedBundle ??= bundlePath('--encoded');
      return { path: await encodedBundle };
    default:
      throw new Error(`No such service: ${path}`);
  }
}

const server = createServer((request, response) => {
  const reply = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
  };
  answer(request.url).then(
    (body) => reply(200, body),
    (error: unknown) => reply(500, { error: error instanceof Error ? error.message : String(error) }),
  );
});

async function end(): Promise<void> {
  server.close();
  const running = await temporal?.catch(() => undefined); // its failure was answered to whoever asked
  await running?.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}

process.stdin.once('end', () => void end()).resume();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
