import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { RunningParts } from '../../src/processes/running-parts.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { startElasticMq } from '../../test/support/elasticmq-server.js';
import { seededRandom } from '../../test/support/seeded-random.js';
import { benchTemporal } from './bench-temporal.js';
import { startProduct } from './child-product.js';
import { judgeLatency, type LatencyScene } from './latency-report.js';
import { newQueue } from './notification-queue.js';
import { createdAtMs, openQuotaShop } from './quota-shop.js';

type Scene = {
  readonly ordersPerSecond: number;
  /** What Amazon grants of getOrder; it says so with every answer. */
  readonly grantedPerSecond: number;
  readonly minutes: number;
  readonly warmUpOrders?: number;
  /** Commerce can never take one of the orders, and it was announced before all others. */
  readonly withPoison?: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/** After the last order has arrived; what is not there by then is missing. */
const lastOrderMaxMs = 60_000;
const warmUpOrdersDefault = 5;

/** Everything anew for each scene: nothing that an earlier one has learnt or warmed helps. */
export async function playLatencyScene(scene: Scene): Promise<LatencyScene> {
  const { ordersPerSecond, grantedPerSecond, minutes, say, signal } = scene;
  const { warmUpOrders = warmUpOrdersDefault, withPoison = false } = scene;
  const home = await mkdtemp(join(tmpdir(), 'waybill-latency-'));
  const parts = new RunningParts();
  parts.add('the folder', () => rm(home, { recursive: true, force: true }));
  try {
    const temporal = await benchTemporal(home, say);
    parts.add('Temporal', temporal.stop);
    const mq = await startElasticMq();
    parts.add('the queue', mq.stop);
    const queue = await newQueue(mq.url);
    const announcedAtMs = new Map<string, number>();
    const shop = await openQuotaShop({
      home,
      compression: 1,
      getOrderPerSecond: grantedPerSecond,
      eventAgeMs: 0,
      deliver: (sellerId, body) => {
        // Before it is sent, not after: the queue's own time counts too.
        const id = announcedOrderId(body);
        if (id !== undefined && !announcedAtMs.has(id)) announcedAtMs.set(id, Date.now());
        queue.send(sellerId, body);
      },
    });
    parts.add('the simulators', shop.stop);
    const settingsPath = join(home, 'waybill.yaml');
    await writeFile(
      settingsPath,
      shop.settings({ temporal: temporal.address, queueUrl: queue.url, queueEndpoint: mq.url }),
    );
    const env = { ...shop.environment, WAYBILL_CONFIG: settingsPath, WAYBILL_HOME: home, WAYBILL_LOG_LEVEL: 'warn' };
    for (const product of [startProduct('worker', env), startProduct('ingestion', env)]) {
      parts.add(product.name, product.stop);
    }
    for (let warm = 1; warm <= warmUpOrders && !signal.aborted; warm += 1) {
      await shop.buy('announced');
      while (!signal.aborted && (await shop.createdCount()) < warm) await sleep(200);
    }
    const warmUps = new Set(shop.seeded());

    const poison = withPoison ? await shop.buyPoison() : undefined;
    const times = arrivalTimesMs(ordersPerSecond, minutes * 60_000);
    say(
      `${times.length} orders arrive at ${ordersPerSecond} a second; Amazon grants ${grantedPerSecond} getOrder a second`,
    );
    const startedAtMs = Date.now();
    for (const atMs of times) {
      const waitMs = startedAtMs + atMs - Date.now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined); // interrupted: ends below
      if (signal.aborted) break;
      await shop.buy('announced');
    }
    const lastMs = Date.now() + lastOrderMaxMs;
    while (!signal.aborted && Date.now() < lastMs && (await shop.createdCount()) < shop.seeded().length) {
      await sleep(1_000);
    }
    if (poison !== undefined && !signal.aborted) await expectOpen(temporal.address, poison);
    return judgeLatency({
      ordersPerSecond,
      grantedPerSecond,
      orders: shop.seeded().filter((id) => !warmUps.has(id)),
      announcedAtMs,
      createdAtMs: await createdAtMs(shop),
    });
  } finally {
    await parts.stop((part, error) => say(`${part} did not stop: ${String(error)}`));
  }
}

/** Else nothing was measured. */
async function expectOpen(address: string, order: Parameters<typeof orderWorkflowId>[0]): Promise<void> {
  const temporal = await connectTemporal({ address, namespace: 'default', tls: false });
  try {
    const { status, typedSearchAttributes } = await temporal.client.workflow
      .getHandle(orderWorkflowId(order))
      .describe();
    const blocker = typedSearchAttributes.get(orderAttributes.blockedBy);
    if (status.name !== 'RUNNING' || blocker === undefined) {
      throw new Error(`the poison order is ${status.name}, blocked by ${blocker ?? 'nothing'}`);
    }
  } finally {
    await temporal.close();
  }
}

function announcedOrderId(body: object): string | undefined {
  const { AmazonOrderId: id } = Object(Object(Object(body).Payload).OrderChangeNotification);
  return typeof id === 'string' ? id : undefined;
}

/** Spread at random, as buyers come, not evenly: bunches are part of the rate. The same ones in every run. */
function arrivalTimesMs(perSecond: number, periodMs: number): readonly number[] {
  const random = seededRandom(20_261_121);
  const count = Math.round((perSecond * periodMs) / 1_000);
  return Array.from({ length: count }, () => random() * periodMs).toSorted((one, other) => one - other);
}
