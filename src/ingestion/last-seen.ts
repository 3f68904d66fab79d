/** The last so many names, to know them again. What was forgotten is merely done once more. */
export class LastSeen {
  readonly #max: number;
  readonly #names = new Set<string>();

  constructor(max: number) {
    this.#max = max;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  add(name: string): void {
    this.#names.delete(name);
    this.#names.add(name);
    const [oldest] = this.#names;
    if (this.#names.size > this.#max && oldest !== undefined) this.#names.delete(oldest);
  }
}
