import { setTimeout as sleep } from 'node:timers/promises';
import { sumOfCounters } from './server-metrics.js';

const readEveryMs = 200;

/** The server's own count of the calls that its limit of ten a second is for; the highest sum over any second is kept. */
export async function watchVisibilityCalls(metricsUrl: string, signal: AbortSignal): Promise<number> {
  const seen: { readonly atMs: number; readonly calls: number }[] = [];
  let highest = 0;
  while (!signal.aborted) {
    seen.push({ atMs: performance.now(), calls: await callsSoFar(metricsUrl) });
    const last = seen.at(-1);
    // The oldest reading that is at least a second old: the rate over a little more than a second, never over less.
    while (last !== undefined && (seen[1]?.atMs ?? Number.POSITIVE_INFINITY) <= last.atMs - 1000) seen.shift();
    const [first] = seen;
    if (first !== undefined && last !== undefined && last.atMs - first.atMs >= 1000) {
      highest = Math.max(highest, ((last.calls - first.calls) * 1000) / (last.atMs - first.atMs));
    }
    await sleep(readEveryMs);
  }
  return Math.round(highest * 10) / 10;
}

const operations = /operation="(ListWorkflowExecutions|CountWorkflowExecutions)"/;

const callsSoFar = (metricsUrl: string): Promise<number> =>
  sumOfCounters(metricsUrl, 'service_requests', (labels) => operations.test(labels));
