import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { askControl } from '../support/ask-control.js';
import { describeWithElasticMq } from '../support/elasticmq.js';
import { type ElasticMq, startElasticMq } from '../support/elasticmq-server.js';
import { openProcessStage, type ProcessStage } from '../support/process-stage.js';
import { queuesOf } from '../support/queues.js';
import { seededRandom } from '../support/seeded-random.js';
import { until } from '../support/until.js';
import { buildProduct } from '../support/waybill-process.js';

const testMaxMs = 240_000;
const ordersTotal = 500;
const kills = 2;
/** In the test's name, so that a failure can be played again. */
const seed = Number(process.env['WAYBILL_TEST_SEED'] ?? Math.floor(Math.random() * 1e9));

describeWithElasticMq('ingestion as a process', () => {
  let server: ElasticMq;
  let queues: ReturnType<typeof queuesOf>;
  let stage: ProcessStage;
  let announced = 0;
  const random = seededRandom(seed);
  beforeAll(async () => {
    await buildProduct();
    server = await startElasticMq();
    queues = queuesOf(server);
    const queue = await queues.open();
    stage = await openProcessStage([{ id: 'acme-us', notifications: queue.address }], {
      // Every other one is told of; the rest is left to the sweeps.
      deliverNotification: (_, body) => {
        announced += 1;
        if (announced % 2 === 0) void queue.send(body);
      },
    });
  });
  afterAll(async () => {
    await stage?.close();
    queues?.close();
    await server?.stop();
  });

  it(
    `killed ${kills} times at random moments while ${ordersTotal} orders come loses none and doubles none (seed ${seed})`,
    async () => {
      const { remotes, start } = stage;
      const created = async () =>
        (await askControl<{ readonly orders: number }>(`${remotes.commerceUrl}/_control/health`)).orders;
      await start('worker').untilItSays(/is running/);
      let ingestion = start('ingestion');
      await ingestion.untilItSays(/is running/);
      const buying = buyAll();

      const moments = Array.from({ length: kills }, () => Math.floor(random() * (ordersTotal - 20))).toSorted(
        (one, other) => one - other,
      );
      for (const moment of moments) {
        await until(created, (count) => count >= moment);
        await ingestion.kill();
        ingestion = start('ingestion');
      }
      const ids = await buying;
      await until(created, (count) => count >= ordersTotal);

      const numbers = (await remotes.commerce.orders()).map(({ order }) => order.ext_order_id);
      expect(numbers.toSorted()).toEqual(ids.toSorted());
      expect(ingestion.isRunning).toBe(true);
    },
    testMaxMs,
  );

  async function buyAll(): Promise<readonly string[]> {
    const amazon = stage.remotes.amazon();
    const ids: string[] = [];
    while (ids.length < ordersTotal) {
      ids.push(...(await Promise.all(Array.from({ length: 10 }, () => amazon.buy()))));
    }
    return ids;
  }
});
