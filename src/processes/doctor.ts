import type { EncryptionSettings } from '../config/settings.js';
import { judgeEncryption } from '../doctor/check-encryption.js';
import { judgeNamespace, judgeQueue, sharedQueue } from '../doctor/check-temporal.js';
import { temporalTrouble } from '../doctor/examine-account.js';
import { type Finding, findingsAbout } from '../doctor/finding.js';
import { connectTemporal, type TemporalConnection, TemporalUnreachable } from '../temporal/connection.js';
import { readMemoWriters } from '../temporal/memo-writers.js';
import { readNamespace } from '../temporal/namespace-state.js';
import { pollersOf } from '../temporal/queue-pollers.js';
import { examine } from './account-examination.js';
import { loadSettings, WrongSettings } from './load-settings.js';
import { temporalAddress } from './temporal-address.js';

type Environment = Readonly<Record<string, string | undefined>>;

export type Diagnosis = {
  readonly shared: readonly Finding[];
  readonly accounts: readonly { readonly id: string; readonly findings: readonly Finding[] }[];
};

type Wish = { readonly accountId?: string; readonly isDeep: boolean };

/** Looks at everything the settings name, from where it is run, and changes nothing. */
export async function diagnose(env: Environment, { accountId, isDeep }: Wish): Promise<Diagnosis> {
  const loaded = loadSettings(env);
  if (loaded === undefined) throw new WrongSettings('doctor needs a settings file: name it in WAYBILL_CONFIG');
  const { accounts } = loaded.settings;
  const wanted = accounts.filter(({ id }) => accountId === undefined || id === accountId);
  if (wanted.length === 0) {
    throw new WrongSettings(`--account must be one of ${accounts.map(({ id }) => id).join(', ')}`);
  }
  const nowMs = () => Date.now();
  const { temporal, finding } = await reachTemporal(env, loaded.settings);
  try {
    const { encryption } = loaded.settings.temporal ?? {};
    const shared =
      temporal === undefined ? judgeEncryption(encryption) : await examineNamespace(temporal, encryption, nowMs());
    const examined = [];
    for (const settings of wanted) {
      examined.push({ id: settings.id, findings: await examine(settings, { temporal, isDeep, nowMs }) });
    }
    return { shared: [finding, ...shared], accounts: examined };
  } finally {
    await temporal?.close();
  }
}

type Settings = NonNullable<ReturnType<typeof loadSettings>>['settings'];
type Reached = { readonly temporal: TemporalConnection | undefined; readonly finding: Finding };

async function reachTemporal(env: Environment, settings: Settings): Promise<Reached> {
  const { ok, warning, fault } = findingsAbout('temporal');
  const address = temporalAddress(env, settings);
  if (address === undefined) {
    return {
      temporal: undefined,
      finding: warning({
        code: 'temporal-unnamed',
        sentence: 'No Temporal server is named, so that nothing can be said of workers and intake',
        remedy: 'Set TEMPORAL_ADDRESS or temporal.address; the embedded server of `waybill start` says its address',
      }),
    };
  }
  try {
    const temporal = await connectTemporal(address);
    const { address: at, namespace } = temporal;
    return {
      temporal,
      finding: ok({ code: 'temporal', sentence: `Temporal answers at ${at}, namespace ${namespace}` }),
    };
  } catch (error) {
    if (!(error instanceof TemporalUnreachable)) throw error;
    return {
      temporal: undefined,
      finding: fault({
        code: 'temporal-unreachable',
        sentence: error.message,
        remedy:
          'Check temporal.address (or TEMPORAL_ADDRESS), that the server runs, and TLS or API key if it wants them',
      }),
    };
  }
}

async function examineNamespace(
  { connection, namespace }: TemporalConnection,
  encryption: EncryptionSettings | undefined,
  nowMs: number,
): Promise<readonly Finding[]> {
  try {
    const state = await readNamespace(connection, namespace);
    const judged = judgeNamespace(namespace, state);
    if (state.retentionDays === undefined) return judged;
    return [
      ...judged,
      judgeQueue(sharedQueue, await pollersOf(connection, { namespace, ...sharedQueue }, nowMs)),
      ...judgeEncryption(encryption, await readMemoWriters(connection, namespace)),
    ];
  } catch (error) {
    return [temporalTrouble(error)];
  }
}
