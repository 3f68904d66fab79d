/** Takes turns: who was never asked comes first, then who was asked longest ago. Among equals their own order counts. */
export class Rotation {
  #askedAt: ReadonlyMap<string, number> = new Map();
  #turn = 0;

  next<Each>(from: readonly Each[], { keyOf, max }: { readonly keyOf: (each: Each) => string; readonly max: number }) {
    const turnOf = (each: Each): number => this.#askedAt.get(keyOf(each)) ?? 0;
    const chosen = from.toSorted((one, other) => turnOf(one) - turnOf(other)).slice(0, max);
    this.#turn += 1;
    // Those that are not waiting any more are forgotten.
    const asked = new Map(from.map((each) => [keyOf(each), turnOf(each)] as const));
    for (const each of chosen) asked.set(keyOf(each), this.#turn);
    this.#askedAt = asked;
    return chosen;
  }
}
