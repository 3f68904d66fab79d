import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { amazonIdOf, endOrder, startOrder } from './page-orders.js';
import { filters } from './page-paths.js';
import { percentile, refreshLike } from './page-visits.js';
import { watchVisibilityCalls } from './visibility-calls.js';

const operators = 10;
const changes = 12;

type Office = {
  readonly url: string;
  readonly client: Client;
  readonly orders: number;
  readonly metricsUrl: string;
};

/** Ten pages refresh for as long as orders come and end; each change is timed until one of them shows it. */
export async function operatorsAtWork({ url, client, orders, metricsUrl }: Office) {
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
    const serial = orders + change * 10 + ((10 - (orders % 10)) % 10);
    const nowMs = Date.now() + (serial % 120_000) * 60_000 + change;
    await startOrder(client, serial, { nowMs, changedAt: new Date() });
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
