import { setTimeout as sleep } from 'node:timers/promises';
import { orderAttributes } from '../../src/domain/search-attributes.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { orderWorkflowId } from '../../src/temporal/workflow-ids.js';
import { seededRandom } from '../../test/support/seeded-random.js';
import { inBench } from './bench-run.js';
import { judgeLatency, type LatencyScene } from './latency-report.js';
import { openNotifiedScene } from './notified-scene.js';
import type { QuotaShop } from './quota-shop.js';

type Scene = {
  readonly ordersPerSecond: number;
  /** What Amazon grants of getOrder; it says so with every answer. */
  readonly grantedPerSecond: number;
  readonly minutes: number;
  readonly warmUpOrders?: number;
  /** Commerce can never take one of the orders, and it was announced before all others. */
  readonly withPoison?: boolean;
  readonly signal: AbortSignal;
};

/** After the last order has arrived; what is not there by then is missing. */
const lastOrderMaxMs = 60_000;
const warmUpOrdersDefault = 5;

/** Everything anew for each scene: nothing that an earlier one has learnt or warmed helps. */
export const playLatencyScene = (scene: Scene): Promise<LatencyScene> =>
  inBench('latency', async (bench) => {
    const { ordersPerSecond, grantedPerSecond, minutes, signal } = scene;
    const announcedAtMs = new Map<string, number>();
    const { temporal, shop, start } = await openNotifiedScene(
      bench,
      { compression: 1, getOrderPerSecond: grantedPerSecond, eventAgeMs: 0 },
      (body) => {
        const id = announcedOrderId(body);
        if (id !== undefined && !announcedAtMs.has(id)) announcedAtMs.set(id, Date.now());
      },
    );
    start('worker');
    start('ingestion');
    await warmUp(shop, scene.warmUpOrders ?? warmUpOrdersDefault, signal);
    const warmUps = new Set(shop.seeded());

    const poison = scene.withPoison === true ? await shop.buyPoison() : undefined;
    const times = arrivalTimesMs(ordersPerSecond, minutes * 60_000);
    bench.say(
      `${times.length} orders arrive at ${ordersPerSecond} a second; Amazon grants ${grantedPerSecond} getOrder a second`,
    );
    await buyAt(times, shop, signal);
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
      createdAtMs: await shop.createdAtMs(),
    });
  });

async function warmUp(shop: QuotaShop, orders: number, signal: AbortSignal): Promise<void> {
  for (let warm = 1; warm <= orders && !signal.aborted; warm += 1) {
    await shop.buy('announced');
    while (!signal.aborted && (await shop.createdCount()) < warm) await sleep(200);
  }
}

async function buyAt(timesMs: readonly number[], shop: QuotaShop, signal: AbortSignal): Promise<void> {
  const startedAtMs = Date.now();
  for (const atMs of timesMs) {
    const waitMs = startedAtMs + atMs - Date.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined); // interrupted: ends below
    if (signal.aborted) return;
    await shop.buy('announced');
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
