import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { isFaulty, parseSettings } from '../../src/config/settings-file.js';
import { permitMemo } from '../../src/domain/change-permit.js';
import type { ConnectedAccount } from '../../src/processes/connected-account.js';
import { openGateway } from '../../src/processes/gateway.js';
import { installRuntime } from '../../src/processes/install-runtime.js';
import { type Composed, compose } from '../../src/processes/product.js';
import { startWorker } from '../../src/processes/worker.js';
import { workflowBundlePath } from '../../src/processes/workflow-bundle.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { accountWorkflowId } from '../../src/temporal/workflow-ids.js';
import { type Bench, inBench } from './bench-run.js';
import { openBenchShop } from './bench-shop.js';
import { benchTemporal } from './bench-temporal.js';
import { type CostScene, playAmazonFulfilled, playMerchantFulfilled } from './cost-orders.js';
import { actionsOf } from './server-actions.js';

type Cost = { readonly events: number; readonly actions: number };

const targets = { fbm: { events: 38, actions: 10 }, fba: { events: 12, actions: 3 } } as const;

/**
 * What one order costs, counted from its real history and the server's own counter of billable actions. Nothing else
 * runs in the namespace: the account workflow, whose sweeps would be counted too, is replaced by one page read by hand.
 */
async function main(bench: Bench): Promise<void> {
  const { home, parts, say } = bench;
  const isJson = process.argv.includes('--json');
  const logger = createLogger({ env: process.env, file: join(home, 'waybill.log') });
  installRuntime({ logger });
  const metricsPort = await anyFreePort('127.0.0.1');
  const { address, namespace } = await benchTemporal(bench, { metricsPort });
  const shop = await openBenchShop(bench, { quotas: { searchOrders: { ratePerSecond: 2, burst: 20 } } });
  const settings = parseSettings(shop.settings({ orders: { numberFrom: 'commerce' } }), shop.environment);
  if (isFaulty(settings)) throw new Error('the sample settings are faulty');
  const composed = await compose({ settings, address: { address, namespace, tls: false }, logger, say });
  parts.add('the connection', () => composed.temporal.close());
  const worker = await startWorker({ ...composed, workflowBundlePath: workflowBundlePath(composed.temporal) });
  parts.add('the worker', worker.stop);
  const [account] = composed.accounts.values();
  if (account === undefined) throw new Error('the sample settings have an account');
  await permitChanges(composed, account);
  const gateway = await openGateway(composed)(account.settings.id, undefined);
  parts.add('the gateway', async () => {
    gateway.close();
    await gateway.ended;
  });

  const scene: CostScene = {
    composed,
    account,
    amazon: shop.amazon,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
  };
  const cost = { fbm: await counted(scene, playMerchantFulfilled), fba: await counted(scene, playAmazonFulfilled) };
  console.log(isJson ? JSON.stringify(cost) : report(cost));
  const isWithin = (['fbm', 'fba'] as const).every(
    (kind) => cost[kind].events <= targets[kind].events && cost[kind].actions <= targets[kind].actions,
  );
  process.exitCode = isWithin ? 0 : 1;
}

/** Nothing is written without the permit in the account workflow's memo: here one that nobody runs, so that it costs nothing. */
async function permitChanges({ temporal }: Composed, { settings, commerce }: ConnectedAccount): Promise<void> {
  const { baseUrl, storeId } = await commerce.store.view();
  await temporal.client.workflow.start('amazonAccount', {
    workflowId: accountWorkflowId(settings.id),
    taskQueue: 'nobody-listens',
    args: [],
    memo: { [permitMemo]: { shop: { address: settings.commerce.baseUrl, baseUrl, storeId } } },
  });
}

async function counted(scene: CostScene, play: (scene: CostScene) => Promise<WorkflowHandle>): Promise<Cost> {
  const before = await actionsOf(scene.metricsUrl, scene.composed.temporal.namespace);
  const handle = await play(scene);
  await handle.result();
  const { historyLength } = await handle.describe();
  const after = await actionsOf(scene.metricsUrl, scene.composed.temporal.namespace);
  return { events: historyLength, actions: after - before };
}

function report(cost: Readonly<Record<'fbm' | 'fba', Cost>>): string {
  const row = (name: string, kind: 'fbm' | 'fba') =>
    `${name.padEnd(42)} ${String(cost[kind].events).padStart(3)} (≤ ${targets[kind].events})  ${String(cost[kind].actions).padStart(3)} (≤ ${targets[kind].actions})`;
  return [
    `${''.padEnd(42)} events      billable actions`,
    row('FBM guest from Pending, one package', 'fbm'),
    row('FBA guest', 'fba'),
  ].join('\n');
}

await inBench('cost', main);
