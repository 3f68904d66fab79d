import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hasCode } from './has-code.js';

export type FileLock = { readonly release: () => Promise<void> };

const heartbeatMs = 5_000;
/** Six missed heartbeats. It only decides about holders on other machines or in other containers; a dead local one is seen at once. */
const abandonedAfterMs = 30_000;
const pollIntervalMs = 500;

/**
 * Holds `file` for this process, or says who does. A lock left by a process that is gone is taken over, so a killed
 * build blocks nobody. Two processes that take over at the same moment may both win: guard work whose repeat is harmless.
 */
export async function tryLock(file: string): Promise<FileLock | { readonly heldBy: string }> {
  await mkdir(dirname(file), { recursive: true });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const lock = await create(file);
    if (lock !== undefined) return lock;
    const holder = await livingHolder(file);
    if (holder !== undefined) return { heldBy: holder };
    await discard(file);
  }
  return { heldBy: 'a process that has just taken it' };
}

/** Waits for as long as the holder lives, for it may be building for minutes; `onWait` is called once, with the holder. */
export async function waitForLock(file: string, onWait: (holder: string) => void): Promise<FileLock> {
  for (let isFirst = true; ; isFirst = false) {
    const lock = await tryLock(file);
    if ('release' in lock) return lock;
    if (isFirst) onWait(lock.heldBy);
    await wait(pollIntervalMs);
  }
}

async function create(file: string): Promise<FileLock | undefined> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${process.pid} ${hostname()}`);
    await handle.close();
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => clearInterval(heartbeat)); // somebody took the file away: nothing left to keep alive
  }, heartbeatMs);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      await rm(file, { force: true });
    },
  };
}

async function livingHolder(file: string): Promise<string | undefined> {
  try {
    const [pid = '', host = ''] = (await readFile(file, 'utf8')).split(' ');
    if (host === hostname()) return isRunning(Number(pid)) ? `process ${pid}` : undefined;
    const silentMs = Date.now() - (await stat(file)).mtimeMs;
    return silentMs < abandonedAfterMs ? `process ${pid} on ${host}` : undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Renamed first, so that of two processes only one removes it and none removes a lock made in between. */
async function discard(file: string): Promise<void> {
  const aside = `${file}.${process.pid}.abandoned`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  await rm(aside, { force: true });
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
