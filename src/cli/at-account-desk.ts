import { type AccountDesk, AccountTrouble, openAccountDesk } from '../processes/account-desk.js';
import type { Call } from './command.js';

/** One account's desk for one command. What the account itself refuses is said, and is exit code 1. */
export async function atAccountDesk(
  { env, say }: Pick<Call, 'env' | 'say'>,
  wanted: string | undefined,
  act: (desk: AccountDesk) => Promise<number>,
): Promise<number> {
  const desk = await openAccountDesk(env, wanted);
  try {
    return await act(desk);
  } catch (error) {
    if (!(error instanceof AccountTrouble)) throw error;
    say(error.message);
    return 1;
  } finally {
    await desk.close();
  }
}
