import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ledger } from '../../src/simulators/ledger.js';
import { openStateFile } from '../../src/simulators/state-file.js';

const entry = (operation: string) => ({ at: '2026-01-01T00:00:00Z', operation, method: 'GET', path: '/', status: 200 });

describe('a ledger', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('forgets the oldest entry when it is full', () => {
    const ledger = new Ledger({ entriesMax: 2 });
    for (const operation of ['first', 'second', 'third']) ledger.write(entry(operation));
    expect(ledger.list().map((each) => each.operation)).toEqual(['second', 'third']);
  });

  it('goes on counting after a restart, also when the last line was cut by a kill', () => {
    const path = join(folder, 'state', 'simulator.jsonl');
    const before = openStateFile(path);
    new Ledger({ state: before }).write(entry('first'));
    before.close();
    appendFileSync(path, '["ledger","2",{"operation":"unfin');
    const after = openStateFile(path);
    const ledger = new Ledger({ state: after });
    expect(ledger.write(entry('second')).sequence).toBe(2);
    after.close();
    expect(ledger.list().map((each) => each.operation)).toEqual(['first', 'second']);
  });

  it('stays empty after a restart once it was cleared', () => {
    const path = join(folder, 'simulator.jsonl');
    const before = openStateFile(path);
    const ledger = new Ledger({ state: before });
    ledger.write(entry('first'));
    ledger.clear();
    before.close();
    const after = openStateFile(path);
    expect(new Ledger({ state: after }).list()).toEqual([]);
    after.close();
  });
});
