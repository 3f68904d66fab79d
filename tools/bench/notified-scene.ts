import { startElasticMq } from '../../test/support/elasticmq-server.js';
import { type Bench, productWith } from './bench-run.js';
import { benchTemporal } from './bench-temporal.js';
import { newQueue } from './notification-queue.js';
import { openQuotaShop, type QuotaShopOptions } from './quota-shop.js';

/** Temporal, a seller whose orders are announced on a real queue server, and the product's processes as they are started. */
export async function openNotifiedScene(
  bench: Bench,
  options: QuotaShopOptions,
  onAnnounced: (body: object) => void = () => undefined,
) {
  const temporal = await benchTemporal(bench);
  const mq = await startElasticMq();
  bench.parts.add('the queue', mq.stop);
  const queue = await newQueue(mq.url);
  const shop = await openQuotaShop(bench, options, (body) => {
    // Before it is sent, not after: the queue's own time counts too.
    onAnnounced(body);
    queue.send(body);
  });
  const settings = shop.settings({ temporal: temporal.address, queueUrl: queue.url, queueEndpoint: mq.url });
  return { temporal, shop, start: await productWith(bench, settings, shop.environment) };
}
