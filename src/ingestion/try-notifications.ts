import type { MarketplaceId, SellerId } from '../domain/ids.js';
import type { NotificationQueue, QueueMessage } from './notification-queue.js';

export type Trial =
  /** A listener took it off the queue. */
  | 'taken'
  /** Nobody did, so it was received and deleted here: the queue works, and no ingestion listens. */
  | 'received-here'
  /** It did not come back, but other messages keep the queue from looking empty. */
  | 'unclear';

type Deps = {
  readonly queue: Pick<NotificationQueue, 'send' | 'receive' | 'delete' | 'hide' | 'describe'>;
  readonly wait: (ms: number) => Promise<void>;
  readonly notificationId: string;
  readonly now: () => Date;
};

const looksMax = 10;
const betweenLooksMs = 1_000;
const receiptsMax = 3;
/** Others' messages are given back at once; ours is deleted. */
const hiddenSeconds = 10;

/** A notification of our own through the real queue: which way it goes is seen, and it leads to no order. */
export async function tryNotifications(
  deps: Deps,
  seller: { readonly sellerId: SellerId; readonly marketplaceId: MarketplaceId },
): Promise<Trial> {
  const { queue, wait } = deps;
  await queue.send(JSON.stringify(harmlessNotification(deps, seller)));
  for (let look = 0; look < looksMax; look += 1) {
    await wait(betweenLooksMs);
    if (look > 1 && (await isEmpty(queue))) break;
  }
  // SQS's counts are estimates: what is not there any more shows only by not being received.
  for (let receipt = 0; receipt < receiptsMax; receipt += 1) {
    const messages = await queue.receive({ max: 10, hiddenSeconds });
    const own = messages.find(({ body }) => body.includes(deps.notificationId));
    await queue.hide(others(messages, own), 0);
    if (own !== undefined) {
      await queue.delete(own);
      return 'received-here';
    }
    if (messages.length === 0) return (await isEmpty(queue)) ? 'taken' : 'unclear';
  }
  return 'unclear';
}

const others = (messages: readonly QueueMessage[], own: QueueMessage | undefined): readonly QueueMessage[] =>
  messages.filter((message) => message !== own);

async function isEmpty(queue: Pick<NotificationQueue, 'describe'>): Promise<boolean> {
  const { waiting, inFlight, delayed } = await queue.describe();
  return waiting + inFlight + delayed === 0;
}

/** An order number that Amazon never gives, of an order that Amazon fulfils and has not shipped: of such nothing is begun. */
const harmlessNotification = (
  { notificationId, now }: Deps,
  { sellerId, marketplaceId }: { readonly sellerId: SellerId; readonly marketplaceId: MarketplaceId },
) => ({
  NotificationVersion: '1.0',
  NotificationType: 'ORDER_CHANGE',
  PayloadVersion: '1.0',
  EventTime: now().toISOString(),
  Payload: {
    OrderChangeNotification: {
      NotificationLevel: 'OrderLevel',
      SellerId: sellerId,
      AmazonOrderId: '000-0000000-0000000',
      OrderChangeType: 'OrderStatusChange',
      OrderChangeTrigger: { TimeOfOrderChange: now().toISOString(), ChangeReason: 'waybill notifications test' },
      Summary: {
        MarketplaceId: marketplaceId,
        OrderStatus: 'Pending',
        PurchaseDate: now().toISOString(),
        DestinationPostalCode: null,
        FulfillmentType: 'AFN',
        OrderType: 'StandardOrder',
        OrderItems: [],
      },
    },
  },
  NotificationMetadata: {
    ApplicationId: 'waybill',
    SubscriptionId: 'waybill-notifications-test',
    PublishTime: now().toISOString(),
    NotificationId: notificationId,
  },
});
