const firstMs = 1_000;
const longestMs = 60_000;

/** After the first failure in a row one second, then twice as long each time, and never more than a minute. */
export const backOffMs = (failuresInARow: number): number =>
  Math.min(firstMs * 2 ** Math.max(0, failuresInARow - 1), longestMs);
