import type { AmazonNotifications } from '../amazon/port.js';
import type { NotificationQueue, QueueDescription } from './notification-queue.js';
import { missingPermissions } from './queue-policy.js';
import { placeOf } from './set-up-notifications.js';

export type NotificationStatus = {
  readonly queue: QueueDescription;
  readonly missingPermissions: readonly string[];
  readonly subscription?: { readonly subscriptionId: string; readonly deliversTo: string; readonly isHere: boolean };
  /** `unknown`: the queue of dead letters cannot be looked at. */
  readonly deadLetters?: { readonly waiting: number | 'unknown'; readonly maxReceiveCount: number };
};

type Deps = {
  readonly amazon: Pick<AmazonNotifications, 'subscription' | 'destinations'>;
  readonly queue: Pick<NotificationQueue, 'describe'>;
  readonly openQueue: (arn: string) => Pick<NotificationQueue, 'describe' | 'close'>;
};

/** Changes nothing, and receives nothing: each receipt would bring a message nearer to the dead letters. */
export async function notificationStatus({ amazon, queue, openQueue }: Deps): Promise<NotificationStatus> {
  const described = await queue.describe();
  const subscription = await amazon.subscription();
  const destinations = subscription === undefined ? [] : await amazon.destinations();
  const deliversTo = subscription === undefined ? '' : placeOf(subscription, destinations);
  return {
    queue: described,
    missingPermissions: missingPermissions(described.arn, described.policy),
    ...(subscription === undefined
      ? {}
      : {
          subscription: {
            subscriptionId: subscription.subscriptionId,
            deliversTo,
            isHere: deliversTo === described.arn,
          },
        }),
    ...(described.deadLetters === undefined
      ? {}
      : { deadLetters: await deadLettersOf(described.deadLetters, openQueue) }),
  };
}

async function deadLettersOf(
  { arn, maxReceiveCount }: NonNullable<QueueDescription['deadLetters']>,
  openQueue: Deps['openQueue'],
): Promise<NonNullable<NotificationStatus['deadLetters']>> {
  const queue = openQueue(arn);
  try {
    return { waiting: (await queue.describe()).waiting, maxReceiveCount };
  } catch {
    return { waiting: 'unknown', maxReceiveCount }; // shown as such: the queue itself is what was asked about
  } finally {
    queue.close();
  }
}
