import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { reportPackage } from '../../src/demo/shipping-system.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { sampleShippingSecret } from '../../test/support/sample-accounts.js';
import { type Bench, inBench, interruption, productWith } from './bench-run.js';
import { benchAccount } from './bench-shop.js';
import { benchTemporal } from './bench-temporal.js';
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
async function main(bench: Bench): Promise<void> {
  const { say } = bench;
  const signal = interruption();
  const temporal = await benchTemporal(bench);
  const shop = await openShipShop(bench, compression);
  const httpPort = await anyFreePort('127.0.0.1');
  const settings = shop.settings({ temporal: temporal.address, httpPort });
  const start = await productWith(bench, settings, shop.environment);
  const products = (['worker', 'ingestion', 'http'] as const).map(start);
  const { client, close } = await connectTemporal({ address: temporal.address, namespace: 'default', tls: false });
  bench.parts.add('the connection', close);

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
  const reporting = reportAll(`http://127.0.0.1:${httpPort}`, orders);
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
  if (!result.isValid) say('The machine was the limit: this run says nothing of quotas. Try a smaller --compression.');
  const isDone = result.duplicates === 0 && result.missing === 0 && isReadBack;
  process.exitCode = result.isValid && result.ratio >= 0.95 && isDone ? 0 : 1;
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

async function reportAll(httpUrl: string, orders: readonly string[]): Promise<void> {
  const left = [...orders];
  const reportOn = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const items = [{ sku: 'MUG-BLUE', quantity: 1 }];
      const parcel = { id: `${id}-1`, carrier: 'ups', trackingNumber: `1Z${id}`, items };
      await reportPackage({ httpUrl, account: benchAccount.id, secret: sampleShippingSecret }, id, parcel);
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

await inBench('ship', main);
