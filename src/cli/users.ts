import { createInterface } from 'node:readline';
import { hashPassword } from '../privacy/password.js';
import type { CommandGroup } from './command.js';

const wrongUse = 2;
const lengthMin = 12;
/** What HTTP's own login carries; longer ones are refused at the door. */
const lengthMax = 200;

export const users: CommandGroup = {
  name: 'users',
  does: 'logins of the Orders page',
  commands: [
    {
      name: 'hash-password',
      does: 'reads a password from standard input and prints what http.users[].passwordHash wants',
      options: [],
      run: async ({ say }) => {
        const password = await firstLineOf(process.stdin);
        if (password.length < lengthMin || password.length > lengthMax) {
          say(`A password has ${lengthMin} to ${lengthMax} characters.`);
          return wrongUse;
        }
        say(await hashPassword(password));
        return 0;
      },
    },
  ],
};

/** Never from the command line: other users of the machine could read it there, and the shell would keep it. */
async function firstLineOf(input: NodeJS.ReadStream): Promise<string> {
  if (input.isTTY) process.stderr.write('Password (it shows while you type): ');
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    input.destroy(); // an open terminal would keep the process alive
  }
}
