import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFromSource, type Say } from './build-from-source.js';
import { waitForLock } from './file-lock.js';
import { findOnPath, isExecutable } from './find-on-path.js';
import { downloadThroughSdk } from './sdk-download.js';
import { projectFolder, userCacheFolder } from './tool-folders.js';

export type TemporalBinary = {
  readonly path: string;
  readonly from: 'PATH' | 'cache' | 'download' | 'source';
};

/** Makes the binary at that place; undefined when it worked, else why not. */
type Way = (place: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly moduleFolder: string;
  readonly cliVersion: string;
  readonly binary: string;
  readonly say: Say;
}) => Promise<string | undefined>;

export type ObtainTemporal = {
  readonly say: Say;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly moduleFolder?: string;
  readonly download?: Way;
  readonly build?: Way;
};

/**
 * A Temporal command line with a development server inside: from PATH, else the one kept from earlier, else the SDK's
 * download, else built from the pinned module. Whoever has TEMPORAL_ADDRESS set connects there and never calls this.
 */
export async function obtainTemporal({
  say,
  env = process.env,
  moduleFolder = join(projectFolder(), 'tools', 'temporal'),
  download = downloadThroughSdk,
  build = buildFromSource,
}: ObtainTemporal): Promise<TemporalBinary> {
  const onPath = findOnPath('temporal', env['PATH']);
  if (onPath !== undefined) {
    const unfit = await whyUnfit(onPath, env);
    if (unfit === undefined) return { path: onPath, from: 'PATH' };
    say(`Passing over ${onPath}: ${unfit}.`);
  }

  const { cliVersion, key } = await pinnedVersions(moduleFolder);
  const folder = join(userCacheFolder(env), 'temporal', key);
  const binary = join(folder, 'temporal');
  if (isExecutable(binary)) return { path: binary, from: 'cache' };

  const lock = await waitForLock(`${binary}.lock`, (holder) =>
    say(`Waiting for ${holder}, which is fetching Temporal.`),
  );
  try {
    if (isExecutable(binary)) return { path: binary, from: 'cache' };
    const place = { env, moduleFolder, cliVersion, binary, say };
    const whyNoDownload = await download(place);
    if (whyNoDownload === undefined) return { path: binary, from: 'download' };
    say(`No download of Temporal: ${whyNoDownload}`);
    const whyNoBuild = await build(place);
    if (whyNoBuild === undefined) return { path: binary, from: 'source' };
    throw new NoTemporal(whyNoDownload, whyNoBuild);
  } finally {
    await lock.release();
  }
}

export class NoTemporal extends Error {
  override readonly name = 'NoTemporal';
  constructor(whyNoDownload: string, whyNoBuild: string) {
    super(`No Temporal server to run against.
  Download: ${whyNoDownload}
  Build from source: ${whyNoBuild}
Three ways out, any one of them:
  1. set TEMPORAL_ADDRESS to a Temporal server that runs already, for example TEMPORAL_ADDRESS=127.0.0.1:7233
  2. install the Temporal command line, so that \`temporal\` is on PATH: https://docs.temporal.io/cli
  3. install Go 1.26.4 or newer (1.21 or newer will do with GOTOOLCHAIN=auto): https://go.dev/dl`);
  }
}

/** The file name changes with the module, so a new pin is built anew and an old checkout still finds its own. */
async function pinnedVersions(moduleFolder: string): Promise<{ readonly cliVersion: string; readonly key: string }> {
  const module = await readFile(join(moduleFolder, 'go.mod'), 'utf8');
  const [, cliVersion] = /^\s*(?:require )?github\.com\/temporalio\/cli v(\S+)/m.exec(module) ?? [];
  if (cliVersion === undefined) throw new Error(`${moduleFolder}/go.mod names no version of github.com/temporalio/cli`);
  const hash = createHash('sha256').update(module).digest('hex').slice(0, 12);
  return { cliVersion, key: `${cliVersion}-${process.platform}-${process.arch}-${hash}` };
}

/** Servers before 1.29 lack worker deployments; 1.29.0–4 and 1.30.0–2 let a batch reach into other namespaces. */
async function whyUnfit(
  temporal: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const asked = promisify(execFile)(temporal, ['--version'], { env, timeout: 10_000 });
  const answer = await asked.catch(() => undefined);
  if (answer === undefined) return 'it does not run';
  const [, major, minor, patch] = /Server (\d+)\.(\d+)\.(\d+)/.exec(answer.stdout) ?? [];
  if (major !== '1') return undefined; // not said, or a later generation: starting it will tell
  const isTooOld = Number(minor) < 29 || (minor === '29' && Number(patch) < 5) || (minor === '30' && Number(patch) < 3);
  return isTooOld ? `its server is ${major}.${minor}.${patch}, and 1.29.5, 1.30.3 or 1.31 is needed` : undefined;
}
