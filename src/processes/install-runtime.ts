import { type LogLevel, type LogMetadata, Runtime } from '@temporalio/worker';
import type { Logger } from '../telemetry/logger.js';

type Options = {
  readonly logger: Logger;
  /** `host:port` where the SDK's own Prometheus metrics are served. */
  readonly sdkMetricsAddress?: string;
};

/**
 * Once per process, before the first worker and not without one: it ends with the last of them, and would keep a process
 * that has none alive for ever. Signals are ours: parts stop in an order, not all at once.
 */
export function installRuntime({ logger, sdkMetricsAddress }: Options): void {
  Runtime.install({
    shutdownSignals: [],
    logger: loggerFor(logger),
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      ...(sdkMetricsAddress === undefined
        ? {}
        : {
            metrics: {
              prometheus: {
                bindAddress: sdkMetricsAddress,
                countersTotalSuffix: true,
                unitSuffix: true,
                useSecondsForDurations: true,
              },
            },
          }),
    },
  });
}

/** What a worker without workflows says of having none, each time it starts, tells nobody anything. */
const saysNothing = /^(No (activities|workflows|Nexus services) registered|Worker state changed)/;

function loggerFor(logger: Logger) {
  const log = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: LogMetadata) => {
    if (saysNothing.test(message)) return;
    logger[level](
      { sdk: meta?.['sdkComponent'], taskQueue: meta?.['taskQueue'], workflowId: meta?.['workflowId'] },
      message,
    );
  };
  const levels = {
    trace: log('trace'),
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
  };
  return {
    ...levels,
    log: (level: LogLevel, message: string, meta?: LogMetadata) =>
      levels[level.toLowerCase() as keyof typeof levels](message, meta),
  };
}
