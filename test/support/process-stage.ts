import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AmazonSimulatorOptions } from '../../src/simulators/amazon/simulator-options.js';
import { type OrderDetailJson, untilOrder } from './order-over-http.js';
import { startOwnTemporal } from './own-temporal.js';
import { type SampleAccount, sampleEnvironment, sampleSettingsFile } from './sample-accounts.js';
import { type SimulatedRemotes, startRemotes } from './simulated-remotes.js';
import { ProcessRoom, type WaybillProcess } from './waybill-process.js';

/** What processes of the product need around them: both remotes and a Temporal server that are not theirs, and a settings file. */
export type ProcessStage = {
  readonly remotes: SimulatedRemotes;
  readonly temporalAddress: string;
  readonly home: string;
  /** `waybill …` with the settings file and the address of Temporal in its environment; `env` beats both. */
  readonly start: (command: string, env?: Readonly<Record<string, string>>) => WaybillProcess;
  readonly close: () => Promise<void>;
};

export async function openProcessStage(
  accounts: readonly [SampleAccount, ...SampleAccount[]],
  amazonOptions: Partial<AmazonSimulatorOptions> = {},
): Promise<ProcessStage> {
  const room = new ProcessRoom();
  const remotes = await startRemotes(accounts, {}, amazonOptions);
  const temporal = await startOwnTemporal();
  const home = room.newFolder();
  const file = join(room.newFolder(), 'waybill.yaml');
  writeFileSync(file, sampleSettingsFile(accounts, remotes, { http: { port: 0 } }));
  const env = {
    ...sampleEnvironment(accounts),
    WAYBILL_CONFIG: file,
    WAYBILL_HOME: home,
    TEMPORAL_ADDRESS: temporal.address,
  };
  return {
    remotes,
    temporalAddress: temporal.address,
    home,
    start: (command, changes) => room.start(command.split(' '), { ...env, ...changes }),
    close: async () => {
      await room.close();
      await temporal.stop();
      await remotes.stop();
    },
  };
}

/** Processes begin in seconds, and a killed one is missed after seconds: more than a state within one process takes. */
const stateMaxMs = 150_000;

export const untilShown = (
  httpUrl: string,
  amazonOrderId: string,
  isReached: (order: OrderDetailJson) => boolean,
): Promise<OrderDetailJson> => untilOrder(httpUrl, amazonOrderId, isReached, stateMaxMs);

export const untilShownAs = (httpUrl: string, amazonOrderId: string, status: string): Promise<OrderDetailJson> =>
  untilShown(httpUrl, amazonOrderId, (order) => order.status === status);
