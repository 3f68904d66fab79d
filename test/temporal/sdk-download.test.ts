import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { downloadThroughSdk } from '../../src/temporal/sdk-download.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-download-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs another script in the place of the one that asks the SDK. */
async function download(script: string, silenceMaxMs = 30_000): Promise<string | undefined> {
  await writeFile(join(folder, 'download.mjs'), script);
  return downloadThroughSdk({
    env: {},
    moduleFolder: folder,
    cliVersion: '1.8.2',
    binary: join(folder, 'cache', 'temporal'),
    say: () => undefined,
    silenceMaxMs,
  });
}

const cached = () => readdir(join(folder, 'cache'));
const toFile = "import { writeFileSync } from 'node:fs'; const [folder, version] = process.argv.slice(2);";

describe("the SDK's download", () => {
  it('ends as the cached binary, of the pinned version', async () => {
    expect(await download(`${toFile} writeFileSync(folder + '/temporal-' + version, version);`)).toBeUndefined();
    expect(await readFile(join(folder, 'cache', 'temporal'), 'utf8')).toBe('v1.8.2');
    expect(await cached()).toEqual(['temporal']);
  });

  it('that is refused says why, and leaves nothing', async () => {
    expect(await download("process.stderr.write('dns error'); process.exit(1)")).toBe('dns error');
    expect(await cached()).toEqual([]);
  });

  it('that goes silent half way is given up, and leaves nothing', async () => {
    const script = `${toFile} writeFileSync(folder + '/temporal.downloading', 'half'); setInterval(() => {}, 1000);`;
    expect(await download(script, 300)).toBe('not a byte for 0.3 s');
    expect(await cached()).toEqual([]);
  });
});
