import { setTimeout as sleep } from 'node:timers/promises';

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

async function readActions(metricsUrl: string, namespace: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  return text
    .split('\n')
    .filter((line) => /^action(_total)?\{/.test(line))
    .filter((line) => line.includes(`namespace="${namespace}"`) && line.includes('service_name="frontend"'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
