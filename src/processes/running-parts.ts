type Part = { readonly name: string; readonly stop: () => Promise<void> };

/** What was started, to be stopped in the opposite order; one that fails to stop does not keep the others. */
export class RunningParts {
  readonly #parts: Part[] = [];
  #stopping: Promise<void> | undefined;

  add(name: string, stop: () => Promise<void>): void {
    this.#parts.push({ name, stop });
  }

  /** Called twice, it stops once. */
  stop(onFailure: (part: string, error: unknown) => void): Promise<void> {
    this.#stopping ??= this.#stopAll(onFailure);
    return this.#stopping;
  }

  async #stopAll(onFailure: (part: string, error: unknown) => void): Promise<void> {
    for (const { name, stop } of this.#parts.toReversed()) {
      await stop().catch((error: unknown) => onFailure(name, error));
    }
  }
}
