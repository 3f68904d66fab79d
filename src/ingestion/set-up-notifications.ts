import type { AmazonNotifications, NotificationDestination } from '../amazon/port.js';
import type { NotificationQueue } from './notification-queue.js';
import { missingPermissions, statementFor } from './queue-policy.js';

export type SetUp =
  | {
      readonly outcome: 'ready';
      readonly subscriptionId: string;
      readonly destinationId: string;
      readonly isNew: boolean;
      /** A key of the customer's own, which Amazon must be allowed to use too. */
      readonly keyId?: string;
    }
  | { readonly outcome: 'fifo'; readonly arn: string }
  | { readonly outcome: 'not-permitted'; readonly missing: readonly string[]; readonly statement: object }
  | { readonly outcome: 'elsewhere'; readonly subscriptionId: string; readonly deliversTo: string }
  | { readonly outcome: 'refused'; readonly text: string };

type Deps = { readonly amazon: AmazonNotifications; readonly queue: Pick<NotificationQueue, 'describe'> };

/** From nothing, or from whatever is there already, to a queue that hears of changed orders. A repeat changes nothing. */
export async function setUpNotifications({ amazon, queue }: Deps, mayReplace: boolean): Promise<SetUp> {
  const { arn, isFifo, policy, keyId } = await queue.describe();
  if (isFifo) return { outcome: 'fifo', arn };
  const missing = missingPermissions(arn, policy);
  if (missing.length > 0) return { outcome: 'not-permitted', missing, statement: statementFor(arn) };

  const destinations = await amazon.destinations();
  const destination =
    destinations.find(({ queueArn }) => queueArn === arn) ??
    (await amazon.createDestination({ name: `waybill-${arn.split(':').at(-1)}`, queueArn: arn }));
  if ('refused' in destination) return { outcome: 'refused', text: destination.text };

  const known = await amazon.subscription();
  const isHere = known?.destinationId === destination.destinationId;
  if (known !== undefined && !isHere) {
    if (!mayReplace) {
      return { outcome: 'elsewhere', subscriptionId: known.subscriptionId, deliversTo: placeOf(known, destinations) };
    }
    const gone = await amazon.unsubscribe(known.subscriptionId);
    if (gone !== 'deleted') return { outcome: 'refused', text: gone.text };
  }
  const subscription = known !== undefined && isHere ? known : await amazon.subscribe(destination.destinationId);
  if ('refused' in subscription) return { outcome: 'refused', text: subscription.text };
  const { subscriptionId, destinationId } = subscription;
  const key = keyId === undefined ? {} : { keyId };
  return { outcome: 'ready', subscriptionId, destinationId, isNew: !isHere, ...key };
}

export const placeOf = (
  { destinationId }: { readonly destinationId: string },
  destinations: readonly NotificationDestination[],
): string =>
  destinations.find((each) => each.destinationId === destinationId)?.queueArn ?? `destination ${destinationId}`;
