import { describe, expect, it } from '@jest/globals';
import type { Command } from '../../src/cli/command.js';
import { readCommandLine } from '../../src/cli/command-line.js';

const start = async () => 0;
const recover = async () => 0;
const commands: readonly Command[] = [
  { name: 'start', does: 'starts', options: [{ flag: '--once', does: 'ends' }], run: start },
  {
    name: 'orders',
    does: 'orders of an account',
    commands: [
      {
        name: 'recover',
        does: 'reads again',
        words: [
          { name: 'account', does: 'whose' },
          { name: 'order', does: 'which', isOptional: true },
        ],
        options: [
          { flag: '--from', value: 'time', does: 'begin' },
          { flag: '--dry', does: 'changes nothing' },
        ],
        run: recover,
      },
    ],
  },
];
const typed = (line: string) => readCommandLine(commands, line === '' ? [] : line.split(' '));
const called = (line: string) => {
  const read = typed(line);
  if (!('call' in read)) throw new Error(`nothing to run: ${JSON.stringify(read)}`);
  const { flags, values, words } = read.call;
  return { name: read.run.name, flags: [...flags], values: Object.fromEntries(values), words };
};

describe('a command line', () => {
  it.each([
    ['start', { name: 'start', flags: [], values: {}, words: [] }],
    ['start --once', { name: 'start', flags: ['--once'], values: {}, words: [] }],
    ['orders recover acme', { name: 'recover', flags: [], values: {}, words: ['acme'] }],
    ['orders recover acme 902-1', { name: 'recover', flags: [], values: {}, words: ['acme', '902-1'] }],
    [
      'orders recover --from 2026-01-01 acme --dry',
      { name: 'recover', flags: ['--dry'], values: { '--from': '2026-01-01' }, words: ['acme'] },
    ],
    ['orders recover acme --from=a=b', { name: 'recover', flags: [], values: { '--from': 'a=b' }, words: ['acme'] }],
  ])('"%s" is understood', (line, call) => {
    expect(called(line)).toEqual(call);
  });

  it.each([
    ['begin', 'waybill has no command begin.'],
    ['start --twice', 'waybill start does not know --twice.'],
    ['start --once=yes', 'waybill start does not know --once=yes.'],
    ['start now', 'waybill start does not know now.'],
    ['orders', 'waybill orders needs a command.'],
    ['orders burn', 'waybill orders has no command burn.'],
    ['orders recover', 'waybill orders recover needs account.'],
    ['orders recover acme one two', 'waybill orders recover does not know two.'],
    ['orders recover acme --from', 'waybill orders recover: --from needs time.'],
    ['orders recover acme --from --dry', 'waybill orders recover: --from needs time.'],
  ])('"%s" is a fault of usage', (line, fault) => {
    expect(typed(line)).toMatchObject({ fault, help: expect.stringContaining('waybill') });
  });

  it.each([
    ['', ['waybill <command>', 'start', 'orders']],
    ['--help', ['waybill <command>']],
    ['orders --help', ['waybill orders <command>: orders of an account', 'recover']],
    ['orders recover --help', ['waybill orders recover <account> [order]: reads again', '--from time', '--dry']],
    ['start --once --help', ['waybill start: starts', '--once']],
  ])('"%s" asks for help', (line, parts) => {
    const read = typed(line);
    expect(read).not.toHaveProperty('fault');
    for (const part of parts) expect('help' in read ? read.help : '').toContain(part);
  });
});
