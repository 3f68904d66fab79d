import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectFolder } from '../../src/temporal/tool-folders.js';
import { cpuSecondsOf } from './cpu-seconds.js';

export type Command = 'worker' | 'ingestion' | 'http';

export type ChildProduct = {
  readonly name: string;
  readonly cpuSeconds: () => number;
  readonly stop: () => Promise<void>;
  /** As a crash would. */
  readonly kill: () => Promise<void>;
};

/** One of the product's processes, as an operator starts it. What it logs above `warn` is shown. */
export function startProduct(command: Command, env: Readonly<Record<string, string>>): ChildProduct {
  const child = spawn(process.execPath, [join(projectFolder(), 'tools', 'run.mjs'), command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    name: `${command} ${child.pid}`,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}
