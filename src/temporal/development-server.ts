import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectTemporal, TemporalUnreachable } from './connection.js';
import { isRunning, tryLock, waitForLock } from './file-lock.js';
import { anyFreePort, isListening, saidPortFrom } from './free-port.js';
import { hasCode } from './has-code.js';
import { ensureNamespace } from './namespace.js';
import { hasEnded, startTied, stopTied } from './tied-process.js';

export type DevelopmentServerOptions = {
  readonly binaryPath: string;
  /** Holds the server's log and, unless `isInMemory`, its database. One server at a time may use it. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly namespace?: string;
  readonly isInMemory?: boolean;
  /** `preferred`: 7233, its web page on 8233, each else the next free one. `any`: whatever is free, and no page unless it is asked for. */
  readonly ports?: 'preferred' | 'any';
  readonly hasPage?: boolean;
  /** For the server's own metrics, among them the counter of billable actions. */
  readonly metricsPort?: number;
  readonly extraArguments?: readonly string[];
};

export type DevelopmentServer = {
  readonly address: string;
  readonly namespace: string;
  /** The Temporal UI; undefined without one. */
  readonly uiUrl: string | undefined;
  readonly pid: number | undefined;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
  /** As a crash would. For tests of what survives one. */
  readonly kill: () => Promise<void>;
};

type Ports = { readonly port: number; readonly uiPort: number | undefined };

const host = '127.0.0.1';
const preferredPort = 7233;
const preferredUiPort = 8233;
const startMaxMs = 60_000;
const connectTimeoutMs = 2_000;
const stopGraceMs = 5_000;
const predecessorMaxMs = 10_000;
const pollIntervalMs = 50;
const logTailChars = 2_000;
const startsMax = 3;

/** Temporal in one process, made ready for orders: for trying Waybill and for its tests, not for a merchant's real orders. */
export async function startDevelopmentServer(options: DevelopmentServerOptions): Promise<DevelopmentServer> {
  const { folder, namespace = 'default' } = options;
  await mkdir(folder, { recursive: true });
  const lock = await tryLock(join(folder, 'temporal.lock'));
  if ('heldBy' in lock) {
    throw new Error(`${folder} is in use by ${lock.heldBy}: stop that one, or set WAYBILL_HOME to another folder`);
  }
  try {
    await predecessorGone(join(folder, 'temporal.pid'));
    const { child, ports } = await startOnFreePorts(options);
    const end = async (graceMs: number): Promise<void> => {
      await stopTied(child, graceMs);
      await rm(join(folder, 'temporal.pid'), { force: true });
      await lock.release();
    };
    return {
      address: `${host}:${ports.port}`,
      namespace,
      uiUrl: ports.uiPort === undefined ? undefined : `http://${host}:${ports.uiPort}`,
      pid: child.pid,
      ended: new Promise((resolve) => void child.once('exit', () => resolve())),
      stop: () => end(stopGraceMs),
      kill: () => end(0),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** After a crash the server of the last run may still be closing its database; two on one file would spoil it. */
async function predecessorGone(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  const giveUpAtMs = Date.now() + predecessorMaxMs;
  // Past the deadline the number belongs to somebody else by now: a server told to stop takes a second or two.
  while (pid > 0 && isRunning(pid) && Date.now() < giveUpAtMs) await wait(pollIntervalMs);
}

type Started = { readonly child: ChildProcess; readonly ports: Ports };

/**
 * Two that start at the same moment would find the same port free, and the one that loses it would take the other's
 * server for its own: on one machine they choose and bind one after the other.
 */
async function startOnFreePorts(options: DevelopmentServerOptions): Promise<Started> {
  const lock = await waitForLock(join(tmpdir(), 'waybill-ports.lock'), () => undefined);
  try {
    return await startOnPorts(options);
  } finally {
    await lock.release();
  }
}

/** A port found free may be taken before the server binds it; then the server ends at once, and the next one is tried. */
async function startOnPorts(options: DevelopmentServerOptions): Promise<Started> {
  for (let start = 1; ; start += 1) {
    const ports = await choosePorts(options);
    const child = await spawnServer(options, ports);
    try {
      await untilReady(options, child, ports);
      return { child, ports };
    } catch (error) {
      await stopTied(child, stopGraceMs);
      const lostThePort = readLog(options).includes('address already in use');
      if (!lostThePort || start === startsMax) throw error;
    }
  }
}

async function choosePorts({ ports = 'preferred', hasPage, say }: DevelopmentServerOptions): Promise<Ports> {
  if (ports === 'any') {
    return { port: await anyFreePort(host), uiPort: hasPage === true ? await anyFreePort(host) : undefined };
  }
  const port = await saidPortFrom(preferredPort, host, { what: 'Temporal listens', say });
  const uiPort = await saidPortFrom(Math.max(preferredUiPort, port + 1), host, { what: 'the Temporal UI is', say });
  return { port, uiPort };
}

async function spawnServer(options: DevelopmentServerOptions, { port, uiPort }: Ports): Promise<ChildProcess> {
  const { binaryPath, folder, isInMemory = false, metricsPort, extraArguments = [] } = options;
  const log = openSync(join(folder, 'temporal.log'), 'w');
  try {
    const child = startTied({
      command: binaryPath,
      args: [
        ...['server', 'start-dev', '--ip', host, '--port', String(port), '--log-level', 'warn'],
        ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
        ...(isInMemory ? [] : ['--db-filename', join(folder, 'temporal.db')]),
        ...(metricsPort === undefined ? [] : ['--metrics-port', String(metricsPort)]),
        ...extraArguments,
      ],
      env: withoutTemporalSettings(process.env),
      output: log,
    });
    if (child.pid !== undefined) await writeFile(join(folder, 'temporal.pid'), String(child.pid));
    return child;
  } finally {
    closeSync(log);
  }
}

/** TEMPORAL_… speak of a server that somebody connects to; this one must not take them for its own. */
const withoutTemporalSettings = (env: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));

async function untilReady(options: DevelopmentServerOptions, child: ChildProcess, { port }: Ports): Promise<void> {
  const { namespace = 'default', say } = options;
  const giveUpAtMs = Date.now() + startMaxMs;
  for (;;) {
    if (hasEnded(child)) throw new Error(`Temporal's development server ended at its start:\n${readLog(options)}`);
    if (Date.now() > giveUpAtMs) throw new Error(`Temporal's development server is not up:\n${readLog(options)}`);
    await wait(pollIntervalMs);
    // A refused gRPC connection is tried again only after a second; asking the bare port first starts three times as fast.
    if (!(await isListening(port, host))) continue;
    try {
      const temporal = await connectTemporal({ address: `${host}:${port}`, namespace, tls: false, connectTimeoutMs });
      try {
        await ensureNamespace({ connection: temporal.connection, namespace, say });
      } finally {
        await temporal.close();
      }
      if (!hasEnded(child)) return;
    } catch (error) {
      if (!(error instanceof TemporalUnreachable) && !hasCode(error, grpcUnavailable)) throw error;
    }
  }
}

const grpcUnavailable = 14;
const readLog = ({ folder }: DevelopmentServerOptions): string =>
  readFileSync(join(folder, 'temporal.log'), 'utf8').slice(-logTailChars);
