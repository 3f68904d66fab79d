import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** From the start of the process: what an operator waits for who restarts it. */
export async function loadTimes(
  url: string,
  orders: number,
): Promise<{ readonly usableMs: number; readonly completeMs: number }> {
  const began = performance.now();
  let usableMs: number | undefined;
  for (;;) {
    const health = await fetch(`${url}/readyz`).then(
      async (response) => (response.status === 200 ? ready.parse(await response.json()).index : undefined),
      () => undefined,
    );
    const passedMs = Math.round(performance.now() - began);
    if (health !== undefined) usableMs ??= passedMs;
    if (health?.phase === 'complete') {
      if (health.orderCount < orders) throw new Error(`only ${health.orderCount} of ${orders} orders were loaded`);
      return { usableMs: usableMs ?? passedMs, completeMs: passedMs };
    }
    if (passedMs > 120_000) throw new Error('the orders were not loaded within two minutes');
    await sleep(50);
  }
}
const ready = z.object({ index: z.object({ phase: z.string(), orderCount: z.number() }) });
