import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { connectTemporal } from '../../src/temporal/connection.js';
import { startDevelopmentServer } from '../../src/temporal/development-server.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';
import { projectFolder } from '../../src/temporal/tool-folders.js';
import { openOrderStage } from '../support/order-stage.js';
import { quietRuntime } from '../support/quiet-runtime.js';
import { longStories, type RecordedStory, stories } from './stories.js';

/*
 * node --import ./tools/typescript.mjs test/replay/record.ts
 *
 * Records the stories anew, for the release that package.json names. Histories of earlier releases are never touched:
 * orders that began with them are still under way.
 */

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const project = projectFolder();
const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
const histories = join(project, 'test', 'replay', 'histories', String(version));
const { stdout } = await promisify(execFile)(process.execPath, [join(project, 'tools', 'bundle.mjs')]);
const bundlePath = stdout.trim();

async function keep(name: string, handle: WorkflowHandle): Promise<void> {
  const history = JSON.parse(historyToJSON(await handle.fetchHistory()));
  const file = join(histories, `${name}.json`);
  await writeFile(file, `${JSON.stringify(history, withoutMachine, 1)}\n`);
  say(`${name}: ${history.events.length} events`);
}

/** Which process on which machine recorded it, and in which folder, is nobody's business. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return '';
  return typeof value === 'string' && /^\d+@/.test(value) ? 'recorder' : value;
}

async function record(told: Readonly<Record<string, RecordedStory>>, extraArguments: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-record-'));
  const { path: binaryPath } = await obtainTemporal({ say });
  const development = await startDevelopmentServer({
    binaryPath,
    folder,
    say,
    isInMemory: true,
    ports: 'any',
    extraArguments,
  });
  const { address, namespace } = development;
  const temporal = await connectTemporal({ address, namespace, tls: false });
  const server = { client: temporal.client, connection: await temporal.nativeConnection(), namespace, bundlePath };
  const stage = await openOrderStage(server);
  try {
    for (const [name, tell] of Object.entries(told)) {
      await tell({ stage, server, keep: (handle) => keep(name, handle) });
    }
  } finally {
    await stage.close();
    await temporal.close();
    await development.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

quietRuntime();
await rm(histories, { recursive: true, force: true });
await mkdir(histories, { recursive: true });
await record(stories, []);
await record(longStories, ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=30']);
