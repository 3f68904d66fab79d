import { type ChildProcess, spawn } from 'node:child_process';

type TiedProcess = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
  /** 'pipe', or a file descriptor that stdout and stderr are written to: a file outlives us where a pipe would break. */
  readonly output: 'pipe' | number;
};

/**
 * The shell becomes the command (`exec`), so the pid is the command's own. Beside it waits a watcher on a pipe from us:
 * however we end, even by SIGKILL, the pipe closes and the command is told to stop.
 */
const withWatcher = 'exec 3<&0; { read -r _ <&3; kill -TERM $$; } >/dev/null 2>&1 & exec 3<&-; exec "$@" </dev/null';

/**
 * Starts a process that never outlives this one. It gets its own process group, so that Ctrl-C in a terminal reaches
 * this process alone, which then stops things in its own order.
 */
export function startTied({ command, args, env, folder, output }: TiedProcess): ChildProcess {
  const child = spawn('/bin/sh', ['-c', withWatcher, 'sh', command, ...args], {
    env,
    detached: true,
    stdio: ['pipe', output, output],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  child.stdin?.on('error', () => undefined); // the watcher may be gone first; nothing is ever written to it
  child.once('exit', () => killGroup(child)); // the watcher itself, before it could signal a pid that is no longer ours
  return child;
}

/** SIGINT first, so that data reach the disk; SIGKILL for whatever is left after `graceMs`. */
export async function stopTied(child: ChildProcess, graceMs: number): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const deadline = setTimeout(() => killGroup(child), graceMs);
  await ended;
  clearTimeout(deadline);
}

export const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody is left in the group, which is what was wanted
  }
}
