import type { Settings } from '../config/settings.js';
import { withoutEffect } from '../config/without-effect.js';
import type { AccountId } from '../domain/ids.js';
import { BusinessEvents } from '../telemetry/events.js';
import type { Logger } from '../telemetry/logger.js';
import { Metrics } from '../telemetry/metrics.js';
import { RemoteTraffic } from '../telemetry/remote-traffic.js';
import { connectTemporal, type TemporalAddress, type TemporalConnection } from '../temporal/connection.js';
import { ensureNamespace } from '../temporal/namespace.js';
import { type ConnectedAccount, connectAccount } from './connected-account.js';
import type { ProcessDeps } from './process-deps.js';

type Options = {
  readonly settings: Settings;
  readonly address: TemporalAddress;
  readonly logger: Logger;
  readonly say: (line: string) => void;
  readonly beforeWorkers?: () => void;
  /** The accounts are those of the sample day. */
  readonly isSample?: boolean;
};

export type Composed = ProcessDeps & {
  readonly metricsText: () => Promise<string>;
  readonly temporal: TemporalConnection;
};

/** What every process begins with: a Temporal server fit for orders, the accounts of the settings, one hub of events. */
export async function compose({
  settings,
  address,
  logger,
  say,
  beforeWorkers,
  isSample = false,
}: Options): Promise<Composed> {
  const temporal = await connectTemporal({ ...address, ...(beforeWorkers === undefined ? {} : { beforeWorkers }) });
  try {
    await ensureNamespace({ connection: temporal.connection, namespace: temporal.namespace, say });
  } catch (error) {
    await temporal.close();
    throw error;
  }
  for (const account of settings.accounts) for (const remark of withoutEffect(account)) say(remark);
  const nowMs = () => Date.now();
  const metrics = new Metrics();
  const traffic = new RemoteTraffic(metrics);
  const accounts = new Map<AccountId, ConnectedAccount>(
    settings.accounts.map((account) => [account.id, connectAccount(account, { nowMs, traffic, temporal, isSample })]),
  );
  return {
    temporal,
    accounts,
    events: new BusinessEvents({ metrics, logger }),
    nowMs,
    metricsText: async () => traffic.text(),
  };
}
