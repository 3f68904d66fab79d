/** The p99 of the good orders' time, in one run without and one with the poison order. */
export type Pair = { readonly withoutMs: number; readonly withMs: number };

export type PoisonResult = {
  readonly orders: number;
  readonly arrivalsPerSecond: number;
  readonly pairs: readonly (Pair & { readonly ratio: number })[];
  readonly medianRatio: number;
  readonly target: number;
};

const target = 1.15;

/** The smallest value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

export function judgePairs(
  pairs: readonly Pair[],
  about: Pick<PoisonResult, 'orders' | 'arrivalsPerSecond'>,
): PoisonResult {
  const judged = pairs.map((pair) => ({ ...pair, ratio: rounded(pair.withMs / pair.withoutMs) }));
  const ratios = judged.map(({ ratio }) => ratio);
  return { ...about, pairs: judged, medianRatio: percentile(ratios, 50), target };
}

export const reportPoison = ({ orders, arrivalsPerSecond, pairs, medianRatio }: PoisonResult): string =>
  [
    `One poison order among ${orders}, ${arrivalsPerSecond} orders a second; p99 of the others, from bought to created:`,
    ...pairs.map(({ withoutMs, withMs, ratio }) => `  without ${withoutMs} ms, with ${withMs} ms: ${ratio}`),
    `  median of the ratios ${medianRatio} (target ≤ ${target})`,
  ].join('\n');

const rounded = (ratio: number): number => Math.round(ratio * 1_000) / 1_000;
