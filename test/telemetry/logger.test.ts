import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createLogger, errorFields, type LogFields } from '../../src/telemetry/logger.js';

function listening(env: Readonly<Record<string, string | undefined>> = {}) {
  const lines: string[] = [];
  const logger = createLogger({ env, destination: { write: (line) => void lines.push(line) } });
  return { logger, lines, parsed: (): readonly unknown[] => lines.map((line) => JSON.parse(line)) };
}

describe('a log line', () => {
  it('is one JSON object with its time, and without process id or host name', () => {
    const { logger, parsed } = listening();
    logger.info({ account: 'acme', status: 202 }, 'told');
    expect(parsed()).toEqual([
      { level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), account: 'acme', status: 202, msg: 'told' },
    ]);
  });

  it('holds nothing but fields of the list, whatever it is given', () => {
    const { logger, lines } = listening();
    const buyer = {
      account: 'acme',
      buyerName: 'Planted Name',
      order: { name: 'Planted Name' },
      outcome: { name: 'Planted' },
    };
    const fields: LogFields = buyer;
    logger.error(fields, 'told');
    expect(lines.join()).not.toContain('Planted');
    expect(lines.join()).toContain('acme');
  });

  it('may be a sentence alone', () => {
    const { logger, parsed } = listening();
    logger.info('told');
    expect(parsed()).toEqual([expect.objectContaining({ msg: 'told' })]);
  });

  it('goes to a file where people read something else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-log-'));
    const file = join(folder, 'deep', 'waybill.log');
    createLogger({ env: {}, file }).info({ account: 'acme' }, 'told');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ account: 'acme', msg: 'told' });
    rmSync(folder, { recursive: true });
  });

  it('has an end', () => {
    const { logger, lines } = listening();
    logger.info({ reason: 'x'.repeat(100_000) }, 'y'.repeat(100_000));
    expect(lines.join().length).toBeLessThan(5_000);
  });

  it('stays one line, whatever its fields hold', () => {
    const { logger, lines } = listening();
    logger.info({ reason: 'a\n{"level":60}' }, 'b\nc');
    expect(lines).toHaveLength(1);
    expect(lines.join().trimEnd()).not.toContain('\n');
  });
});

describe('the level', () => {
  it.each([
    [undefined, ['info', 'warn', 'error']],
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['WARN', ['warn', 'error']],
    ['silent', []],
  ])('WAYBILL_LOG_LEVEL=%s lets through %j', (level, expected) => {
    const { logger, parsed } = listening({ WAYBILL_LOG_LEVEL: level });
    for (const each of ['debug', 'info', 'warn', 'error'] as const) logger[each]({}, each);
    expect(parsed()).toEqual(expected.map((msg) => expect.objectContaining({ msg })));
  });

  it('that is none is said, and the default stands', () => {
    const { logger, parsed } = listening({ WAYBILL_LOG_LEVEL: 'loud' });
    logger.debug({}, 'unheard');
    expect(parsed()).toEqual([
      expect.objectContaining({ level: 40, msg: expect.stringContaining('WAYBILL_LOG_LEVEL') }),
    ]);
  });
});

describe('an error', () => {
  it('is told by its name and places, without its message', () => {
    const told = errorFields(new TypeError('Planted Name lives here\n at home'));
    expect(told.error).toBe('TypeError');
    expect(told.places).toContain('logger.test.ts');
    expect(JSON.stringify(told)).not.toContain('Planted');
  });

  it.each([
    ['a text', 'Planted', 'string'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'object'],
  ])('that is %s is told by its type', (_, thrown, name) => {
    expect(errorFields(thrown)).toEqual({ error: name });
  });
});
