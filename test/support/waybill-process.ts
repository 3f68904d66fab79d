import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../../src/temporal/tool-folders.js';
import { untilReached } from './order-over-http.js';

/** Builds `dist/` where it is not that of the present sources; `npm test` has done so before. */
export async function buildProduct(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(projectFolder(), 'tools', 'build.mjs')]);
}

type Environment = Readonly<Record<string, string>>;
export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** `waybill …` as a process of its own, in an empty folder, with no word of this machine's environment about Waybill or Temporal. */
export class WaybillProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  output = '';
  errors = '';

  constructor(args: readonly string[], { env, folder }: { readonly env: Environment; readonly folder: string }) {
    this.#child = spawn(process.execPath, [join(projectFolder(), 'tools', 'run.mjs'), ...args], {
      cwd: folder,
      env: { ...plainEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk) => {
      this.output += String(chunk);
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.errors += String(chunk);
    });
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the process did not start');
    return pid;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The first match in what it has printed; fails when it ends before, with what it said. */
  untilItSays(pattern: RegExp): Promise<RegExpExecArray> {
    return untilReached(async () => {
      const match = pattern.exec(this.output);
      if (match === null && !this.isRunning) {
        throw new Error(`It ended before it said ${pattern}: ${this.output.slice(-2_000)}${this.errors.slice(-2_000)}`);
      }
      return match ?? undefined;
    });
  }

  /** As Ctrl-C does. */
  interrupt(): Promise<Ended> {
    this.#child.kill('SIGINT');
    return this.ended;
  }

  /** As a machine that loses power: nothing is told to anybody. */
  kill(): Promise<Ended> {
    if (this.isRunning) this.#child.kill('SIGKILL');
    return this.ended;
  }
}

const plainEnvironment = (): Environment =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(WAYBILL|TEMPORAL|AMAZON|COMMERCE)_/.test(entry[0]),
    ),
  );

/** Folders and processes of one test file, all gone at its end, each process by its own pid. */
export class ProcessRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'waybill-processes-'));
  readonly #processes: WaybillProcess[] = [];

  start(args: readonly string[], env: Environment = {}): WaybillProcess {
    const started = new WaybillProcess(args, { env, folder: this.newFolder() });
    this.#processes.push(started);
    return started;
  }

  async run(
    args: readonly string[],
    env: Environment = {},
  ): Promise<Ended & { readonly output: string; readonly errors: string }> {
    const started = this.start(args, env);
    const ended = await started.ended;
    return { ...ended, output: started.output, errors: started.errors };
  }

  newFolder = (): string => mkdtempSync(join(this.folder, 'run-'));

  async close(): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
