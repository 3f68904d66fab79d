const firstPauseMs = 60_000;

/**
 * A cause may look gone and not be: a shop that answers questions and refuses to write. Whoever is woken in vain is left
 * alone for a minute, then for two, and so on without end; the order's own timer tries beside this.
 */
export class WakeSchedule {
  readonly #woken = new Map<string, { readonly times: number; readonly notBeforeMs: number }>();

  mayWake(key: string, nowMs: number): boolean {
    return nowMs >= (this.#woken.get(key)?.notBeforeMs ?? 0);
  }

  noteWoken(key: string, nowMs: number): void {
    const times = (this.#woken.get(key)?.times ?? 0) + 1;
    this.#woken.set(key, { times, notBeforeMs: nowMs + firstPauseMs * 2 ** (times - 1) });
  }

  /** What blocks no longer is forgotten, so that this holds no more than there are blocked orders. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#woken.keys()) if (!keys.has(key)) this.#woken.delete(key);
  }
}
