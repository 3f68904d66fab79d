import { createLogger, errorFields } from '../telemetry/logger.js';
import { metricsAddress, startHealthServer } from './health-server.js';
import { installRuntime } from './install-runtime.js';
import { loadSettings, WrongSettings } from './load-settings.js';
import type { RunningProcess } from './process-deps.js';
import { type Composed, compose } from './product.js';
import { RunningParts } from './running-parts.js';
import { temporalAddress } from './temporal-address.js';
import { untilSignal } from './until-signal.js';

type Environment = Readonly<Record<string, string | undefined>>;
type StartPart = (composed: Composed, settings: Settings) => Promise<RunningProcess & { readonly url?: string }>;
type Settings = NonNullable<ReturnType<typeof loadSettings>>['settings'];

/** `waybill worker`, `ingestion`, `http`: one part, against a Temporal server that somebody names. Embeds nothing. */
export async function runOneProcess(name: string, env: Environment, start: StartPart): Promise<number> {
  const loaded = loadSettings(env);
  if (loaded === undefined) {
    throw new WrongSettings(`${name} needs a settings file with at least one account: name it in WAYBILL_CONFIG`);
  }
  const address = temporalAddress(env, loaded.settings);
  if (address === undefined) {
    throw new WrongSettings(
      `${name} needs a Temporal server: set TEMPORAL_ADDRESS, or temporal.address in ${loaded.path}`,
    );
  }
  const listenAt = env['WAYBILL_METRICS'] ? metricsAddress(env['WAYBILL_METRICS']) : undefined;
  const logger = createLogger({ env });
  const say = (line: string) => logger.info({ process: name }, line);
  const sdkMetricsAddress = env['WAYBILL_SDK_METRICS'];
  const signal = untilSignal();
  const parts = new RunningParts();
  try {
    const composed = await compose({
      settings: loaded.settings,
      address,
      logger,
      say,
      beforeWorkers: () => installRuntime({ logger, ...(sdkMetricsAddress ? { sdkMetricsAddress } : {}) }),
    });
    parts.add('the connection to Temporal', () => composed.temporal.close());
    const part = await start(composed, loaded.settings);
    parts.add(name, part.stop);
    // The process with pages offers the same beside them.
    if (listenAt !== undefined && part.url === undefined) {
      const health = await startHealthServer({ ...listenAt, ...part, metricsText: composed.metricsText });
      parts.add('health and metrics', health.stop);
      say(`health and metrics are at http://${listenAt.host}:${health.port}`);
    }
    say(part.url === undefined ? `${name} is running` : `${name} is running at ${part.url}`);
    await Promise.race([signal.received, part.ended]);
    return 0;
  } finally {
    await parts.stop((stopped, error) =>
      logger.error({ part: stopped, ...errorFields(error) }, 'did not stop cleanly'),
    );
    signal.forget();
  }
}
