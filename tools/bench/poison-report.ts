/** The p99 of the good orders' time, in one run without and one with the poison order. */
export type Pair = { readonly withoutMs: number; readonly withMs: number };

export type PoisonResult = {
  readonly orders: number;
  readonly ordersPerSecond: number;
  readonly pairs: readonly (Pair & { readonly ratio: number })[];
  readonly medianRatio: number;
  readonly target: number;
};

const target = 1.15;

export function judgePairs(
  pairs: readonly Pair[],
  about: Pick<PoisonResult, 'orders' | 'ordersPerSecond'>,
): PoisonResult {
  const judged = pairs.map((pair) => ({ ...pair, ratio: rounded(pair.withMs / pair.withoutMs) }));
  const ratios = judged.map(({ ratio }) => ratio);
  return { ...about, pairs: judged, medianRatio: medianOf(ratios), target };
}

export const reportPoison = ({ orders, ordersPerSecond, pairs, medianRatio }: PoisonResult): string =>
  [
    `One poison order among ${orders}, ${ordersPerSecond} orders a second; p99 of the others, from the notification to the Commerce order:`,
    ...pairs.map(({ withoutMs, withMs, ratio }) => `  without ${withoutMs} ms, with ${withMs} ms: ${ratio}`),
    `  median of the ratios ${medianRatio} (target ≤ ${target})`,
  ].join('\n');

function medianOf(values: readonly number[]): number {
  const middle = values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

const rounded = (ratio: number): number => Math.round(ratio * 1_000) / 1_000;
