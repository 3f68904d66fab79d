import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { parseOrderItemId, parsePackageId } from '../../src/domain/ids.js';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import type { ShipmentPackage } from '../../src/domain/shipment-package.js';
import type { ConnectedAccount } from '../../src/processes/connected-account.js';
import { gatewayActivities } from '../../src/processes/gateway.js';
import type { Composed } from '../../src/processes/product.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import type { Purchase, SimulatedAmazon } from '../../test/support/simulated-amazon.js';
import { shipped } from '../../workflows/messages.js';
import { benchSeller } from './bench-shop.js';

export type CostScene = {
  readonly composed: Composed;
  readonly account: ConnectedAccount;
  readonly amazon: SimulatedAmazon;
  readonly metricsUrl: string;
};

const dayMs = 24 * 3_600_000;
const item = { sku: 'MUG-BLUE', title: 'Blue mug', quantity: 2, unitPrice: '24.99', tax: '4.12' };

/** From Pending: paid, created in Commerce, one package, with a ship-by time two days ahead. */
export async function playMerchantFulfilled(scene: CostScene): Promise<WorkflowHandle> {
  const id = await buy(scene, { fulfilledBy: 'MERCHANT', status: 'PENDING' });
  await sweep(scene);
  await scene.amazon.moveTo(id, 'UNSHIPPED');
  await sweep(scene);
  const handle = handleOf(scene, id);
  await untilAwaitsShipment(handle);
  await handle.signal(shipped, await parcelOf(scene, id));
  return handle;
}

export async function playAmazonFulfilled(scene: CostScene): Promise<WorkflowHandle> {
  const id = await buy(scene, { fulfilledBy: 'AMAZON', status: 'SHIPPED' });
  await sweep(scene);
  return handleOf(scene, id);
}

const buy = ({ amazon }: CostScene, order: Pick<Purchase, 'fulfilledBy' | 'status'>): Promise<string> =>
  amazon.buy({ ...order, items: [item], shipBy: new Date(Date.now() + 2 * dayMs).toISOString() });

async function sweep({ composed, account }: CostScene): Promise<void> {
  const now = Date.now();
  await gatewayActivities(composed, account).sweepAmazonPage({
    accountId: account.settings.id,
    since: account.settings.orders.since ?? new Date(0).toISOString(),
    updatedAfter: new Date(now - 3_600_000).toISOString(),
    updatedBefore: new Date(now - 3 * 60_000).toISOString(),
    withoutMarketplaces: [],
  });
}

function handleOf({ composed }: CostScene, amazonOrderId: string): WorkflowHandle {
  return composed.temporal.client.workflow.getHandle(orderWorkflowId({ sellerId: benchSeller, amazonOrderId }));
}

/** Seen from outside, by its attribute: a query would be an action of its own. */
async function untilAwaitsShipment(handle: WorkflowHandle): Promise<void> {
  while ((await handle.describe()).typedSearchAttributes.get(orderAttributes.orderStatus) !== 'AwaitingShipment') {
    await sleep(100);
  }
}

async function parcelOf({ amazon }: CostScene, amazonOrderId: string): Promise<ShipmentPackage> {
  const [line] = (await amazon.truth(amazonOrderId)).items;
  const id = parsePackageId('P1');
  const orderItemId = parseOrderItemId(line?.orderItemId);
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
