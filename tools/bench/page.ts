import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import * as z from 'zod';
import { RunningParts } from '../../src/processes/running-parts.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { ensureNamespace } from '../../src/temporal/namespace.js';
import { benchTemporal } from './bench-temporal.js';
import { startProduct } from './child-product.js';
import { bytesPerOrder } from './page-memory.js';
import { amazonIdOf, benchAccount, benchSeller, endOrder, putOrders, startOrder } from './page-orders.js';
import { type Durations, percentile, refreshLike, visitEach, walkPages } from './page-visits.js';
import { watchVisibilityCalls } from './visibility-calls.js';

const operators = 10;
const changes = 12;
const deepPages = 50;

/** The Orders page over 50,000 orders: the product's own `waybill http`, a real Temporal, requests as browsers send them. */
async function main(): Promise<void> {
  const isJson = process.argv.includes('--json');
  const [, given] = process.argv.join(' ').match(/--orders[ =](\d+)/) ?? [];
  const orders = Number(given ?? 50_000);
  const say = (line: string) => console.error(line);
  const home = await mkdtemp(join(tmpdir(), 'waybill-page-'));
  const parts = new RunningParts();
  parts.add('the folder', () => rm(home, { recursive: true, force: true }));
  try {
    const metricsPort = await anyFreePort('127.0.0.1');
    const temporal = await benchTemporal(home, say, ['--metrics-port', String(metricsPort)]);
    parts.add('Temporal', temporal.stop);
    const { client, connection, close } = await connectTemporal({
      address: temporal.address,
      namespace: 'default',
      tls: false,
    });
    parts.add('the connection', close);
    await ensureNamespace({ connection, namespace: 'default', say });
    say(
      `Putting ${orders} orders into visibility: workflows are started without a worker, three of five are terminated.`,
    );
    const putAtMs = performance.now();
    await putOrders(client, orders, say);
    say(`  took ${Math.round((performance.now() - putAtMs) / 1000)} s`);

    const url = await serve({ home, address: temporal.address, parts });
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
      bytesPerOrder: Math.round(await bytesPerOrder(client, orders)),
    };
    console.log(isJson ? JSON.stringify(result) : reportOf(result));
    process.exitCode = isGood(result) ? 0 : 1;
  } finally {
    await parts.stop((part, error) => say(`${part} did not stop: ${String(error)}`));
  }
}

const filters = [
  '/?status=Blocked',
  '/?status=Complete&pending=show',
  '/?fulfilledBy=FBA',
  '/?marketplace=A2EUQ1WTGCTBG2',
  `/?account=${benchAccount}`,
  '/?attention=yes',
  '/?due=late',
  '/?blockedBy=sku-unknown',
  '/?totalMin=12.50&totalMax=99.99',
  '/?from=2020-01-01&to=2099-01-01',
  `/?q=${amazonIdOf(777)}`,
  '/?q=nothing-like-it',
  '/?limit=200&totalMin=5&fulfilledBy=FBM&status=AwaitingShipment',
];
const sorts = [
  'purchaseDate',
  'shipBy',
  'deliverBy',
  'amazonOrderId',
  'fulfilledBy',
  'total',
  'status',
  'blockedBy',
].flatMap((field) => [`/?sort=${field}`, `/?sort=-${field}&pending=show`]);

async function deepVisits(url: string): Promise<Durations> {
  const starts = ['/', '/?sort=total', '/?fulfilledBy=FBM&sort=-shipBy'];
  const walks: Durations[] = [];
  for (const start of starts) {
    const walked = await walkPages(url, start, deepPages);
    walks.push(await visitEach(url, walked.slice(-5), 8));
  }
  return walks.flat();
}

/** Ten pages refresh for as long as orders come and end; each change is timed until one of them shows it. */
async function operatorsAtWork({
  url,
  client,
  orders,
  metricsUrl,
}: {
  readonly url: string;
  readonly client: Client;
  readonly orders: number;
  readonly metricsUrl: string;
}) {
  const over = new AbortController();
  const calls = watchVisibilityCalls(metricsUrl, over.signal);
  let shown = '';
  const pages = Array.from({ length: operators }, (_, serial) =>
    refreshLike(url, serial === 0 ? '/' : (filters[serial] ?? '/'), over.signal, (text) => {
      if (serial === 0) shown = text;
    }),
  );
  const seenMs: number[] = [];
  for (let change = 0; change < changes; change += 1) {
    // The newest purchase of all: it comes first on the first page. Then it is ended, which its row has to say.
    const serial = orders + change * 5 + ((5 - (orders % 5)) % 5);
    await startOrder(client, serial, Date.now() + (serial % 120_000) * 60_000 + change);
    seenMs.push(await timeUntil(() => shown.includes(amazonIdOf(serial))));
    await endOrder(client, serial);
    seenMs.push(await timeUntil(() => rowOf(shown, serial).includes('was terminated')));
  }
  over.abort();
  const refreshes = (await Promise.all(pages)).flat();
  return {
    changeShownMaxMs: Math.round(Math.max(...seenMs)),
    refreshP95Ms: percentile(refreshes, 0.95),
    visibilityCallsPerSecondMax: await calls,
  };
}

