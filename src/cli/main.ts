import { CannotStart } from '../processes/cannot-start.js';
import { WrongSettings } from '../processes/load-settings.js';
import { TemporalUnreachable } from '../temporal/connection.js';
import { NoTemporal } from '../temporal/obtain-temporal.js';
import { type Command, commands } from './commands.js';

/** A fault of usage or settings, before anything was called. */
const wrongUse = 2;

/** `waybill <command>`; the answer is the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args;
  const command = commands.find((known) => known.name === name);
  if (command === undefined && name !== 'help' && name !== '--help') {
    console.error(`waybill has no command ${name}.\n\n${usage(undefined)}`);
    return wrongUse;
  }
  if (command === undefined || rest.includes('--help')) {
    console.log(usage(command));
    return 0;
  }
  const unknown = rest.filter((given) => !command.options.some(({ flag }) => flag === given));
  if (unknown.length > 0) {
    console.error(`waybill ${name} does not know ${unknown.join(', ')}.\n\n${usage(command)}`);
    return wrongUse;
  }
  try {
    return await command.run({ env: process.env, flags: new Set(rest), say: (line) => console.log(line) });
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

function usage(command: Command | undefined): string {
  if (command !== undefined) {
    const options = command.options.map(({ flag, does }) => `  ${flag.padEnd(10)} ${does}`);
    return [`waybill ${command.name}: ${command.does}`, ...(options.length > 0 ? ['', ...options] : [])].join('\n');
  }
  return [
    'waybill <command>',
    '',
    ...commands.map(({ name, does }) => `  ${name.padEnd(10)} ${does}`),
    '',
    'The settings file is named by WAYBILL_CONFIG, else waybill.yaml here (docs/settings.md).',
  ].join('\n');
}
