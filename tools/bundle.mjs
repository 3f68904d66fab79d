// The workflow bundle, made in one place and with one set of options: for `dist/`, for the tests, for the check in `verify`.
// Usage: node tools/bundle.mjs [--encoded]   prints where the bundle of the present sources lies.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildCacheFolder, contentHash, projectFolder, say } from './project.mjs';

const workflowsPath = join(projectFolder, 'workflows', 'index.ts');
const encodedFailuresPath = join(projectFolder, 'tools', 'temporal', 'encoded-failures.cjs');
const bundlesKept = 20;

/** Kept by the content of everything that can end up inside or decides how it is made, so a repeat costs milliseconds. */
export const workflowBundle = () => bundled('', {});

/** For installations with encryption: what a failure says is left for the codec to encrypt. */
export const encodedWorkflowBundle = () => bundled('-encoded', { failureConverterPath: encodedFailuresPath });

async function bundled(suffix, converters) {
  const inputs = [
    'workflows',
    'activities',
    'src/domain',
    'package-lock.json',
    'tools/bundle.mjs',
    'tools/temporal/encoded-failures.cjs',
  ];
  const folder = join(buildCacheFolder, 'workflow-bundles');
  const file = join(folder, `${contentHash(inputs)}${suffix}.js`);
  if (existsSync(file)) return file;
  const code = await bundleCode(converters);
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, file);
  dropOldest(folder);
  return file;
}

async function bundleCode(converters) {
  if (!existsSync(workflowsPath))
    throw new Error('workflows/index.ts does not exist: there are no workflows to bundle');
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const problems = [];
  const logger = {
    log: () => {},
    trace: () => {},
    debug: () => {},
    info: () => {},
    warn: (message) => problems.push(message),
    error: (message) => problems.push(message),
  };
  try {
    const { code } = await bundleWorkflowCode({ workflowsPath, logger, ...converters });
    for (const problem of problems) say(`Workflow bundle: ${problem}`);
    return code;
  } catch (error) {
    throw new Error([`The workflow bundle could not be made: ${error.message}`, ...problems].join('\n'), {
      cause: error,
    });
  }
}

function dropOldest(folder) {
  const bundles = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ file: join(folder, name), madeAtMs: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.madeAtMs - a.madeAtMs);
  for (const { file } of bundles.slice(bundlesKept)) rmSync(file, { force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const make = process.argv.includes('--encoded') ? encodedWorkflowBundle : workflowBundle;
    process.stdout.write(`${await make()}\n`);
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
