import { assertNever } from '../domain/assert-never.js';
import { type NotificationDesk, NotificationTrouble, openNotificationDesk } from '../processes/notification-desk.js';
import { atDesk } from './at-desk.js';
import type { Call, CommandGroup } from './command.js';

type Say = (line: string) => void;

const account = { flag: '--account', value: 'id', does: 'which one, when several accounts have a queue' } as const;

export const notifications: CommandGroup = {
  name: 'notifications',
  does: "Amazon's announcements of changed orders, on the queue that the settings name",
  commands: [
    {
      name: 'setup',
      does: "looks at the queue's policy and subscribes it at Amazon; a repeat changes nothing",
      options: [account, { flag: '--replace', does: 'take the place of a subscription that delivers elsewhere' }],
      run: (call) => atNotificationDesk(call, (desk) => setUp(desk, call.flags.has('--replace'), call.say)),
    },
    {
      name: 'status',
      does: 'shows the subscription, and how many messages wait',
      options: [account],
      run: (call) => atNotificationDesk(call, (desk) => status(desk, call.say)),
    },
    {
      name: 'test',
      does: 'sends a harmless notification through the queue and says who took it',
      options: [account],
      run: (call) => atNotificationDesk(call, (desk) => test(desk, call.say)),
    },
  ],
};

const atNotificationDesk = (call: Call, act: (desk: NotificationDesk) => Promise<number>): Promise<number> =>
  atDesk(
    call,
    { open: () => openNotificationDesk(call.env, call.values.get('--account')), trouble: NotificationTrouble },
    act,
  );

async function setUp(desk: NotificationDesk, mayReplace: boolean, say: Say): Promise<number> {
  const set = await desk.setUp(mayReplace);
  switch (set.outcome) {
    case 'ready':
      say(`Account ${desk.accountId} ${set.isNew ? 'is now' : 'was already'} subscribed to ORDER_CHANGE.`);
      say(`  subscription  ${set.subscriptionId}\n  destination   ${set.destinationId}`);
      if (set.keyId !== undefined) {
        say(`The queue is encrypted with ${set.keyId}: the key's policy must allow ${desk.amazonSender}`);
        say('kms:GenerateDataKey and kms:Decrypt, or nothing will arrive.');
      }
      return 0;
    case 'fifo':
      say(`${set.arn} is a FIFO queue, and Amazon delivers notifications to standard queues only.`);
      say('Make a standard queue and name it in amazon.notifications.queueUrl.');
      return 1;
    case 'not-permitted':
      say(`The queue does not let Amazon in. Missing: ${set.missing.join(', ')}.`);
      say(
        `Add this to the "Statement" of its access policy, then run this again:\n${JSON.stringify(set.statement, null, 2)}`,
      );
      return 1;
    case 'elsewhere':
      say(`There is a subscription already, and it delivers to ${set.deliversTo}.`);
      say('A seller has one per application. With --replace it is taken away and made anew for this queue.');
      return 1;
    case 'refused':
      say(`Amazon refuses: ${set.text}`);
      return 1;
    default:
      return assertNever(set);
  }
}

async function status(desk: NotificationDesk, say: Say): Promise<number> {
  const { queue, subscription, missingPermissions, deadLetters } = await desk.status();
  const rows = [
    ['queue', queue.isFifo ? `${queue.arn} (FIFO: Amazon cannot deliver to it)` : queue.arn],
    ['policy', missingPermissions.length === 0 ? 'lets Amazon in' : `Amazon may not: ${missingPermissions.join(', ')}`],
    [
      'subscription',
      subscription === undefined ? 'none: run `waybill notifications setup`' : subscription.subscriptionId,
    ],
    ...(subscription === undefined || subscription.isHere
      ? []
      : [['delivers to', `${subscription.deliversTo}, not here`]]),
    ['waiting', `${queue.waiting} messages, as SQS estimates`],
    ['in flight', `${queue.inFlight}, received and not done with`],
    ['oldest message', 'SQS does not tell; CloudWatch does, as ApproximateAgeOfOldestMessage'],
    [
      'dead letters',
      deadLetters === undefined ? 'no queue for them: what cannot be read is deleted' : deadLettersText(deadLetters),
    ],
  ];
  for (const [name = '', text = ''] of rows) say(`  ${name.padEnd(15)} ${text}`);
  return !queue.isFifo && missingPermissions.length === 0 && subscription?.isHere === true ? 0 : 1;
}

const deadLettersText = ({
  waiting,
  maxReceiveCount,
}: {
  readonly waiting: number | 'unknown';
  readonly maxReceiveCount: number;
}): string => `${waiting === 'unknown' ? 'cannot be looked at' : waiting}, after ${maxReceiveCount} receipts`;

async function test(desk: NotificationDesk, say: Say): Promise<number> {
  say('Sending a harmless notification …');
  const trial = await desk.test();
  switch (trial) {
    case 'taken':
      say('It was taken off the queue: an ingestion process listens.');
      return 0;
    case 'received-here':
      say('Nobody took it, so it was received and deleted here: the queue works, but no ingestion process listens.');
      return 0;
    case 'unclear':
      say('It did not come back, but the queue is not empty: an ingestion process may be busy with what is on it.');
      return 1;
    default:
      return assertNever(trial);
  }
}
