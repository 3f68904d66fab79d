import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { elasticMqTool } from './elasticmq-install.js';
import { installedTool } from './maven-tool.js';

export type ElasticMq = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

/** On a free port, in memory; one per test file. `port` takes the place of one that was stopped. */
export async function startElasticMq({ port = 0 }: { readonly port?: number } = {}): Promise<ElasticMq> {
  const tool = installedTool(elasticMqTool);
  if ('missing' in tool) throw new Error(`No ElasticMQ: ${tool.missing}`);
  const server = spawn(tool.launcher, [], {
    env: {
      ...process.env,
      CONFIG_FORCE_rest__sqs_bind__hostname: '127.0.0.1',
      CONFIG_FORCE_rest__sqs_bind__port: String(port),
      CONFIG_FORCE_rest__stats_enabled: 'false',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const bound = await portOf(server);
    return { url: `http://127.0.0.1:${bound}`, port: bound, stop: () => stop(server) };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

/** It says first where it listens, then that it has started. What it says later is read and forgotten: a full pipe would stop it. */
function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`ElasticMQ ended at its start: ${said.slice(-500)}`)));
    server.stdout?.on('data', (part: Buffer) => {
      if (said.length > 10_000) return;
      said += part.toString('utf8');
      const [, port] = /bind address [^\s:]+:(\d+)/.exec(said) ?? [];
      if (port !== undefined && /started in \d+ ms/.test(said)) resolve(Number(port));
    });
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGKILL'); // it keeps nothing that a test would miss
  await ended;
}
