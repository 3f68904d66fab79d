const hourMs = 3_600_000;

/** Temporal's own keys: 1 goes first, 5 last, and 3 is what everything has that says nothing. */
const steps = [
  { withinMs: 4 * hourMs, key: 1 },
  { withinMs: 24 * hourMs, key: 2 },
  { withinMs: 48 * hourMs, key: 3 },
] as const;

/** How urgent it is to tell Amazon of a package whose order has to ship by then. Overdue is most urgent. */
export function confirmationPriority(shipBy: string | undefined, nowMs: number): number {
  if (shipBy === undefined) return 4;
  const leftMs = Date.parse(shipBy) - nowMs;
  return steps.find(({ withinMs }) => leftMs <= withinMs)?.key ?? 4;
}
