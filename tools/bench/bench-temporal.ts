import { startDevelopmentServer } from '../../src/temporal/development-server.js';
import { obtainTemporal } from '../../src/temporal/obtain-temporal.js';
import type { Bench } from './bench-run.js';
import { cpuSecondsOf } from './cpu-seconds.js';

/** The development server with its throttles out of the way: what is measured is not its caution. */
const unthrottled = ['frontend.rps', 'frontend.namespaceRPS', 'matching.rps', 'history.rps'].flatMap((key) => [
  '--dynamic-config-value',
  `${key}=100000`,
]);
const onePartition = ['matching.numTaskqueueReadPartitions', 'matching.numTaskqueueWritePartitions'].flatMap((key) => [
  '--dynamic-config-value',
  `${key}=1`,
]);

export async function benchTemporal({ home, parts, say }: Bench, metrics: { readonly metricsPort?: number } = {}) {
  const { path } = await obtainTemporal({ say });
  const server = await startDevelopmentServer({
    binaryPath: path,
    folder: home,
    say,
    ports: 'any',
    isInMemory: true,
    ...metrics,
    extraArguments: [...unthrottled, ...onePartition],
  });
  parts.add('Temporal', server.stop);
  const { address, namespace } = server;
  return { address, namespace, cpuSeconds: () => cpuSecondsOf(server.pid) };
}
