import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { settingsWithSource } from '../../src/config/written-settings.js';
import { sampleEnvironment, sampleSettingsFile } from '../support/sample-accounts.js';

const folder = mkdtempSync(join(tmpdir(), 'waybill-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('each setting says who says so, and no secret is shown', () => {
  const accounts = [{ id: 'acme-us' }];
  const path = join(folder, 'waybill.yaml');
  const remotes = { amazonUrl: 'http://127.0.0.1:1', commerceUrl: 'http://127.0.0.1:2' };
  writeFileSync(path, sampleSettingsFile(accounts, remotes));
  const env = sampleEnvironment(accounts);
  const shown = [...settingsWithSource(path, env).entries()].flatMap(([, rows]) => rows);
  const row = (name: string) => shown.find((each) => each.name === name);
  expect(row('amazon.region')).toMatchObject({ value: 'na', source: expect.stringMatching(/^line \d+$/) });
  expect(row('amazon.clientSecret')).toMatchObject({
    value: `\${AMAZON_CLIENT_SECRET}`,
    source: expect.stringMatching(/^line \d+, from the environment$/),
  });
  expect(row('orders.customer')).toEqual({ name: 'orders.customer', value: 'guest', source: 'default' });
  for (const secret of Object.values(env)) expect(JSON.stringify(shown)).not.toContain(secret);
});
