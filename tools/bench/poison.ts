import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFaulty, parseSettings } from '../../src/config/settings-file.js';
import { askJson } from '../../src/demo/http-json.js';
import { parseAmazonOrderId } from '../../src/domain/ids.js';
import { startIngestion } from '../../src/processes/ingestion.js';
import { installRuntime } from '../../src/processes/install-runtime.js';
import { type Composed, compose } from '../../src/processes/product.js';
import { RunningParts } from '../../src/processes/running-parts.js';
import { startWorker } from '../../src/processes/worker.js';
import { workflowBundlePath } from '../../src/processes/workflow-bundle.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { sampleEnvironment, sampleSettingsFile } from '../../test/support/sample-accounts.js';
import { mug, newAmazonOrderId } from '../../test/support/simulated-amazon.js';
import { type SimulatedRemotes, startRemotes } from '../../test/support/simulated-remotes.js';
import { benchTemporal } from './bench-temporal.js';
import { judgePairs, type Pair, percentile, reportPoison } from './poison-report.js';

const account = { id: 'acme-us' };
const pairsTotal = 5;
const ordersDefault = 1_000;
/** Below what two cores carry, so that orders wait for each other no more than they must. */
const arrivalsPerSecondDefault = 12;
const runMaxMs = 10 * 60_000;

type Bench = {
  readonly remotes: SimulatedRemotes;
  readonly composed: Composed;
  readonly orders: number;
  readonly arrivalsPerSecond: number;
};

/**
 * A thousand orders, once all good and once with one that Commerce can never take among them: what a good order takes from
 * being bought until Commerce has it. Each pair is played in both orders in turn, so that a machine that warms up or
 * tires favours neither side.
 */
async function main(): Promise<void> {
  const say = (line: string) => console.error(line);
  const orders = numberAfter('--orders') ?? ordersDefault;
  const arrivalsPerSecond = numberAfter('--rate') ?? arrivalsPerSecondDefault;
  const home = await mkdtemp(join(tmpdir(), 'waybill-poison-'));
  const parts = new RunningParts();
  parts.add('the folder', () => rm(home, { recursive: true, force: true }));
  try {
    const logger = createLogger({ env: {}, level: 'warn', file: join(home, 'waybill.log') });
    installRuntime({ logger });
    const temporal = await benchTemporal(home, say);
    parts.add('Temporal', temporal.stop);
    const remotes = await startRemotes([account]);
    parts.add('the simulators', remotes.stop);
    const settings = parseSettings(sampleSettingsFile([account], remotes), sampleEnvironment([account]));
    if (isFaulty(settings)) throw new Error('the settings of this bench are faulty');
    const address = { address: temporal.address, namespace: 'default', tls: false };
    const composed = await compose({ settings, address, logger, say });
    parts.add('the connection', () => composed.temporal.close());
    const worker = await startWorker({ ...composed, workflowBundlePath: workflowBundlePath(composed.temporal) });
    parts.add('the worker', worker.stop);
    const ingestion = await startIngestion(composed);
    parts.add('ingestion', ingestion.stop);

    const bench: Bench = { remotes, composed, orders, arrivalsPerSecond };
    say('warming up');
    await played({ ...bench, orders: Math.min(100, orders) }, 'without');
    const pairs: Pair[] = [];
    for (let number = 1; number <= pairsTotal; number += 1) {
      const turns = number % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      const times: { with: readonly number[]; without: readonly number[] } = { with: [], without: [] };
      for (const turn of turns) times[turn] = await played(bench, turn);
      const pair = { withoutMs: percentile(times.without, 99), withMs: percentile(times.with, 99) };
      say(`pair ${number}: p99 ${pair.withoutMs} ms without, ${pair.withMs} ms with the poison order`);
      pairs.push(pair);
    }
    const result = judgePairs(pairs, { orders, arrivalsPerSecond });
    console.log(process.argv.includes('--json') ? JSON.stringify(result) : reportPoison(result));
    process.exitCode = result.medianRatio <= result.target ? 0 : 1;
  } finally {
    await parts.stop((part, error) => say(`${part} did not stop: ${String(error)}`));
  }
}

/** How long each good order took, from being bought until Commerce answered that it has it. */
async function played(bench: Bench, turn: 'with' | 'without'): Promise<readonly number[]> {
  const { remotes, orders, arrivalsPerSecond } = bench;
  await fetch(`${remotes.commerceUrl}/_control/ledger`, { method: 'DELETE' });
  const seller = remotes.amazon();
  const shipped = { fulfilledBy: 'AMAZON', status: 'SHIPPED' } as const;
  const poison = newAmazonOrderId();
  if (turn === 'with') await seller.buy({ ...shipped, amazonOrderId: poison, items: [{ ...mug, sku: 'NOWHERE-1' }] });
  const goods = orders - (turn === 'with' ? 1 : 0);
  const boughtAtMs = new Map<string, number>();
  const startedAtMs = Date.now();
  for (let count = 0; count < goods; count += 1) {
    const waitMs = startedAtMs + (count / arrivalsPerSecond) * 1_000 - Date.now();
    if (waitMs > 0) await sleep(waitMs);
    const id = newAmazonOrderId();
    boughtAtMs.set(id, Date.now());
    await seller.buy({ ...shipped, amazonOrderId: id });
  }
  const createdAtMs = await untilCreated(bench, goods);
  if (createdAtMs.has(poison)) throw new Error('the poison order was created');
  if (turn === 'with') await expectOpenAndEnd(bench, poison);
  return [...boughtAtMs].map(([id, boughtMs]) => {
    const createdMs = createdAtMs.get(id);
    if (createdMs === undefined) throw new Error('a good order was not created');
    return createdMs - boughtMs;
  });
}

async function untilCreated({ remotes }: Bench, goods: number): Promise<ReadonlyMap<string, number>> {
  const giveUpAtMs = Date.now() + runMaxMs;
  for (;;) {
    const created = new Map<string, number>();
    for (const { at, body, status } of await ledger(remotes.commerceUrl)) {
      if (status === 200) created.set(String(Object(Object(body).entity).ext_order_id), Date.parse(String(at)));
    }
    if (created.size >= goods) return created;
    if (Date.now() > giveUpAtMs) throw new Error(`only ${created.size} of ${goods} orders were created`);
    await sleep(1_000);
  }
}

async function ledger(commerceUrl: string): Promise<readonly Record<string, unknown>[]> {
  const answer = await askJson(`${commerceUrl}/_control/ledger?operation=createOrder`);
  return (Array.isArray(answer) ? answer : []).map(Object);
}

/** It has to be there and open, else nothing was measured; and it must not be there in the run after this one. */
async function expectOpenAndEnd({ composed }: Bench, poison: string): Promise<void> {
  const amazonOrderId = parseAmazonOrderId(poison);
  const [known] = composed.accounts.values();
  if (amazonOrderId === undefined || known === undefined) throw new Error('no such order');
  const { sellerId } = known.settings.amazon;
  const handle = composed.temporal.client.workflow.getHandle(orderWorkflowId({ sellerId, amazonOrderId }));
  const { status } = await handle.describe();
  if (status.name !== 'RUNNING') throw new Error(`the poison order is ${status.name}`);
  await handle.terminate('the bench goes on without it');
}

function numberAfter(name: string): number | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
}

await main();
