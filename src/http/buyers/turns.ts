type Limits = {
  readonly atOnceMax: number;
  /** Behind those; whoever comes when the line is full is refused. */
  readonly waitingMax: number;
};

/** So many at once, the next ones in a line that ends somewhere. */
export class Turns {
  readonly #limits: Limits;
  readonly #waiting: (() => void)[] = [];
  #atOnce = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Undefined: the line is full. */
  async take<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#atOnce < this.#limits.atOnceMax) this.#atOnce += 1;
    else if (this.#waiting.length >= this.#limits.waitingMax) return undefined;
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await work();
    } finally {
      // The place is handed on and not given back: nobody may slip in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#atOnce -= 1;
      else next();
    }
  }
}
