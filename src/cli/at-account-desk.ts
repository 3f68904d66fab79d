import { type AccountDesk, AccountTrouble, openAccountDesk } from '../processes/account-desk.js';
import { atDesk } from './at-desk.js';
import type { Call } from './command.js';

/** One account's desk for one command. */
export const atAccountDesk = (
  call: Pick<Call, 'env' | 'say'>,
  wanted: string | undefined,
  act: (desk: AccountDesk) => Promise<number>,
): Promise<number> => atDesk(call, { open: () => openAccountDesk(call.env, wanted), trouble: AccountTrouble }, act);
