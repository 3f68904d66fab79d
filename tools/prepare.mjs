// Makes a checkout ready to run, and does nothing when it is.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { exclusively } from './exclusive.mjs';
import { buildCacheFolder, contentHash, filesBelow, projectFolder, say } from './project.mjs';

const distFolder = join(projectFolder, 'dist');
/** In dist, and written last: a build that was interrupted has none and is made again. */
const stampFile = join(distFolder, '.built-from');
const buildInputs = [
  'src',
  'workflows',
  'activities',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tools',
];

/** A fault that the reader can act on by its text alone; no stack trace helps them. */
export class NotPrepared extends Error {}

export async function ensureInstalled() {
  checkNode();
  if (isInstalled()) return;
  await exclusively(() => {
    if (isInstalled()) return;
    say('Installing the packages of package-lock.json (npm ci) …');
    // The npm that runs us, if one does: with version managers, `npm` on PATH may be another one.
    const npm = process.env.npm_execpath;
    const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    const { status, error } = spawnSync(command, [...args, 'ci', '--include=dev'], {
      cwd: projectFolder,
      stdio: ['ignore', 2, 2],
    });
    if (error !== undefined) throw new NotPrepared(`npm could not be run: ${error.message}`);
    if (status !== 0) throw new NotPrepared('npm ci failed; what it says above is why.');
  });
}

export async function ensureBuilt() {
  if (isBuilt()) return;
  await exclusively(async () => {
    const builtFrom = contentHash(buildInputs);
    if (isBuilt(builtFrom)) return;
    say('Building (tsc, workflow bundle) …');
    const unfinished = join(buildCacheFolder, `dist-${process.pid}`);
    try {
      compile(unfinished);
      copyAssets(unfinished);
      const { workflowBundle, encodedWorkflowBundle } = await import('./bundle.mjs');
      copyFileSync(await bundleOrRefusal(workflowBundle), join(unfinished, 'workflow-bundle.js'));
      copyFileSync(await bundleOrRefusal(encodedWorkflowBundle), join(unfinished, 'workflow-bundle-encoded.js'));
      writeFileSync(join(unfinished, '.built-from'), builtFrom);
      rmSync(distFolder, { recursive: true, force: true });
      renameSync(unfinished, distFolder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  });
}

/** By what lies in node_modules, not by a note of ours: an `npm ci` typed by hand counts, an interrupted one does not. */
function isInstalled() {
  const wanted = packagesIn(join(projectFolder, 'package-lock.json'));
  const present = packagesIn(join(projectFolder, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

const packagesIn = (lockFile) => (existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {});

const isBuilt = (builtFrom = contentHash(buildInputs)) =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === builtFrom;

function compile(outFolder) {
  const tsc = join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', outFolder], {
    cwd: projectFolder,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new NotPrepared('The TypeScript sources do not compile; the faults are listed above.');
}

/** Pages, styles and the like, which tsc leaves where they are. */
function copyAssets(outFolder) {
  for (const file of filesBelow(join(projectFolder, 'src'))) {
    if (file.endsWith('.ts')) continue;
    const target = join(outFolder, relative(projectFolder, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
}

async function bundleOrRefusal(workflowBundle) {
  try {
    return await workflowBundle();
  } catch (error) {
    throw new NotPrepared(error.message, { cause: error });
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  throw new NotPrepared(`Waybill needs Node 20.11 or newer; this is ${process.version}. See https://nodejs.org`);
}

/** For the scripts' outermost line: a plain sentence instead of a stack trace, and exit code 1. */
export async function orSayWhy(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotPrepared)) throw error;
    say(error.message);
    process.exit(1);
  }
}
