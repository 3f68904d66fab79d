import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Client } from '@temporalio/client';
import { createOrderIndex } from '../../src/http/order-index/order-index.js';
import { sortFields } from '../../src/http/order-index/order-sort.js';
import { createVisibilityLister } from '../../src/http/visibility-orders.js';
import { benchAccount } from './page-orders.js';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapBytes(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** The index of the product, filled from the same server, in this process: what the heap holds more than before. */
export async function bytesPerOrder(client: Client, orders: number): Promise<number> {
  const lister = createVisibilityLister(client);
  const before = heapBytes();
  const index = createOrderIndex({
    lister,
    accounts: [benchAccount.id],
    indexDays: 90,
    events: { orderIndexFailed: ({ error }) => console.error(error) },
  });
  index.start();
  try {
    while (index.health().phase !== 'complete') await sleep(200);
    // Every order that a list can be in: the sorted copies count too.
    for (const field of sortFields) {
      for (const isDescending of [true, false]) index.search({ filter: {}, sort: { field, isDescending }, limit: 1 });
    }
    return (heapBytes() - before) / orders;
  } finally {
    await index.stop();
  }
}
