import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, inBench, interruption } from './bench-run.js';
import { benchAccount } from './bench-shop.js';
import { watchLease } from './lease.js';
import { openNotifiedScene } from './notified-scene.js';
import { judge, type QuotaResult, reportQuota } from './quota-report.js';
import type { QuotaShop } from './quota-shop.js';

/** Amazon's documented rates, so many times as fast: the product learns the rate from Amazon's header, as it would any other. */
const compression = 5;
const ordersTotal = 2_000;
/** A little faster than both quotas together allow, so that a backlog grows. */
const arrivalsPerSecond = (3_816 / 3_600) * 1.3 * compression;
const runMaxMs = 15 * 60_000;

/**
 * The process that holds the quota is killed and another one takes over, so that its buckets are empty as Amazon's are.
 * Half of the orders are announced (FBM, one notification each), half are found by search only (FBA, never announced),
 * all buckets are empty at the start. Counted is what Commerce's own books say: when each order was created there.
 */
async function main(bench: Bench): Promise<void> {
  const { say } = bench;
  const isJson = process.argv.includes('--json');
  const ingestions = process.argv.includes('--two') ? 2 : 1;
  const signal = interruption();
  const { temporal, shop, start } = await openNotifiedScene(bench, { compression });
  const startIngestions = () => Array.from({ length: ingestions }, () => start('ingestion'));
  const worker = start('worker');
  const firstIngestions = startIngestions();
  await warmUp(shop, signal);
  const lease = await watchLease(temporal.address, benchAccount.id, signal);
  bench.parts.add('the connection', lease.close);
  await lease.untilRatesAreKept();
  await Promise.all(firstIngestions.map((ingestion) => ingestion.kill()));
  const products = [worker, ...startIngestions()];
  await lease.untilTakenOver();
  await shop.emptyBuckets();

  say(
    `${ordersTotal} orders arrive within ${Math.round(ordersTotal / arrivalsPerSecond)} s; time is compressed ${compression} times`,
  );
  const startedAtMs = Date.now();
  const cpuSeconds = () => products.reduce((sum, product) => sum + product.cpuSeconds(), temporal.cpuSeconds());
  const cpuAtStart = cpuSeconds();
  await seed(shop, signal);
  await until(
    async () => {
      const created = await shop.createdCount();
      say(`  ${Math.round((Date.now() - startedAtMs) / 1000)} s: ${created} of ${ordersTotal} created`);
      return created > ordersTotal || Date.now() - startedAtMs > runMaxMs;
    },
    signal,
    10_000,
  );
  const cpuUsed = cpuSeconds() - cpuAtStart;
  const [warmUpOrder = '', ...expected] = shop.seeded();
  const created = new Map(await shop.createdAtMs());
  created.delete(warmUpOrder);
  for (const { atMs, kind, status } of await shop.pages()) {
    say(`  page at ${Math.round((atMs - startedAtMs) / 1_000)} s: ${kind}, answered ${String(status)}`);
  }
  say(`  created in each ten seconds: ${inSlices([...created.values()].flat(), startedAtMs).join(' ')}`);
  const result = judge({
    createdAtMs: created,
    expected,
    startedAtMs,
    endedAtMs: Date.now(),
    compression,
    cpuSeconds: cpuUsed,
    answers: await shop.answers(),
  });
  console.log(isJson ? JSON.stringify(jsonOf(result)) : reportQuota(result, { ingestions, ordersTotal, compression }));
  process.exitCode = result.isValid && result.ratio >= 0.95 && result.duplicates === 0 && result.missing === 0 ? 0 : 1;
}

/** One order by each route: the product starts, and learns the rates from Amazon's answers. */
async function warmUp(shop: QuotaShop, signal: AbortSignal): Promise<void> {
  await until(async () => (await shop.searchesSeen()) > 0, signal);
  await shop.buy('announced');
  await until(async () => (await shop.readsSeen()) > 0 && (await shop.createdCount()) > 0, signal);
}

const sliceMs = 10_000;

function inSlices(timesMs: readonly number[], fromMs: number): readonly number[] {
  const slices: number[] = [];
  for (const atMs of timesMs) {
    const slice = Math.max(0, Math.floor((atMs - fromMs) / sliceMs));
    slices[slice] = (slices[slice] ?? 0) + 1;
  }
  return Array.from(slices, (count) => count ?? 0);
}

async function seed(shop: QuotaShop, signal: AbortSignal): Promise<void> {
  const startedAtMs = Date.now();
  for (let count = 0; count < ordersTotal && !signal.aborted; count += 1) {
    await shop.buy(count % 2 === 0 ? 'announced' : 'search-only');
    const dueMs = startedAtMs + ((count + 1) / arrivalsPerSecond) * 1_000;
    if (dueMs > Date.now()) await sleep(dueMs - Date.now());
  }
}

async function until(isReached: () => Promise<boolean>, signal: AbortSignal, everyMs = 500): Promise<void> {
  while (!signal.aborted && !(await isReached())) await sleep(everyMs);
}

const jsonOf = ({ ordersPerHour, limit, ratio, throttledShare, duplicates, missing }: QuotaResult) => ({
  ordersPerHour,
  limit,
  ratio,
  throttledShare,
  duplicates,
  missing,
});

await inBench('quota', main);
