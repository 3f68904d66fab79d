import { parseAccountId } from '../domain/ids.js';
import { closeRemovedAccount } from '../ingestion/close-account.js';
import { connectTemporal } from '../temporal/connection.js';
import { loadSettings, WrongSettings } from './load-settings.js';
import { temporalAddress } from './temporal-address.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Only an account that the settings do not name: any other one would begin anew with the next start. */
export async function closeAccountNamed(
  env: Environment,
  { account, actor }: { readonly account: string | undefined; readonly actor: string },
): Promise<{ readonly orders: number; readonly late: number }> {
  const loaded = loadSettings(env);
  const address = temporalAddress(env, loaded?.settings);
  if (address === undefined)
    throw new WrongSettings('This needs a Temporal server: set TEMPORAL_ADDRESS, or temporal.address');
  const accountId = parseAccountId(account);
  if (accountId === undefined) throw new WrongSettings('Name the account with --account');
  if (loaded?.settings.accounts.some(({ id }) => id === accountId))
    throw new WrongSettings(
      `Take ${accountId} out of the settings first, and restart the processes: it would begin anew`,
    );
  const temporal = await connectTemporal(address);
  try {
    const closed = await closeRemovedAccount(temporal.client, { accountId, actor, nowMs: () => Date.now() });
    if (closed !== 'still-served') return closed;
    throw new WrongSettings(
      `A process that runs still has ${accountId} in its settings, or had it two minutes ago: restart it, and close the account then`,
    );
  } finally {
    await temporal.close();
  }
}
