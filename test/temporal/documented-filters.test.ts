import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TemporalConnection } from '../../src/temporal/connection.js';
import { projectFolder } from '../../src/temporal/tool-folders.js';
import { temporalServerForTests } from '../support/temporal-server.js';

/** As the guide offers them to operators: the second column of its table of filters. */
function documentedFilters(): readonly string[] {
  const guide = readFileSync(join(projectFolder(), 'docs', 'operate.md'), 'utf8');
  const [, table = ''] = /^\| question \| filter \|\n\|[-|]+\|\n((?:\|.*\n)+)/m.exec(guide) ?? [];
  return [...table.matchAll(/^\|[^|]*\|(.*)\|$/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, filter]) => filter ?? []),
  );
}

describe('the filters that the guide offers for the Temporal UI', () => {
  let temporal: TemporalConnection;
  beforeAll(async () => {
    temporal = await (await temporalServerForTests()).connect();
  });
  afterAll(async () => temporal?.close());

  it('are there', () => {
    expect(documentedFilters().length).toBeGreaterThanOrEqual(10);
  });

  it.each(documentedFilters())('%s is understood by the server', async (filter) => {
    expect(await temporal.client.workflow.count(filter)).toMatchObject({ count: expect.any(Number) });
  });
});
