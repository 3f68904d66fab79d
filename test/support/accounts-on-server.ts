import { type AccountTold, type RunningAccount, tellAccount } from './account-stage.js';
import { stageServer } from './stage-server.js';

/** Called in a `describe`: its tests tell stories of accounts on the tests' own Temporal server. */
export function accountsOnServer() {
  const server = stageServer();
  return (told: AccountTold, telling: (account: RunningAccount) => Promise<void>): Promise<void> =>
    tellAccount(server(), told, telling);
}
