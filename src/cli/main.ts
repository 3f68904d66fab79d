import { CannotStart } from '../processes/cannot-start.js';
import { WrongSettings } from '../processes/load-settings.js';
import { TemporalUnreachable } from '../temporal/connection.js';
import { NoTemporal } from '../temporal/obtain-temporal.js';
import { readCommandLine } from './command-line.js';
import { commands } from './commands.js';

/** A fault of usage or settings, before anything was called. */
const wrongUse = 2;

/** `waybill <command>`; the answer is the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const typed = readCommandLine(commands, args);
  if ('fault' in typed) {
    console.error(`${typed.fault}\n\n${typed.help}`);
    return wrongUse;
  }
  if ('help' in typed) {
    console.log(typed.help);
    return 0;
  }
  try {
    return await typed.run({ ...typed.call, env: process.env, say: (line) => console.log(line) });
  } catch (error) {
    return sayWhy(error);
  }
}

/** What the reader can act on is told in a sentence; only a fault of ours shows its stack. */
function sayWhy(error: unknown): number {
  if (error instanceof WrongSettings) {
    console.error(error.message);
    return wrongUse;
  }
  const isPlain = [CannotStart, NoTemporal, TemporalUnreachable].some((kind) => error instanceof kind);
  console.error(isPlain && error instanceof Error ? error.message : error);
  return 1;
}
