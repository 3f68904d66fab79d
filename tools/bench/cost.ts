import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { isFaulty, parseSettings } from '../../src/config/settings-file.js';
import { askJson } from '../../src/demo/http-json.js';
import { drawSampleSecrets, openSampleShop, sampleAccount, sampleSettings } from '../../src/demo/sample-shop.js';
import { permitMemo } from '../../src/domain/change-permit.js';
import { parseAmazonOrderId, parseOrderItemId, parsePackageId } from '../../src/domain/ids.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';
import type { ConnectedAccount } from '../../src/processes/connected-account.js';
import { gatewayActivities, openGateway } from '../../src/processes/gateway.js';
import { installRuntime } from '../../src/processes/install-runtime.js';
import { type Composed, compose } from '../../src/processes/product.js';
import { RunningParts } from '../../src/processes/running-parts.js';
import { startWorker } from '../../src/processes/worker.js';
import { workflowBundlePath } from '../../src/processes/workflow-bundle.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { startDevelopmentServer } from '../../src/temporal/development-server.js';
import { anyFreePort } from '../../src/temporal/free-port.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';
import { accountWorkflowId, orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { type OrderView, shipped } from '../../workflows/messages.js';
import { actionsOf } from './server-actions.js';

type Cost = { readonly events: number; readonly actions: number };

const targets = { fbm: { events: 38, actions: 10 }, fba: { events: 12, actions: 3 } } as const;

/**
 * What one order costs, counted from its real history and the server's own counter of billable actions. Nothing else
 * runs in the namespace: the account workflow, whose sweeps would be counted too, is replaced by one page read by hand.
 */
async function main(): Promise<void> {
  const isJson = process.argv.includes('--json');
  const say = (line: string) => console.error(line);
  const home = await mkdtemp(join(tmpdir(), 'waybill-cost-'));
  const parts = new RunningParts();
  parts.add('the folder', () => rm(home, { recursive: true, force: true }));
  try {
    const logger = createLogger({ env: process.env, file: join(home, 'waybill.log') });
    installRuntime({ logger });
    const metricsPort = await anyFreePort('127.0.0.1');
    const { path } = await obtainTemporal({ say });
    const server = await startDevelopmentServer({
      binaryPath: path,
      folder: home,
      say,
      ports: 'any',
      isInMemory: true,
      metricsPort,
    });
    parts.add('Temporal', server.stop);
    const secrets = drawSampleSecrets();
    const shop = await openSampleShop({ home, secrets, say });
    parts.add('the simulators', shop.stop);
    const settings = parseSettings(
      sampleSettings(shop, new Date(Date.now() - 24 * 3_600_000)).replace('numberFrom: amazon', 'numberFrom: commerce'),
      secrets,
    );
    if (isFaulty(settings)) throw new Error('the sample settings are faulty');
    const composed = await compose({ settings, address: { ...server, tls: false }, logger, say });
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

    const bench: Bench = { composed, amazonUrl: shop.amazonUrl, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
    const cost = { fbm: await counted(bench, playMerchantFulfilled), fba: await counted(bench, playAmazonFulfilled) };
    console.log(isJson ? JSON.stringify(cost) : report(cost));
    const isWithin = (['fbm', 'fba'] as const).every(
      (kind) => cost[kind].events <= targets[kind].events && cost[kind].actions <= targets[kind].actions,
    );
    process.exitCode = isWithin ? 0 : 1;
  } finally {
    await parts.stop((part, error) => say(`${part} did not stop: ${String(error)}`));
  }
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

type Bench = { readonly composed: Composed; readonly amazonUrl: string; readonly metricsUrl: string };

async function counted(bench: Bench, play: (bench: Bench) => Promise<WorkflowHandle>): Promise<Cost> {
  const before = await actionsOf(bench.metricsUrl, bench.composed.temporal.namespace);
  const handle = await play(bench);
  await handle.result();
  const { historyLength } = await handle.describe();
  const after = await actionsOf(bench.metricsUrl, bench.composed.temporal.namespace);
  return { events: historyLength, actions: after - before };
}

const item = { sku: 'MUG-BLUE', title: 'Blue mug', quantity: 2, unitPrice: '24.99', tax: '4.12' };

/** From Pending: paid, created in Commerce, one package, with a ship-by time two days ahead. */
async function playMerchantFulfilled(bench: Bench): Promise<WorkflowHandle> {
  const id = await buy(bench, { fulfilledBy: 'MERCHANT', status: 'PENDING' });
  await sweep(bench);
  await askJson(`${bench.amazonUrl}/_control/orders/${id}/status`, { body: { status: 'UNSHIPPED' } });
  await sweep(bench);
  const handle = handleOf(bench, id);
  const view = await untilShown(bench, handle, 'AwaitingShipment');
  await handle.signal(shipped, parcelFor(view));
  return handle;
}

async function playAmazonFulfilled(bench: Bench): Promise<WorkflowHandle> {
  const id = await buy(bench, { fulfilledBy: 'AMAZON', status: 'SHIPPED' });
  await sweep(bench);
  return handleOf(bench, id);
}

async function buy({ amazonUrl }: Bench, order: object): Promise<string> {
  const dayMs = 24 * 3_600_000;
  const answer = await askJson(`${amazonUrl}/_control/orders`, {
    body: {
      sellerId: sampleAccount.sellerId,
      marketplaceId: sampleAccount.marketplaceId,
      items: [item],
      shipBy: new Date(Date.now() + 2 * dayMs).toISOString(),
      address: {
        name: 'A Buyer',
        addressLine1: '1 Main St',
        city: 'Austin',
        stateOrRegion: 'TX',
        postalCode: '78701',
        countryCode: 'US',
      },
      ...order,
    },
  });
  return String(Object(answer).amazonOrderId);
}

async function sweep({ composed }: Bench): Promise<void> {
  const [account] = composed.accounts.values();
  if (account === undefined) throw new Error('the sample settings have an account');
  const now = Date.now();
  await gatewayActivities(composed, account).sweepAmazonPage({
    accountId: account.settings.id,
    since: account.settings.orders.since ?? new Date(0).toISOString(),
    updatedAfter: new Date(now - 3_600_000).toISOString(),
    updatedBefore: new Date(now - 3 * 60_000).toISOString(),
    withoutMarketplaces: [],
  });
}

function handleOf({ composed }: Bench, amazonOrderId: string): WorkflowHandle {
  return composed.temporal.client.workflow.getHandle(
    orderWorkflowId({ sellerId: sampleAccount.sellerId, amazonOrderId }),
  );
}

/** Seen from outside, by its attribute: a query would be an action of its own. */
async function untilShown(
  { amazonUrl }: Bench,
  handle: WorkflowHandle,
  status: string,
): Promise<Pick<OrderView, 'lines'>> {
  for (;;) {
    const { searchAttributes, workflowId } = await handle.describe();
    if (searchAttributes['OrderStatus']?.[0] === status) {
      const id = parseAmazonOrderId(workflowId.split(':')[2]);
      const known = Object(await askJson(`${amazonUrl}/_control/orders/${id}`));
      const lines: readonly unknown[] = known.items ?? known.orderItems ?? [];
      return {
        lines: lines.map(Object).map(({ orderItemId }) => ({
          orderItemId,
          quantity: item.quantity,
          quantityShipped: 0,
          quantityCancelled: 0,
        })),
      };
    }
    await sleep(100);
  }
}

function parcelFor({ lines }: Pick<OrderView, 'lines'>): ShipmentPackage {
  const id = parsePackageId('P1');
  const orderItemId = parseOrderItemId(lines[0]?.orderItemId);
  if (id === undefined || orderItemId === undefined) throw new Error('the order shows no line');
  return {
    id,
    source: 'webhook',
    carrier: 'ups',
    trackingNumber: '1Z999AA10123456784',
    shippedAt: new Date().toISOString(),
    lines: [{ orderItemId, quantity: item.quantity }],
  };
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

await main();
