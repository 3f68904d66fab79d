import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sampleAccount } from '../../src/demo/sample-shop.js';
import { reportPackage } from '../../src/demo/shipping-system.js';
import { RunningParts } from '../../src/processes/running-parts.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { benchTemporal } from './bench-temporal.js';
import { startProduct } from './child-product.js';
import { cpuShareOf, type Judged, judge, reportShip } from './ship-report.js';
import { openShipShop, type ShipShop } from './ship-shop.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Amazon's documented rates, so many times as fast. */
    compression: { type: 'string', default: '5' },
    packages: { type: 'string', default: '2000' },
  },
});
const compression = Number(values.compression);
const packagesTotal = Number(values.packages);
const deliveriesAtOnce = 20;
const preparingMaxMs = 10 * 60_000;
const confirmingMaxMs = 15 * 60_000;
const readingBackMaxMs = 15 * 60_000;

/**
 * All orders wait for shipment; then every package is reported at once. Counted is what Amazon's own books say: when it
 * said 204 to each. Read back means that the order's workflow has seen its package at Amazon and is complete.
 */
async function main(): Promise<void> {
  const say = (line: string) => console.error(line);
  const home = await mkdtemp(join(tmpdir(), 'waybill-ship-'));
  const parts = new RunningParts();
  parts.add('the folder', () => rm(home, { recursive: true, force: true }));
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const { signal } = interrupted;
  try {
    const temporal = await benchTemporal(home, say);
    parts.add('Temporal', temporal.stop);
    const shop = await openShipShop({ home, compression });
    parts.add('the simulators', shop.stop);
    const httpPort = await anyFreePort('127.0.0.1');
    const settingsPath = join(home, 'waybill.yaml');
    await writeFile(settingsPath, shop.settings({ temporal: temporal.address, httpPort }));
    const env = { ...shop.secrets, WAYBILL_CONFIG: settingsPath, WAYBILL_HOME: home, WAYBILL_LOG_LEVEL: 'warn' };
    const products = (['worker', 'ingestion', 'http'] as const).map((command) => startProduct(command, env));
    for (const product of products) parts.add(product.name, product.stop);
    const { client, close } = await connectTemporal({ address: temporal.address, namespace: 'default', tls: false });
    parts.add('the connection', close);

    const orders = await prepare(shop, say, signal);
    await shop.grantDocumented();
    // The machine's whole work, the simulators in this process among it: whatever is short of it makes the run invalid.
    const cpuSeconds = () =>
      products.reduce((sum, product) => sum + product.cpuSeconds(), temporal.cpuSeconds()) +
      process.cpuUsage().user / 1e6 +
      process.cpuUsage().system / 1e6;
    const cpuAtStart = cpuSeconds();
    const reportedAtMs = Date.now();
    say(`${packagesTotal} packages are reported at once; time is compressed ${compression} times`);
    const reporting = reportAll({
      httpUrl: `http://127.0.0.1:${httpPort}`,
      secret: shop.secrets.SHIPPING_SECRET,
      orders,
    });
    await until(confirmingMaxMs, signal, async () => {
      const confirmed = (await shop.confirmedAtMs()).size;
      say(`  ${Math.round((Date.now() - reportedAtMs) / 1000)} s: ${confirmed} of ${packagesTotal} confirmed`);
      return confirmed >= packagesTotal;
    });
    await reporting;
    const cpuShare = cpuShareOf(cpuSeconds() - cpuAtStart, Date.now() - reportedAtMs);
    const isReadBack = await until(readingBackMaxMs, signal, async () => {
      const { count } = await client.workflow.count(
        'WorkflowType = "merchantFulfilledOrder" AND ExecutionStatus = "Completed"',
      );
      say(`  ${Math.round((Date.now() - reportedAtMs) / 1000)} s: ${count} of ${packagesTotal} read back and complete`);
      return count >= packagesTotal;
    });
    const result = judge({
      confirmedAtMs: await shop.confirmedAtMs(),
      expected: orders,
      reportedAtMs,
      readBackAtMs: isReadBack ? Date.now() : undefined,
      compression,
      cpuShare,
      throttled: await shop.throttledCount(),
    });
    console.log(
      values.json ? JSON.stringify(jsonOf(result)) : reportShip(result, { packages: packagesTotal, compression }),
    );
    if (!result.isValid)
      say('The machine was the limit: this run says nothing of quotas. Try a smaller --compression.');
    const isDone = result.duplicates === 0 && result.missing === 0 && isReadBack;
    process.exitCode = result.isValid && result.ratio >= 0.95 && isDone ? 0 : 1;
  } finally {
    await parts.stop((part, error) => say(`${part} did not stop: ${String(error)}`));
  }
}

/** Bought, paid, and in Commerce. */
async function prepare(shop: ShipShop, say: (line: string) => void, signal: AbortSignal): Promise<readonly string[]> {
  const orders: string[] = [];
  while (orders.length < packagesTotal) orders.push(await shop.buy());
  const isPrepared = await until(preparingMaxMs, signal, async () => {
    const created = await shop.createdCount();
    say(`  ${created} of ${packagesTotal} orders wait in Commerce`);
    return created >= packagesTotal;
  });
  if (!isPrepared) throw new Error('the orders did not get into Commerce');
  return orders;
}

type Reporting = { readonly httpUrl: string; readonly secret: string; readonly orders: readonly string[] };

async function reportAll({ httpUrl, secret, orders }: Reporting): Promise<void> {
  const left = [...orders];
  const reportOn = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const items = [{ sku: 'MUG-BLUE', quantity: 1 }];
      const parcel = { id: `${id}-1`, carrier: 'ups', trackingNumber: `1Z${id}`, items };
      await reportPackage({ httpUrl, account: sampleAccount.id, secret }, id, parcel);
    }
  };
  await Promise.all(Array.from({ length: deliveriesAtOnce }, reportOn));
}

async function until(maxMs: number, signal: AbortSignal, isReached: () => Promise<boolean>): Promise<boolean> {
  const deadlineMs = Date.now() + maxMs;
  while (!signal.aborted && Date.now() < deadlineMs) {
    if (await isReached()) return true;
    await sleep(5_000);
  }
  return false;
}

const jsonOf = (result: Judged) => {
  const { confirmationsPerHour, limit, ratio, duplicates, missing, lastReadBackMinutes } = result;
  return { confirmationsPerHour, limit, ratio, duplicates, missing, lastReadBackMinutes };
};

await main();
