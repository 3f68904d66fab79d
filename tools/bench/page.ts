import { setTimeout as sleep } from 'node:timers/promises';
import { connectTemporal } from '../../src/temporal/connection.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { ensureNamespace } from '../../src/temporal/namespace.js';
import { sampleEnvironment, sampleSettingsFile } from '../../test/support/sample-accounts.js';
import { type Bench, inBench, productWith } from './bench-run.js';
import { benchTemporal } from './bench-temporal.js';
import { loadTimes } from './page-load.js';
import { bytesPerOrder } from './page-memory.js';
import { operatorsAtWork } from './page-operators.js';
import { benchAccount, putOrders } from './page-orders.js';
import { filters, sorts } from './page-paths.js';
import { isGood, reportOf } from './page-report.js';
import { type Durations, percentile, visitEach, walkPages } from './page-visits.js';

const deepPages = 50;
const changesReachBackMs = 5 * 60_000;

/** The Orders page over 50,000 orders: the product's own `waybill http`, a real Temporal, requests as browsers send them. */
async function main(bench: Bench): Promise<void> {
  const { parts, say } = bench;
  const isJson = process.argv.includes('--json');
  const [, given] = process.argv.join(' ').match(/--orders[ =](\d+)/) ?? [];
  const orders = Number(given ?? 50_000);
  const metricsPort = await anyFreePort('127.0.0.1');
  const { address } = await benchTemporal(bench, { metricsPort });
  const { client, connection, close } = await connectTemporal({ address, namespace: 'default', tls: false });
  parts.add('the connection', close);
  await ensureNamespace({ connection, namespace: 'default', say });
  say(`Putting ${orders} orders into visibility: workflows are started without a worker, nine of ten are terminated.`);
  const putAtMs = performance.now();
  await putOrders(client, orders, say);
  const putUntilMs = Date.now();
  say(`  took ${Math.round((performance.now() - putAtMs) / 1000)} s`);
  const memory = Math.round(await bytesPerOrder(client, orders));
  say('Waiting until the put orders are five minutes old: a page that starts looks back so far for what has changed.');
  await sleep(Math.max(0, putUntilMs + changesReachBackMs - Date.now()));

  const url = await serve(bench, address);
  const { usableMs, completeMs } = await loadTimes(url, orders);
  const firstPage = await visitEach(url, ['/'], 100);
  const filtered = await visitEach(url, filters, 4);
  const sorted = await visitEach(url, sorts, 8);
  const deep = await deepVisits(url);
  const live = await operatorsAtWork({ url, client, orders, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` });
  const result = {
    orders,
    firstPageP95Ms: percentile(firstPage, 0.95),
    filterP95Ms: percentile([...filtered, ...sorted], 0.95),
    deepPageP95Ms: percentile(deep, 0.95),
    ...live,
    usableMs,
    completeMs,
    bytesPerOrder: memory,
  };
  console.log(isJson ? JSON.stringify(result) : reportOf(result));
  process.exitCode = isGood(result) ? 0 : 1;
}

async function deepVisits(url: string): Promise<Durations> {
  const starts = ['/', '/?sort=total', '/?fulfilledBy=FBM&sort=-shipBy'];
  const walks: Durations[] = [];
  for (const start of starts) {
    const walked = await walkPages(url, start, deepPages);
    walks.push(await visitEach(url, walked.slice(-5), 8));
  }
  return walks.flat();
}

async function serve(bench: Bench, address: string): Promise<string> {
  const port = await anyFreePort('127.0.0.1');
  const nowhere = 'http://127.0.0.1:9';
  const settings = sampleSettingsFile(
    [benchAccount],
    { amazonUrl: nowhere, commerceUrl: nowhere },
    { temporal: { address }, http: { port } },
  );
  const start = await productWith(bench, settings, sampleEnvironment([benchAccount]));
  start('http');
  return `http://127.0.0.1:${port}`;
}

await inBench('page', main);
