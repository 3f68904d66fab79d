// npm test [-- pattern …]: installs and fetches what tests need, runs jest, ends with `tests: N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium, ensureGo, ensureJava } from './bare-machine.mjs';
import { ensureBuilt, ensureInstalled, NotPrepared, orSayWhy } from './prepare.mjs';
import { projectFolder, say } from './project.mjs';

/** Ctrl-C goes to jest as well, which ends by itself; here we only stay to say how it went. */
process.on('SIGINT', () => {});
const children = new Set();
process.on('SIGTERM', () => {
  for (const child of children) child.kill('SIGTERM');
});

async function node(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  children.add(child);
  const [code] = await once(child, 'exit');
  children.delete(child);
  return code ?? 1;
}

async function runJest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-test-counts-'));
  const counts = join(folder, 'counts.json');
  try {
    const jest = join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');
    const reporters = ['--reporters=default', `--reporters=${join(projectFolder, 'tools', 'jest-counts.mjs')}`];
    // Ours come last: jest takes any plain word that follows `--reporters` for one more reporter.
    const code = await node([jest, ...args, ...reporters], { WAYBILL_TEST_COUNTS: counts });
    return { code, ...readCounts(counts, code) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** No counts: jest did not get as far as running tests. With a bad exit code that is one failure, not none. */
function readCounts(file, code) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 };
  }
}

/** Tests that start the product need it built; the others are worth running even when it does not build. */
async function built() {
  try {
    await ensureBuilt();
    return true;
  } catch (error) {
    if (!(error instanceof NotPrepared)) throw error;
    say(error.message);
    return false;
  }
}

await orSayWhy(ensureInstalled);
ensureJava();
ensureChromium();
ensureGo();
const isBuilt = await built();
const loader = join(projectFolder, 'tools', 'typescript.mjs');
const toolsCode = await node(['--import', loader, join(projectFolder, 'test', 'support', 'obtain-tools.ts')]);
const { code, passed, failed } = await runJest(process.argv.slice(2));
if (!isBuilt) say('The product did not build; see the beginning of this output.');
process.stdout.write(`tests: ${passed} passed, ${failed} failed\n`);
process.exit(code === 0 && (!isBuilt || toolsCode !== 0) ? 1 : code);
