import type { Call, Command, CommandGroup, SingleCommand, Word } from './command.js';

/** What was typed: something to run, a wish for help, or a fault of usage. `of` is the group that a command belongs to. */
export type Typed =
  | { readonly run: SingleCommand['run']; readonly call: Pick<Call, 'flags' | 'values' | 'words'> }
  | { readonly help: string }
  | { readonly fault: string; readonly help: string };

const isHelp = (word: string | undefined): boolean => word === undefined || word === 'help' || word === '--help';

export function readCommandLine(commands: readonly Command[], args: readonly string[]): Typed {
  const [name, ...rest] = args;
  if (name === undefined || isHelp(name)) return { help: usageOfAll(commands) };
  const command = commands.find((known) => known.name === name);
  if (command === undefined) return { fault: `waybill has no command ${name}.`, help: usageOfAll(commands) };
  return 'commands' in command ? readGroup(command, rest) : readSingle(command, rest, `waybill ${name}`);
}

function readGroup(group: CommandGroup, args: readonly string[]): Typed {
  const [name, ...rest] = args;
  const help = usageOfGroup(group);
  if (name === undefined) return { fault: `waybill ${group.name} needs a command.`, help };
  if (isHelp(name)) return { help };
  const command = group.commands.find((known) => known.name === name);
  if (command === undefined) return { fault: `waybill ${group.name} has no command ${name}.`, help };
  return readSingle(command, rest, `waybill ${group.name} ${name}`);
}

function readSingle(command: SingleCommand, args: readonly string[], title: string): Typed {
  const help = usageOf(command, title);
  if (args.includes('--help')) return { help };
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const words: string[] = [];
  const unknown: string[] = [];
  const left = [...args];
  for (let given = left.shift(); given !== undefined; given = left.shift()) {
    const [flag = '', ...afterEquals] = given.split('=');
    const option = command.options.find((known) => known.flag === flag);
    if (option?.value !== undefined) {
      const value = afterEquals.length > 0 ? afterEquals.join('=') : left.shift();
      if (value === undefined || value === '' || value.startsWith('--'))
        return { fault: `${title}: ${flag} needs ${option.value}.`, help };
      values.set(flag, value);
    } else if (option !== undefined && afterEquals.length === 0) flags.add(flag);
    else if (flag.startsWith('-') || words.length === (command.words ?? []).length) unknown.push(given);
    else words.push(given);
  }
  if (unknown.length > 0) return { fault: `${title} does not know ${unknown.join(', ')}.`, help };
  const missing = (command.words ?? [])[words.length];
  if (missing !== undefined && missing.isOptional !== true) return { fault: `${title} needs ${missing.name}.`, help };
  return { run: command.run, call: { flags, values, words } };
}

const wordText = ({ name, isOptional }: Word): string => (isOptional === true ? `[${name}]` : `<${name}>`);
const rowOf = (name: string, does: string): string => `  ${name.padEnd(14)} ${does}`;

function usageOf({ does, words = [], options }: SingleCommand, title: string): string {
  const typed = [title, ...words.map(wordText)].join(' ');
  const rows = [
    ...words.map((word) => rowOf(wordText(word), word.does)),
    ...options.map(({ flag, value, does: effect }) => rowOf(value === undefined ? flag : `${flag} ${value}`, effect)),
  ];
  return [`${typed}: ${does}`, ...(rows.length > 0 ? ['', ...rows] : [])].join('\n');
}

const usageOfGroup = ({ name, does, commands }: CommandGroup): string =>
  [`waybill ${name} <command>: ${does}`, '', ...commands.map((each) => rowOf(each.name, each.does))].join('\n');

const usageOfAll = (commands: readonly Command[]): string =>
  [
    'waybill <command>',
    '',
    ...commands.map(({ name, does }) => rowOf(name, does)),
    '',
    'The settings file is named by WAYBILL_CONFIG, else waybill.yaml here (docs/settings.md).',
  ].join('\n');
