import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tryLock } from '../../src/temporal/file-lock.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-obtain-'));
  said = [];
  await mkdir(join(folder, 'module'));
  await writeFile(
    join(folder, 'module', 'go.mod'),
    'module temporaltools\nrequire (\n\tgithub.com/temporalio/cli v1.8.2\n)\n',
  );
});
afterEach(() => rm(folder, { recursive: true }));

/** A folder for PATH with one executable shell script in it. */
async function programme(name: string, script: string): Promise<string> {
  const bin = join(folder, `bin-${name}`);
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  return bin;
}

const temporalOf = (server: string) =>
  programme('temporal', `echo 'temporal version 1.8.2 (Server ${server}, UI 2.50.1)'`);
/** `go build -v -mod=readonly -o <file> <package>`, as far as anybody can tell from outside. */
const goThatBuilds = (version = 'go1.26.8') =>
  programme(
    'go',
    `[ "$1" = version ] && { echo 'go version ${version} linux/amd64'; exit; }\necho built > "$5"; /bin/chmod +x "$5"`,
  );
const goThatFails = () =>
  programme(
    'go',
    `[ "$1" = version ] && { echo 'go version go1.26.8 linux/amd64'; exit; }\necho 'disk is full!' >&2; exit 1`,
  );

const refused = () => Promise.resolve('refused by this network');
const neverAsked = () => Promise.reject(new Error('must not be asked'));

function obtain(path: readonly string[], download: () => Promise<string | undefined> = refused) {
  return obtainTemporal({
    say: (line) => said.push(line),
    env: { PATH: path.join(delimiter), HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') },
    moduleFolder: join(folder, 'module'),
    download,
  });
}

describe('Temporal is obtained', () => {
  it('from PATH, before anything else is tried', async () => {
    const bin = await temporalOf('1.31.2');
    expect(await obtain([bin], neverAsked)).toEqual({ path: join(bin, 'temporal'), from: 'PATH' });
  });

  it.each(['1.28.3', '1.29.4', '1.30.2'])('elsewhere when the server on PATH is %s, which is unfit', async (server) => {
    expect(await obtain([await temporalOf(server), await goThatBuilds()])).toMatchObject({ from: 'source' });
    expect(said[0]).toContain(`its server is ${server}`);
  });

  it.each(['1.29.5', '1.30.3', '1.31.0', '2.0.0'])('from PATH when the server there is %s', async (server) => {
    expect(await obtain([await temporalOf(server)], neverAsked)).toMatchObject({ from: 'PATH' });
  });

  it('by building the pinned module when the download is refused', async () => {
    const { path, from } = await obtain([await goThatBuilds()]);
    expect(from).toBe('source');
    expect(await readFile(path, 'utf8')).toBe('built\n');
    expect(said).toEqual([
      'No download of Temporal: refused by this network',
      expect.stringMatching(/^Building .* from source.*about 4 minutes, once\.$/),
    ]);
  });

  it('from the cache the second time', async () => {
    const built = await obtain([await goThatBuilds()]);
    said = [];
    expect(await obtain([], neverAsked)).toEqual({ path: built.path, from: 'cache' });
    expect(said).toEqual([]);
  });

  it('anew when the pinned module has changed', async () => {
    const bin = await goThatBuilds();
    const before = await obtain([bin]);
    await writeFile(
      join(folder, 'module', 'go.mod'),
      'module temporaltools\nrequire github.com/temporalio/cli v1.9.0\n',
    );
    const after = await obtain([bin]);
    expect(after.from).toBe('source');
    expect(after.path).not.toBe(before.path);
  });

  it('from the download where it is allowed, without building', async () => {
    const { path, from } = await obtainTemporal({
      say: (line) => said.push(line),
      env: { PATH: '', XDG_CACHE_HOME: join(folder, 'cache') },
      moduleFolder: join(folder, 'module'),
      download: async ({ binary, cliVersion }) => {
        await writeFile(binary, `downloaded ${cliVersion}`, { mode: 0o755 });
        return undefined;
      },
      build: neverAsked,
    });
    expect(from).toBe('download');
    expect(await readFile(path, 'utf8')).toBe('downloaded 1.8.2');
  });

  it('once when two processes ask at the same time: the second waits and takes what the first has made', async () => {
    const bin = await goThatBuilds();
    const answers = await Promise.all([obtain([bin]), obtain([bin])]);
    expect(answers.map(({ from }) => from).sort()).toEqual(['cache', 'source']);
    expect(said.filter((line) => line.startsWith('Building'))).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('Waiting for process'))).toHaveLength(1);
  });

  it('although a killed build has left its lock behind', async () => {
    const bin = await goThatBuilds();
    const { path } = await obtain([bin]);
    await rm(path);
    await writeFile(`${path}.lock`, `999999999 ${hostname()}`);
    expect(await obtain([bin])).toEqual({ path, from: 'source' });
  });
});

describe('when Temporal cannot be obtained', () => {
  const threeWaysOut = [
    /1\. set TEMPORAL_ADDRESS/,
    /2\. install the Temporal command line/,
    /3\. install Go 1\.26\.4 or newer/,
  ];

  it.each([
    ['Go is missing', async () => [], /Build from source: no `go` on PATH/],
    ['Go is too old', async () => [await goThatBuilds('go1.19.8')], /Build from source: Go 1\.19 is too old/],
    ['the build fails', async () => [await goThatFails()], /go build ended with 1\s+disk is full!/],
  ])('because %s, the error says so and names the three ways out', async (_why, path, reason) => {
    const error = await obtain(await path()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    for (const expected of [/Download: refused by this network/, reason, ...threeWaysOut]) {
      expect(String(error)).toMatch(expected);
    }
  });

  it('a failed build leaves neither a binary nor a lock', async () => {
    const { path } = await obtain([await goThatBuilds()]);
    await rm(path);
    await expect(obtain([await goThatFails()])).rejects.toThrow('go build ended');
    expect(await tryLock(`${path}.lock`)).toHaveProperty('release');
    await expect(readFile(path)).rejects.toThrow('ENOENT');
    expect(dirname(path)).toContain('1.8.2');
  });
});
