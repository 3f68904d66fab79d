// One at a time per checkout: `npm start` and `npm test` begun together must not install into each other.
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectFolder, say } from './project.mjs';

const pollIntervalMs = 300;
const checkout = createHash('sha256').update(projectFolder).digest('hex').slice(0, 16);
/** Outside the checkout, because `npm ci` removes node_modules and a build replaces dist. */
const lockFile = join(tmpdir(), `waybill-${process.getuid?.() ?? 'user'}`, `${checkout}.lock`);

export async function exclusively(work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let hasSaid = false; !take(); ) {
    const holder = holderOfLock();
    if (holder !== undefined && !isRunning(holder)) {
      rmSync(lockFile, { force: true }); // its process was killed at work; what it left unfinished is made again
      continue;
    }
    if (!hasSaid) say(`Waiting for process ${holder}, which is preparing this checkout.`);
    hasSaid = true;
    await wait(pollIntervalMs);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Linked into place with its content, so that nobody ever reads a lock without a holder. */
function take() {
  const own = `${lockFile}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lockFile);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function holderOfLock() {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
