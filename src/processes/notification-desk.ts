import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createNotificationsClient } from '../amazon/notifications-client.js';
import { TokenBuckets } from '../amazon/token-buckets.js';
import { usagePlans } from '../amazon/usage-plans.js';
import type { AccountSettings, NotificationSettings } from '../config/settings.js';
import { RemoteFailure } from '../domain/remote-failure.js';
import { QueueFailure } from '../ingestion/notification-queue.js';
import { notificationStatus } from '../ingestion/notification-status.js';
import { amazonSender } from '../ingestion/queue-policy.js';
import { setUpNotifications } from '../ingestion/set-up-notifications.js';
import { tryNotifications } from '../ingestion/try-notifications.js';
import { userAgent } from './connected-account.js';
import { loadSettings, WrongSettings } from './load-settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Amazon or the queue is in trouble; the sentence is for whoever typed the command. */
export class NotificationTrouble extends Error {
  override readonly name = 'NotificationTrouble';
}

export type NotificationDesk = Awaited<ReturnType<typeof openNotificationDesk>>;

/** What `waybill notifications` works with: one account's queue, and Amazon's word on who hears of changed orders. */
export async function openNotificationDesk(env: Environment, accountId: string | undefined) {
  const { settings, notifications } = accountWithQueue(env, accountId);
  return notificationDeskOf(settings, notifications);
}

export async function notificationDeskOf(settings: AccountSettings, notifications: NotificationSettings) {
  const { sellerId, marketplaces } = settings.amazon;
  // AWS's client takes a fifth of a second to load, which no other command should wait for.
  const { openSqsQueue } = await import('../ingestion/sqs-queue.js');
  const queue = openSqsQueue(notifications);
  const amazon = notificationsClientOf(settings);
  const [marketplaceId] = marketplaces;
  if (marketplaceId === undefined) throw new WrongSettings(`account ${settings.id} names no marketplace`);
  return {
    accountId: settings.id,
    amazonSender,
    setUp: (mayReplace: boolean) => inWords(() => setUpNotifications({ amazon, queue }, mayReplace)),
    status: () =>
      inWords(() =>
        notificationStatus({ amazon, queue, openQueue: (arn) => openSqsQueue(besides(notifications, arn)) }),
      ),
    test: () =>
      inWords(() => {
        const deps = { queue, wait: (ms: number) => sleep(ms), notificationId: randomUUID(), now: () => new Date() };
        return tryNotifications(deps, { sellerId, marketplaceId });
      }),
    close: () => queue.close(),
  };
}

function accountWithQueue(
  env: Environment,
  accountId: string | undefined,
): { readonly settings: AccountSettings; readonly notifications: NotificationSettings } {
  const loaded = loadSettings(env);
  if (loaded === undefined) {
    throw new WrongSettings('notifications needs a settings file with an account: name it in WAYBILL_CONFIG');
  }
  const { path } = loaded;
  const withQueue = loaded.settings.accounts.flatMap((settings) => {
    const { notifications } = settings.amazon;
    return notifications === undefined ? [] : [{ settings, notifications }];
  });
  const meant = withQueue.filter(({ settings }) => accountId === undefined || settings.id === accountId);
  const [only, ...others] = meant;
  if (only === undefined) {
    const which = accountId === undefined ? 'no account' : `no account ${accountId}`;
    throw new WrongSettings(`${path} has ${which} with amazon.notifications: the queue has to be named there`);
  }
  if (others.length > 0) {
    throw new WrongSettings(`say which account: --account ${meant.map(({ settings }) => settings.id).join(' | ')}`);
  }
  return only;
}

function notificationsClientOf({ amazon }: AccountSettings) {
  const { endpoint, lwaEndpoint, clientId, clientSecret, refreshToken } = amazon;
  // Each of Amazon's ten operations has an allowance of its own; a command uses four of them, none more than twice.
  const plans = { ...usagePlans, notifications: { ratePerSecond: 1, burst: 20 } };
  return createNotificationsClient({
    endpoint,
    lwaEndpoint,
    credentials: { clientId, clientSecret, refreshToken },
    buckets: new TokenBuckets({ plans }),
    nowMs: () => Date.now(),
    userAgent,
  });
}

/** Queues of dead letters lie beside the queue: same account, same region. */
function besides(notifications: NotificationSettings, arn: string): NotificationSettings {
  const url = new URL(notifications.queueUrl);
  const name = arn.split(':').at(-1) ?? '';
  url.pathname = [...url.pathname.split('/').slice(0, -1), name].join('/');
  return { ...notifications, queueUrl: url.href };
}

async function inWords<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof QueueFailure) {
      throw new NotificationTrouble(`${error.message}. ${adviceFor[error.trouble]}`, { cause: error });
    }
    if (error instanceof RemoteFailure) throw new NotificationTrouble(error.message, { cause: error });
    throw error;
  }
}

const adviceFor: Readonly<Record<QueueFailure['trouble'], string>> = {
  unreachable: 'The server did not answer: is amazon.notifications.queueUrl right, and may this machine reach it?',
  denied:
    'AWS refuses these credentials; they need sqs:GetQueueAttributes, ReceiveMessage, DeleteMessage, ChangeMessageVisibility and SendMessage',
  missing: 'There is no such queue: look at amazon.notifications.queueUrl and region',
  'no-credentials':
    'AWS credentials are taken from the environment, a profile, or the role of the machine; none was found',
  throttled: 'SQS asks to wait',
  other: 'See the AWS documentation of this error',
};
