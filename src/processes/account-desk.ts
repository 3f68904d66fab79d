import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { RecoverOrderOutcome } from '../../activities/contract.js';
import { changesText, type ReadOnlyWish } from '../../workflows/account-changes.js';
import {
  type AccountAnswer,
  acceptShop,
  account,
  recover,
  recoverOrder,
  setReadOnly,
} from '../../workflows/account-messages.js';
import type { AccountState } from '../../workflows/account-state.js';
import type { Operator } from '../../workflows/messages.js';
import type { AmazonOrderId } from '../domain/ids.js';
import { connectTemporal } from '../temporal/connection.js';
import { accountWorkflowId } from '../temporal/workflow-ids.js';
import { loadSettings, WrongSettings } from './load-settings.js';
import { temporalAddress } from './temporal-address.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The account's workflow is not there, does not answer, or refuses; the sentence is for whoever typed the command. */
export class AccountTrouble extends Error {
  override readonly name = 'AccountTrouble';
}

export type AccountDesk = Awaited<ReturnType<typeof openAccountDesk>>;

const answerWithinMs = 60_000;

/** The account that is meant, and a connection to the Temporal server of the settings. */
export async function openDesk(env: Environment, wanted: string | undefined) {
  const loaded = loadSettings(env);
  if (loaded === undefined) throw new WrongSettings('This needs a settings file: name it in WAYBILL_CONFIG');
  const address = temporalAddress(env, loaded.settings);
  if (address === undefined)
    throw new WrongSettings('This needs a Temporal server: set TEMPORAL_ADDRESS, or temporal.address');
  const { accounts } = loaded.settings;
  const only = accounts.length === 1 ? accounts[0] : undefined;
  const account = wanted === undefined ? only : accounts.find(({ id }) => id === wanted);
  if (account === undefined) {
    const ids = accounts.map(({ id }) => id).join(', ');
    throw new WrongSettings(`Name one of these accounts with --account: ${ids}`);
  }
  return { account, temporal: await connectTemporal(address) };
}

/** What an operator asks of the ingestion of one account, over Temporal: it needs no connection to Amazon of its own. */
export async function openAccountDesk(env: Environment, wanted: string | undefined) {
  const { account: settings, temporal } = await openDesk(env, wanted);
  const accountId = settings.id;
  const handle = temporal.client.workflow.getHandle(accountWorkflowId(accountId));
  return {
    accountId,
    changes: async (): Promise<string> =>
      changesText((await inWords(temporal.client, () => handle.query(account))).changes),
    state: (): Promise<AccountState> => inWords(temporal.client, () => handle.query(account)),
    recover: (period: { readonly from: string; readonly to: string }) =>
      inWords(temporal.client, () => handle.executeUpdate(recover, { args: [period] })),
    recoverOrder: (amazonOrderId: AmazonOrderId): Promise<RecoverOrderOutcome> =>
      inWords(temporal.client, () => handle.executeUpdate(recoverOrder, { args: [{ amazonOrderId }] })),
    setReadOnly: (wish: ReadOnlyWish): Promise<AccountAnswer> =>
      inWords(temporal.client, () => handle.executeUpdate(setReadOnly, { args: [wish] })),
    acceptShop: (operator: Operator): Promise<AccountAnswer> =>
      inWords(temporal.client, () => handle.executeUpdate(acceptShop, { args: [operator] })),
    close: () => temporal.close(),
  };
}

async function inWords<T>(client: Client, ask: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + answerWithinMs, ask);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) {
      throw new AccountTrouble('This account has never been read: start `waybill ingestion` first.', { cause: error });
    }
    if (error instanceof WorkflowUpdateFailedError) {
      throw new AccountTrouble(`Refused: ${error.cause?.message ?? 'no reason given'}`, { cause: error });
    }
    throw new AccountTrouble('No worker and no ingestion process answered within a minute.', { cause: error });
  }
}
