import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningParts } from '../../src/processes/running-parts.js';
import { type ChildProduct, type Command, startProduct } from './child-product.js';

export type Bench = {
  readonly home: string;
  readonly parts: RunningParts;
  readonly say: (line: string) => void;
};

/** In a folder of its own. What the bench opens is stopped when it is over, however it ends. */
export async function inBench<T>(name: string, run: (bench: Bench) => Promise<T>): Promise<T> {
  const say = (line: string) => console.error(line);
  const home = await mkdtemp(join(tmpdir(), `waybill-${name}-`));
  const parts = new RunningParts();
  parts.add('the folder', () => rm(home, { recursive: true, force: true }));
  try {
    return await run({ home, parts, say });
  } finally {
    await parts.stop((part, error) => say(`${part} did not stop: ${String(error)}`));
  }
}

/** Ctrl-C ends the waiting, and the bench stops what it has opened. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  return interrupted.signal;
}

/** Starts the product's processes by this settings file; they are stopped with the bench. */
export async function productWith(
  { home, parts }: Bench,
  settings: string,
  secrets: Readonly<Record<string, string>>,
): Promise<(command: Command) => ChildProduct> {
  const settingsPath = join(home, 'waybill.yaml');
  await writeFile(settingsPath, settings);
  const env = { ...secrets, WAYBILL_CONFIG: settingsPath, WAYBILL_HOME: home, WAYBILL_LOG_LEVEL: 'warn' };
  return (command) => {
    const product = startProduct(command, env);
    parts.add(product.name, product.stop);
    return product;
  };
}
