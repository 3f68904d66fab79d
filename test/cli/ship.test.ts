import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ship } from '../../src/cli/ship.js';
import { projectFolder } from '../../src/temporal/tool-folders.js';
import { expectDoneOnce } from '../support/books.js';
import { type RunningProduct, startProduct } from '../support/running-product.js';
import { sampleEnvironment, sampleSettingsFile, sampleShippingSecret } from '../support/sample-accounts.js';
import { mug, plate } from '../support/simulated-amazon.js';

const account = { id: 'acme-us' };
const folder = mkdtempSync(join(tmpdir(), 'waybill-ship-'));
let product: RunningProduct;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  product = await startProduct({ accounts: [account] });
  const file = join(folder, 'waybill.yaml');
  writeFileSync(file, sampleSettingsFile([account], product));
  env = { ...sampleEnvironment([account]), WAYBILL_CONFIG: file };
});
afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(options: Readonly<Record<string, string>>) {
  const said: string[] = [];
  const values = new Map(Object.entries({ '--url': product.url, ...options }));
  const code = await ship.run({ env, flags: new Set(), values, words: [], say: (line) => said.push(line) });
  return { code, said: said.join('\n') };
}

async function orderToShip(items: readonly Readonly<Record<string, unknown>>[]): Promise<string> {
  const id = await product.amazon().buy({ items });
  await product.untilStatus(id, 'AwaitingShipment');
  return id;
}

describe('waybill ship', () => {
  it('reports one package with its items, then the rest of the order without naming it', async () => {
    const id = await orderToShip([{ ...mug, quantity: 2, tax: '4.12' }, plate]);
    const first = { '--order': id, '--carrier': 'ups', '--tracking': `1Z${id}-1`, '--items': 'MUG-BLUE=1' };
    expect(await run(first)).toMatchObject({ code: 0, said: expect.stringContaining('is taken') });
    await product.untilStatus(id, 'PartiallyShipped');
    expect(await run(first)).toMatchObject({ code: 0, said: expect.stringContaining('known already') });
    const rest = { '--order': id, '--carrier': 'ups', '--tracking': `1Z${id}-2` };
    expect(await run(rest)).toMatchObject({ code: 0 });
    await product.untilStatus(id, 'Complete');
    await expectDoneOnce(product, id, [
      { trackingNumber: `1Z${id}-1`, pieces: { 'MUG-BLUE': 1 } },
      { trackingNumber: `1Z${id}-2`, pieces: { 'MUG-BLUE': 1, 'PLATE-WHITE': 1 } },
    ]);
  });

  it('says why a package is refused, and what was typed wrong', async () => {
    const id = await orderToShip([mug]);
    const given = { '--order': id, '--carrier': 'ups', '--tracking': '1Z1' };
    expect(await run({ ...given, '--carrier': 'Bob' })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/422.*package\.carrier/),
    });
    expect(await run({ ...given, '--items': 'CUP=1' })).toMatchObject({ code: 1, said: expect.stringMatching(/sku/) });
    expect(await run({ ...given, '--items': 'MUG-BLUE' })).toMatchObject({ code: 2 });
    expect(await run({ '--order': id })).toMatchObject({ code: 2 });
    expect(await run({ ...given, '--items': 'MUG-BLUE=1', '--url': 'http://127.0.0.1:9' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('does not answer'),
    });
  });
});

describe('the signed example of docs/shipping.md', () => {
  it('is taken as it stands, by a shell with curl and openssl', async () => {
    const id = await orderToShip([{ ...mug, quantity: 2, tax: '4.12' }]);
    const text = readFileSync(join(projectFolder(), 'docs', 'shipping.md'), 'utf8');
    const [, example = ''] = /```sh\n(.*?)```/s.exec(text) ?? [];
    const script = example
      .replace('http://127.0.0.1:8080', product.url)
      .replace('902-1106328-1059050', id)
      .replace(/"shippedAt":"[^"]*"/, `"shippedAt":"${new Date().toISOString()}"`);
    const ran = await promisify(execFile)('sh', ['-c', script], {
      env: { ...process.env, SHIPPING_SECRET: sampleShippingSecret },
    });
    expect(JSON.parse(ran.stdout)).toMatchObject({ outcome: 'accepted', amazonOrderId: id });
    await product.untilStatus(id, 'Complete');
  });
});
