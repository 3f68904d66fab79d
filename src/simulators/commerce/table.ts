import type { StateFile } from '../state-file.js';

/** A table of the shop: in memory, and line by line in the state file. */
export class Table<Row> {
  readonly #name: string;
  readonly #state: StateFile;
  readonly #rows = new Map<string, Row>();

  constructor(name: string, state: StateFile) {
    this.#name = name;
    this.#state = state;
    for (const [key, value] of state.read(name)) this.#rows.set(key, value as Row); // our own file, written below
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string | number): Row | undefined {
    return this.#rows.get(String(key));
  }

  put(key: string | number, row: Row): void {
    this.#rows.set(String(key), row);
    this.#state.put(this.#name, String(key), row);
  }

  remove(key: string | number): void {
    if (this.#rows.delete(String(key))) this.#state.remove(this.#name, String(key));
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  clear(): void {
    this.#rows.clear();
    this.#state.clear(this.#name);
  }
}

/** Numbers that only go up, also over a restart: ids and the stores' own order numbers. */
export class Sequences {
  readonly #last: Table<number>;

  constructor(state: StateFile) {
    this.#last = new Table<number>('sequences', state);
  }

  next(name: string, first = 1): number {
    const value = (this.#last.get(name) ?? first - 1) + 1;
    this.#last.put(name, value);
    return value;
  }

  /** Makes room for an id that was given from outside. */
  atLeast(name: string, value: number): void {
    if ((this.#last.get(name) ?? 0) < value) this.#last.put(name, value);
  }
}
