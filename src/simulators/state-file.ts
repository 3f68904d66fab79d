import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a simulator must remember over a restart: collections of keyed JSON values in one file of JSON lines, the last
 * line of a key wins. A change is one appended line, so a write costs the same with ten orders as with ten thousand, and
 * a process that is killed loses at most the line it was writing (an unfinished last line is ignored).
 */
export interface StateFile {
  /** Values as they were put, in the order in which their keys first appeared. */
  read(collection: string): ReadonlyMap<string, unknown>;
  put(collection: string, key: string, value: unknown): void;
  remove(collection: string, key: string): void;
  clear(collection: string): void;
  close(): void;
}

/** Without a path nothing is kept: every simulator can write as if there were a file. */
export function openStateFile(path: string | undefined): StateFile {
  return path === undefined ? forgetful : new JsonLinesFile(path);
}

const forgetful: StateFile = {
  read: () => new Map(),
  put: () => undefined,
  remove: () => undefined,
  clear: () => undefined,
  close: () => undefined,
};

/** Rewritten when this many lines are dead (and more dead than alive). */
const deadLinesMax = 20_000;

class JsonLinesFile implements StateFile {
  readonly #path: string;
  readonly #live = new Map<string, Map<string, string>>();
  #fileDescriptor: number | undefined;
  #linesWritten = 0;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) this.#load(readFileSync(path, 'utf8'));
    this.#rewrite();
  }

  read(collection: string): ReadonlyMap<string, unknown> {
    const values = new Map<string, unknown>();
    for (const [key, json] of this.#live.get(collection) ?? []) values.set(key, JSON.parse(json));
    return values;
  }

  put(collection: string, key: string, value: unknown): void {
    const json = JSON.stringify(value);
    this.#collection(collection).set(key, json);
    this.#append(lineOf(collection, key, json));
  }

  remove(collection: string, key: string): void {
    if (this.#collection(collection).delete(key)) this.#append(lineOf(collection, key, 'null'));
  }

  clear(collection: string): void {
    this.#live.delete(collection);
    this.#rewrite();
  }

  close(): void {
    if (this.#fileDescriptor !== undefined) closeSync(this.#fileDescriptor);
    this.#fileDescriptor = undefined;
  }

  #load(text: string): void {
    for (const line of text.split('\n')) {
      const [collection, key, value] = parseLine(line) ?? [];
      if (collection === undefined || key === undefined) continue;
      if (value === null) this.#collection(collection).delete(key);
      else this.#collection(collection).set(key, JSON.stringify(value));
    }
  }

  #append(line: string): void {
    if (this.#fileDescriptor === undefined) return; // closed: the last words of a simulator that is being stopped
    writeSync(this.#fileDescriptor, line);
    this.#linesWritten += 1;
    const aliveCount = this.#aliveCount();
    if (this.#linesWritten > aliveCount * 2 && this.#linesWritten - aliveCount > deadLinesMax) this.#rewrite();
  }

  /** Atomic: the old file stands until the new one is complete. */
  #rewrite(): void {
    this.close();
    const lines: string[] = [];
    for (const [collection, values] of this.#live) {
      for (const [key, json] of values) lines.push(lineOf(collection, key, json));
    }
    writeFileSync(`${this.#path}.new`, lines.join(''));
    renameSync(`${this.#path}.new`, this.#path);
    this.#fileDescriptor = openSync(this.#path, 'a');
    this.#linesWritten = lines.length;
  }

  #aliveCount(): number {
    let count = 0;
    for (const values of this.#live.values()) count += values.size;
    return count;
  }

  #collection(name: string): Map<string, string> {
    const existing = this.#live.get(name);
    if (existing !== undefined) return existing;
    const created = new Map<string, string>();
    this.#live.set(name, created);
    return created;
  }
}

function lineOf(collection: string, key: string, json: string): string {
  return `[${JSON.stringify(collection)},${JSON.stringify(key)},${json}]\n`;
}

function parseLine(line: string): readonly [string, string, unknown] | undefined {
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as [string, string, unknown];
  } catch {
    return undefined; // the line that a killed process did not finish
  }
}
