import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { findOnPath } from './find-on-path.js';
import { startTied } from './tied-process.js';

type Environment = Readonly<Record<string, string | undefined>>;
export type Say = (line: string) => void;
type Build = {
  readonly env: Environment;
  readonly moduleFolder: string;
  readonly binary: string;
  readonly say: Say;
};

const temporalPackage = 'github.com/temporalio/cli/cmd/temporal';
const progressIntervalMs = 10_000;
const errorLinesMax = 15;

/** Compiles the pinned module; undefined when it worked, else why not. A half-made binary never gets the final name. */
export async function buildFromSource({ env, moduleFolder, binary, say }: Build): Promise<string | undefined> {
  const go = findOnPath('go', env['PATH']);
  if (go === undefined) return 'no `go` on PATH';
  const version = await goVersion(go, env);
  if (version === undefined) return '`go version` gave no version';
  if (version.minor < 21) return `Go 1.${version.minor} is too old to fetch the toolchain that it needs`;

  say('Building the Temporal development server from source, since no ready one was found: about 4 minutes, once.');
  await mkdir(join(binary, '..'), { recursive: true });
  const unfinished = `${binary}.${process.pid}.unfinished`;
  try {
    const trouble = await compile({ go, env: withToolchain(env, version), moduleFolder, unfinished, say });
    if (trouble === undefined) await rename(unfinished, binary);
    return trouble;
  } finally {
    await rm(unfinished, { force: true });
  }
}

type GoVersion = { readonly minor: number; readonly patch: number };

async function goVersion(go: string, env: Environment): Promise<GoVersion | undefined> {
  // The toolchain switch is off here: it would download another Go only to print its number.
  const asked = promisify(execFile)(go, ['version'], { env: { ...env, GOTOOLCHAIN: 'local' }, timeout: 10_000 });
  const { stdout } = await asked.catch(() => ({ stdout: '' }));
  const [, minor, patch = '0'] = /go1\.(\d+)(?:\.(\d+))?/.exec(stdout) ?? [];
  return minor === undefined ? undefined : { minor: Number(minor), patch: Number(patch) };
}

/** An older Go fetches the one that go.mod names, unless it was told in this environment to do otherwise. */
function withToolchain(env: Environment, { minor, patch }: GoVersion): Environment {
  const isNewEnough = minor > 26 || (minor === 26 && patch >= 4);
  return isNewEnough || env['GOTOOLCHAIN'] !== undefined ? env : { ...env, GOTOOLCHAIN: 'auto' };
}

type Progress = { downloaded: number; compiled: number };

/** Go names what it fetches and what it compiles, but is silent while it checks what it has, and while it links. */
function phaseOf({ downloaded, compiled }: Progress): string {
  if (compiled > 0) return `compiling: ${compiled} packages so far`;
  return downloaded > 0 ? `fetching: ${downloaded} modules so far` : 'checking what is there from earlier';
}

type Compilation = {
  readonly go: string;
  readonly env: Environment;
  readonly moduleFolder: string;
  readonly unfinished: string;
  readonly say: Say;
};

async function compile({ go, env, moduleFolder, unfinished, say }: Compilation): Promise<string | undefined> {
  const startedAtMs = Date.now();
  const progress: Progress = { downloaded: 0, compiled: 0 };
  const lastLines: string[] = [];
  const child = startTied({
    command: go,
    args: ['build', '-v', '-mod=readonly', '-o', unfinished, temporalPackage],
    env,
    folder: moduleFolder,
    output: 'pipe',
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      if (line.startsWith('go: downloading')) progress.downloaded += 1;
      else if (/^[\w.~/-]+$/.test(line)) progress.compiled += 1;
      else lastLines.push(line);
      if (lastLines.length > errorLinesMax) lastLines.shift();
    });
  }
  const report = setInterval(() => {
    say(`  ${phaseOf(progress)}, ${Math.round((Date.now() - startedAtMs) / 1000)} s`);
  }, progressIntervalMs);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (exitCode === 0) return undefined;
    return [`go build ended with ${exitCode ?? 'a signal'}`, ...lastLines].join('\n    ');
  } finally {
    clearInterval(report);
  }
}
