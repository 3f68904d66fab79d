import { closeAccountNamed } from '../processes/close-account.js';
import { loadSettings } from '../processes/load-settings.js';
import { atAccountDesk } from './at-account-desk.js';
import type { Call, CommandGroup } from './command.js';

const wrongUse = 2;
const account = { flag: '--account', value: 'id', does: 'which one, when the settings have several' } as const;
/** Who types commands is not asked for a name: the history says where the wish came from. */
const actor = 'command-line';

export const accounts: CommandGroup = {
  name: 'accounts',
  does: 'whether anything may be changed for an account, at Amazon and in Commerce',
  commands: [
    {
      name: 'list',
      does: 'shows for each account whether changes are allowed, in which shop, and why not',
      options: [],
      run: list,
    },
    {
      name: 'read-only',
      does: 'holds back every change until it is lifted with --off; then all of it is sent',
      options: [
        account,
        { flag: '--reason', value: 'text', does: 'why; everybody sees it' },
        { flag: '--off', does: 'lift it' },
      ],
      run: readOnly,
    },
    {
      name: 'close',
      does: 'ends the open orders of an account that the settings do not name any more, and its reading',
      options: [{ flag: '--account', value: 'id', does: 'which one' }],
      run: async ({ env, values, say }) => {
        const { orders, late } = await closeAccountNamed(env, { account: values.get('--account'), actor });
        const after = late === 0 ? '' : `; what came after the end of ${late} others is not sent any more`;
        say(`The account is closed; ${orders} open orders end as Skipped${after}. Run it again should any be left.`);
        return 0;
      },
    },
    {
      name: 'accept-shop',
      does: 'takes the shop that showed itself for the right one, after the shop has moved',
      options: [account],
      run: (call) =>
        atAccountDesk(call, call.values.get('--account'), async (desk) => {
          const { note, isReadOnly } = await desk.acceptShop({ actor });
          call.say(`Account ${desk.accountId}: ${note}.${isReadOnly ? ' It is still read-only.' : ''}`);
          return 0;
        }),
    },
  ],
};

async function list(call: Call): Promise<number> {
  const ids = loadSettings(call.env)?.settings.accounts.map(({ id }) => id) ?? [undefined];
  let worst = 0;
  for (const id of ids) {
    const code = await atAccountDesk(call, id, async (desk) => {
      call.say(`  ${desk.accountId.padEnd(20)} changes: ${await desk.changes()}`);
      return 0;
    });
    worst = Math.max(worst, code);
  }
  return worst;
}

async function readOnly(call: Call): Promise<number> {
  const isReadOnly = !call.flags.has('--off');
  const reason = call.values.get('--reason')?.trim() ?? '';
  if (isReadOnly === (reason === '')) {
    call.say('Name a reason by --reason, or lift it by --off.');
    return wrongUse;
  }
  return atAccountDesk(call, call.values.get('--account'), async (desk) => {
    const wish = { actor, isReadOnly, ...(isReadOnly ? { reason } : {}) };
    const { note } = await desk.setReadOnly(wish);
    call.say(`Account ${desk.accountId}: ${note}.`);
    return 0;
  });
}
