import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { settingsWithSource } from '../../src/config/written-settings.js';
import { sampleEnvironment, sampleSettingsFile } from '../support/sample-accounts.js';

const folder = mkdtempSync(join(tmpdir(), 'waybill-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function shownOf(shipping: Readonly<Record<string, unknown>>) {
  const path = join(folder, 'times.yaml');
  const accounts = [{ id: 'acme-us', shipping }];
  const remotes = { amazonUrl: 'http://127.0.0.1:1', commerceUrl: 'http://127.0.0.1:2' };
  writeFileSync(path, sampleSettingsFile(accounts, remotes));
  return [...settingsWithSource(path, sampleEnvironment(accounts)).values()].flat();
}

it('what is kept in other units is shown as it is written, and once', () => {
  const named = (name: RegExp) => shownOf({ atRiskHours: 8 }).filter((row) => name.test(row.name));
  expect(named(/atRisk/)).toEqual([
    { name: 'shipping.atRiskHours', value: '8', source: expect.stringMatching(/^line/) },
  ]);
  expect(named(/shipping.sweep/)).toMatchObject([{ name: 'shipping.sweepSeconds', value: '1' }]);
  expect(named(/refundSweep/)).toEqual([{ name: 'orders.refundSweepSeconds', value: '900', source: 'default' }]);
  expect(named(/Ms$/).map(({ name }) => name)).toEqual(['commerce.minimumResendWaitMs']);
});

it('a carrier in one word has one line, and none that calls a part of it a default', () => {
  const rows = shownOf({ carriers: { house: 'FedEx' } }).filter(({ name }) => name.startsWith('shipping.carriers'));
  expect(rows).toEqual([{ name: 'shipping.carriers.house', value: 'FedEx', source: expect.stringMatching(/^line/) }]);
});

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
