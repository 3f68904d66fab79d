import { setHandler } from '@temporalio/workflow';
import { account } from '../../workflows/account-messages.js';
import type { AccountInput } from '../../workflows/account-state.js';
import { AccountStory } from '../../workflows/account-story.js';
import { readAccount } from '../../workflows/read-account.js';

/**
 * Bundled for one test: how an account reads Amazon, by itself. The lease beside it is an activity that never ends, and
 * while an activity is open no server lets its clock jump.
 */
export async function amazonAccount(input: AccountInput): Promise<void> {
  const story = new AccountStory(input);
  setHandler(account, () => story.state);
  await readAccount(story);
}
