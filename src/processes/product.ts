import type { Settings } from '../config/settings.js';
import type { AccountId } from '../domain/ids.js';
import { BusinessEvents } from '../telemetry/events.js';
import type { Logger } from '../telemetry/logger.js';
import { Metrics } from '../telemetry/metrics.js';
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
};

export type Composed = ProcessDeps & {
  readonly metricsText: () => Promise<string>;
  readonly temporal: TemporalConnection;
};

/** Said at every start: stock that is silently not reserved would be worse than none promised. */
const cannotReserve = 'since no REST route of Commerce reserves stock for an order.';

/** What every process begins with: a Temporal server fit for orders, the accounts of the settings, one hub of events. */
export async function compose({ settings, address, logger, say, beforeWorkers }: Options): Promise<Composed> {
  const temporal = await connectTemporal({ ...address, ...(beforeWorkers === undefined ? {} : { beforeWorkers }) });
  try {
    await ensureNamespace({ connection: temporal.connection, namespace: temporal.namespace, say });
  } catch (error) {
    await temporal.close();
    throw error;
  }
  for (const { id, orders } of settings.accounts) {
    if (orders.pending === 'reserve') say(`Account ${id}: orders.pending: reserve has no effect, ${cannotReserve}`);
  }
  const nowMs = () => Date.now();
  const metrics = new Metrics();
  const accounts = new Map<AccountId, ConnectedAccount>(
    settings.accounts.map((account) => [account.id, connectAccount(account, nowMs)]),
  );
  return {
    temporal,
    accounts,
    events: new BusinessEvents({ metrics, logger }),
    nowMs,
    metricsText: async () => metrics.text(),
  };
}
