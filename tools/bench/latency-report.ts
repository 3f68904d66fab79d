export type LatencyScene = {
  readonly ordersPerSecond: number;
  readonly grantedPerSecond: number;
  readonly orders: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly missing: number;
  readonly duplicates: number;
};

type Played = Pick<LatencyScene, 'ordersPerSecond' | 'grantedPerSecond'> & {
  readonly orders: readonly string[];
  readonly announcedAtMs: ReadonlyMap<string, number>;
  readonly createdAtMs: ReadonlyMap<string, readonly number[]>;
};

export function judgeLatency({ ordersPerSecond, grantedPerSecond, ...played }: Played): LatencyScene {
  const { orders, announcedAtMs, createdAtMs } = played;
  const tookMs = orders
    .flatMap((id) => {
      const [created] = createdAtMs.get(id) ?? [];
      const announced = announcedAtMs.get(id);
      return created === undefined || announced === undefined ? [] : [created - announced];
    })
    .toSorted((one, other) => one - other);
  return {
    ordersPerSecond,
    grantedPerSecond,
    orders: orders.length,
    p50Ms: percentile(tookMs, 50),
    p95Ms: percentile(tookMs, 95),
    p99Ms: percentile(tookMs, 99),
    missing: orders.length - tookMs.length,
    duplicates: orders.filter((id) => (createdAtMs.get(id) ?? []).length > 1).length,
  };
}

/** Nearest rank: a time that an order really took. */
const percentile = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;

export function reportLatency(
  scenes: readonly LatencyScene[],
  { minutes, p95MaxMs }: { readonly minutes: number; readonly p95MaxMs: number },
): string {
  const head = ['orders/s', 'getOrder/s', 'orders', 'p50', 'p95', 'p99', 'missing', 'twice'];
  const rows = scenes.map((scene) => [
    scene.ordersPerSecond,
    scene.grantedPerSecond,
    scene.orders,
    `${scene.p50Ms} ms`,
    `${scene.p95Ms} ms`,
    `${scene.p99Ms} ms`,
    scene.missing,
    scene.duplicates,
  ]);
  const lines = [head, ...rows].map((cells) => cells.map((cell) => String(cell).padStart(10)).join(' '));
  const title = `ORDER_CHANGE put on the queue until the Commerce order exists; ${minutes} min each, p95 at most ${p95MaxMs} ms`;
  return [title, ...lines].join('\n');
}
