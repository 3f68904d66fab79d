/** The known name that someone most likely meant, if one is near enough to be worth asking. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  let nearest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (nearest === undefined || distance < nearest.distance) nearest = { name, distance };
  }
  if (nearest === undefined) return undefined;
  const tolerated = Math.max(2, Math.floor(nearest.name.length / 3));
  return nearest.distance <= tolerated && nearest.distance < nearest.name.length ? nearest.name : undefined;
}

/** Longer than any setting's name: beyond it nothing is near, and the comparison stays cheap. */
const comparedMax = 64;

/** Levenshtein's distance, one row at a time. */
function editDistance(one: string, other: string): number {
  if (one.length > comparedMax || other.length > comparedMax) return comparedMax;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
