import { ApplicationFailure, setHandler, sleep, upsertMemo } from '@temporalio/workflow';
import { type ChangePermit, permitGoneAfterMs, permitMemo } from '../src/domain/change-permit.js';
import { shopText } from '../src/domain/shop-identity.js';
import { permitOf, whyNotSwitched, withReadOnly, withShopAccepted, withShopSeen } from './account-changes.js';
import {
  type AccountAnswer,
  acceptShop,
  closeAccount,
  leftSettings,
  setReadOnly,
  shopSeen,
} from './account-messages.js';
import { sweepActivities } from './account-proxies.js';
import type { Changes } from './account-state.js';
import type { AccountStory } from './account-story.js';
import { blockerFrom } from './activity-proxies.js';

/** Who may change anything for this account: switched by operators, and by a shop that is not the one it was. */
export function handleChanges(story: AccountStory): void {
  setHandler(shopSeen, (seen) => record(story, withShopSeen(story.state.changes, seen, nowText())), {
    description: 'A process has seen the shop',
  });
  setHandler(
    leftSettings,
    () => {
      const { changes } = story.state;
      record(story, { ...changes, removedAt: changes.removedAt ?? nowText() });
    },
    { description: 'The account is in no settings any more' },
  );
  setHandler(
    closeAccount,
    () => {
      const { changes } = story.state;
      record(story, { ...changes, removedAt: changes.removedAt ?? nowText(), isClosed: true });
    },
    { description: 'The account is closed for good' },
  );
  setHandler(
    setReadOnly,
    async (wish) => {
      record(story, withReadOnly(story.state.changes, wish, nowText()));
      // Processes may have read the permit a moment ago: nothing of theirs leaves after this wait.
      if (wish.isReadOnly) await sleep(permitGoneAfterMs);
      return answer(story, wish.isReadOnly ? 'Nothing is changed from here on' : 'What waits is sent now');
    },
    {
      description: 'Hold back every change at Amazon and in Commerce, or let them go',
      validator: (wish) => refuse(whyNotSwitched(story.state.changes, wish)),
    },
  );
  setHandler(
    acceptShop,
    () => {
      record(story, withShopAccepted(story.state.changes));
      const { shop } = story.state.changes;
      return answer(story, `The account's shop is ${shop === undefined ? 'unknown' : shopText(shop)}`);
    },
    {
      description: 'Take the shop that was seen for the right one',
      validator: (_operator) => {
        const { otherShop } = story.state.changes;
        const isOpen = otherShop !== undefined && !otherShop.isGone;
        refuse(isOpen ? undefined : 'Commerce shows itself as the shop that this account is connected to');
      },
    },
  );
}

/** The memo is what counts: it says the new state to every process before any answer does. */
export function record(story: AccountStory, changes: Changes): void {
  const before = permitOf(story.state.changes);
  story.change({ changes });
  const now = permitOf(changes);
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  upsertMemo(memoOf(now));
  if (before.held !== undefined && now.held === undefined) void wakeHeldOrders(story);
}

export function recordConfigured(story: AccountStory): void {
  const { removedAt, ...changes } = story.state.changes;
  if (removedAt !== undefined) record(story, changes);
}

export const memoOf = (permit: ChangePermit) => ({ [permitMemo]: permit });

/** The next one to leave the house first. Should this fail, the probe finds them within a minute. */
async function wakeHeldOrders({ input }: AccountStory): Promise<void> {
  await sweepActivities(input)
    .wakeHeldOrders({ accountId: input.accountId })
    .catch((error: unknown) => blockerFrom(error));
}

const nowText = (): string => new Date().toISOString();
const answer = ({ state }: AccountStory, note: string): AccountAnswer => ({
  isReadOnly: permitOf(state.changes).held !== undefined,
  note,
});

function refuse(because: string | undefined): void {
  if (because !== undefined) throw ApplicationFailure.nonRetryable(because, 'Refused');
}
