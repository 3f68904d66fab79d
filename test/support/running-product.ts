import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { printFaults } from '../../src/config/settings-fault.js';
import { isFaulty, parseSettings } from '../../src/config/settings-file.js';
import type { Encryption } from '../../src/privacy/payload-codec.js';
import { startHttp } from '../../src/processes/http.js';
import { startIngestion } from '../../src/processes/ingestion.js';
import { compose } from '../../src/processes/product.js';
import { RunningParts } from '../../src/processes/running-parts.js';
import { startWorker } from '../../src/processes/worker.js';
import type { AmazonSimulatorOptions } from '../../src/simulators/amazon/simulator-options.js';
import type { CommerceSimulatorOptions } from '../../src/simulators/commerce/commerce-simulator.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { type OrderDetailJson, orderOverHttp, untilOrder } from './order-over-http.js';
import { startOwnTemporal } from './own-temporal.js';
import { quietRuntime } from './quiet-runtime.js';
import { type SampleAccount, sampleEnvironment, sampleSettingsFile } from './sample-accounts.js';
import { type Delivery, type DeliveryAnswer, deliver } from './shipping-system.js';
import { type SimulatedRemotes, startRemotes } from './simulated-remotes.js';
import { encodedWorkflowBundlePath, workflowBundlePath } from './temporal-server.js';

export type RunningProduct = Omit<SimulatedRemotes, 'stop'> & {
  readonly url: string;
  readonly client: Client;
  /** Everything that was logged so far. */
  readonly logText: () => string;
  readonly order: (amazonOrderId: string) => Promise<OrderDetailJson | undefined>;
  readonly until: (amazonOrderId: string, isReached: (order: OrderDetailJson) => boolean) => Promise<OrderDetailJson>;
  readonly untilStatus: (amazonOrderId: string, status: string) => Promise<OrderDetailJson>;
  readonly deliver: (delivery: Delivery) => Promise<DeliveryAnswer>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly accounts?: readonly [SampleAccount, ...SampleAccount[]];
  readonly shop?: CommerceSimulatorOptions;
  readonly amazonOptions?: Partial<AmazonSimulatorOptions>;
  /** What stands under `temporal.encryption`. */
  readonly encryption?: Encryption;
};

/** The whole product in this process, composed as `npm start` composes it, with real HTTP on all of its sides. */
export async function startProduct(options: Options = {}): Promise<RunningProduct> {
  const { accounts = [{ id: 'acme-us' }], shop, amazonOptions, encryption } = options;
  quietRuntime();
  const parts = new RunningParts();
  const stop = () => parts.stop((part, error) => failedToStop.push(`${part}: ${error}`));
  const failedToStop: string[] = [];
  const add = <Part extends { readonly stop: () => Promise<void> }>(name: string, part: Part): Part => {
    parts.add(name, part.stop);
    return part;
  };
  try {
    const remotes = add('the simulators', await startRemotes(accounts, shop, amazonOptions));
    const server = add('Temporal', await startOwnTemporal());
    const folder = mkdtempSync(join(tmpdir(), 'waybill-product-'));
    parts.add('the log', async () => rmSync(folder, { recursive: true, force: true }));
    const logFile = join(folder, 'waybill.log');

    const settings = parseSettings(sampleSettingsFile(accounts, remotes), sampleEnvironment(accounts));
    if (isFaulty(settings)) throw new Error(printFaults(settings.faults, 'the settings of this test'));
    const composed = await compose({
      settings,
      address: {
        address: server.address,
        namespace: server.namespace,
        tls: false,
        ...(encryption === undefined ? {} : { encryption }),
      },
      logger: createLogger({ env: {}, level: 'debug', file: logFile }),
      say: () => undefined,
    });
    parts.add('the connection to Temporal', () => composed.temporal.close());
    const bundlePath = encryption === undefined ? workflowBundlePath : encodedWorkflowBundlePath;
    add('the worker', await startWorker({ ...composed, workflowBundlePath: await bundlePath() }));
    add('ingestion', await startIngestion(composed));
    const anyPort = { host: '127.0.0.1', port: 0, isPortBinding: true, indexDays: 90 };
    const { url } = add('HTTP', await startHttp({ ...composed, http: anyPort }));
    return {
      ...remotes,
      url,
      client: composed.temporal.client,
      logText: () => readFileSync(logFile, 'utf8'),
      order: (id) => orderOverHttp(url, id),
      until: (id, isReached) => untilOrder(url, id, isReached),
      untilStatus: (id, status) => untilOrder(url, id, (order) => order.status === status),
      deliver: (delivery) => deliver(url, delivery),
      stop: async () => {
        await stop();
        if (failedToStop.length > 0) throw new Error(`Not everything stopped: ${failedToStop.join('; ')}`);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
