import { setTimeout as sleep } from 'node:timers/promises';
import { sumOfCounters } from './server-metrics.js';

const settledAfterEqualReads = 4;
const readEveryMs = 1_000;

/** The server's own counter of billable actions in one namespace; its page lags, so it is read until it stands still. */
export async function actionsOf(metricsUrl: string, namespace: string): Promise<number> {
  let last = -1;
  for (let equalReads = 0; equalReads < settledAfterEqualReads; ) {
    const now = await readActions(metricsUrl, namespace);
    equalReads = now === last ? equalReads + 1 : 0;
    last = now;
    await sleep(readEveryMs);
  }
  return last;
}

const readActions = (metricsUrl: string, namespace: string): Promise<number> =>
  sumOfCounters(metricsUrl, 'action', (labels) => labels.includes(`namespace="${namespace}"`));
