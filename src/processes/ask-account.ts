import type { Client } from '@temporalio/client';
import { readIntake } from '../doctor/read-intake.js';
import type { AccountNews } from '../http/dashboard/account-news.js';

/** For the strip above the list: what doctor and the Accounts page read, as far as anybody answers. */
export const askAccount =
  (client: Client) =>
  async (accountId: string): Promise<AccountNews> => {
    const { lease, state } = await readIntake(client, accountId);
    const gateway = lease?.report;
    return { accountId, ...(state === 'no-answer' ? {} : { state }), ...(gateway === undefined ? {} : { gateway }) };
  };