const rowOf = (page: string, serial: number): string =>
  page.split('<tr>').find((row) => row.includes(amazonIdOf(serial))) ?? '';

async function timeUntil(isReached: () => boolean): Promise<number> {
  const began = performance.now();
  while (!isReached()) {
    if (performance.now() - began > 30_000) throw new Error('a change was not shown within 30 s');
    await sleep(10);
  }
  return performance.now() - began;
}

async function serve({
  home,
  address,
  parts,
}: {
  readonly home: string;
  readonly address: string;
  readonly parts: RunningParts;
}): Promise<string> {
  const port = await anyFreePort('127.0.0.1');
  const path = join(home, 'waybill.yaml');
  await writeFile(path, settingsText(address, port));
  const server = startProduct('http', { WAYBILL_CONFIG: path, WAYBILL_LOG_LEVEL: 'warn', BENCH_SECRET: 'none' });
  parts.add('waybill http', server.stop);
  return `http://127.0.0.1:${port}`;
}

/** From the start of the process: what an operator waits for who restarts it. */
async function loadTimes(
  url: string,
  orders: number,
): Promise<{ readonly usableMs: number; readonly completeMs: number }> {
  const began = performance.now();
  let usableMs: number | undefined;
  for (;;) {
    const health = await fetch(`${url}/readyz`).then(
      async (response) => (response.status === 200 ? ready.parse(await response.json()).index : undefined),
      () => undefined,
    );
    const passedMs = Math.round(performance.now() - began);
    if (health !== undefined) usableMs ??= passedMs;
    if (health?.phase === 'complete') {
      if (health.orderCount < orders) throw new Error(`only ${health.orderCount} of ${orders} orders were loaded`);
      return { usableMs: usableMs ?? passedMs, completeMs: passedMs };
    }
    if (passedMs > 120_000) throw new Error('the orders were not loaded within two minutes');
    await sleep(50);
  }
}
const ready = z.object({ index: z.object({ phase: z.string(), orderCount: z.number() }) });

const settingsText = (address: string, port: number): string => `
temporal: { address: ${address} }
http: { port: ${port} }
accounts:
  - id: ${benchAccount}
    amazon:
      sellerId: ${benchSeller}
      region: na
      clientId: bench
      clientSecret: \${BENCH_SECRET}
      refreshToken: \${BENCH_SECRET}
      marketplaces: [ATVPDKIKX0DER, A2EUQ1WTGCTBG2, A1AM78C64UM0Y8]
    commerce:
      baseUrl: http://127.0.0.1:9
      storeViewCode: default
      auth: { kind: bearer, token: "\${BENCH_SECRET}" }
`;

type Result = {
  readonly firstPageP95Ms: number;
  readonly filterP95Ms: number;
  readonly deepPageP95Ms: number;
  readonly changeShownMaxMs: number;
  readonly visibilityCallsPerSecondMax: number;
  readonly usableMs: number;
  readonly completeMs: number;
  readonly bytesPerOrder: number;
};

const limits: Readonly<Record<keyof Result, number>> = {
  firstPageP95Ms: 100,
  filterP95Ms: 150,
  deepPageP95Ms: 150,
  changeShownMaxMs: 3000,
  visibilityCallsPerSecondMax: 10,
  usableMs: 5000,
  completeMs: 30_000,
  bytesPerOrder: 1024,
};
const isGood = (result: Result): boolean => namesOf(limits).every((name) => result[name] <= limits[name]);
const namesOf = (record: typeof limits) => Object.keys(record) as (keyof Result)[];

const reportOf = (result: Result & Readonly<Record<string, number>>): string =>
  Object.entries(result)
    .map(([name, value]) => {
      const limit = namesOf(limits).find((each) => each === name);
      return `  ${name.padEnd(30)} ${value}${limit === undefined ? '' : `  (at most ${limits[limit]}${value <= limits[limit] ? '' : ': EXCEEDED'})`}`;
    })
    .join('\n');

await main();
