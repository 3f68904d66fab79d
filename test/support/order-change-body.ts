import { randomUUID } from 'node:crypto';

export const orderChangeSeller = 'A3TH9S8BH6GOGM';

type Changes = {
  readonly notification?: Readonly<Record<string, unknown>>;
  readonly change?: Readonly<Record<string, unknown>>;
  readonly trigger?: Readonly<Record<string, unknown>>;
  readonly summary?: Readonly<Record<string, unknown>>;
  readonly items?: readonly unknown[];
};

export const changedItem = {
  OrderItemId: '05015851154158',
  SellerSKU: 'MUG-BLUE',
  SupplySourceId: null,
  OrderItemStatus: 'Unshipped',
  Quantity: 2,
  QuantityShipped: 0,
  IsBuyerRequestedCancel: false,
};

/** ORDER_CHANGE as Amazon's schema shows it, with what a test is about laid over it. */
export const orderChangeBody = (changes: Changes = {}) => ({
  NotificationVersion: '1.0',
  NotificationType: 'ORDER_CHANGE',
  PayloadVersion: '1.0',
  EventTime: '2026-11-01T10:00:05.109Z',
  Payload: {
    OrderChangeNotification: {
      NotificationLevel: 'OrderLevel',
      SellerId: orderChangeSeller,
      AmazonOrderId: '903-8868176-2219830',
      OrderChangeType: 'OrderStatusChange',
      OrderChangeTrigger: {
        TimeOfOrderChange: '2026-11-01T10:00:00.284Z',
        ChangeReason: 'Order Status Change',
        ...changes.trigger,
      },
      Summary: {
        MarketplaceId: 'ATVPDKIKX0DER',
        OrderStatus: 'Unshipped',
        PurchaseDate: '2026-11-01T09:00:00Z',
        DestinationPostalCode: '48110',
        FulfillmentType: 'MFN',
        OrderType: 'StandardOrder',
        NumberOfItemsShipped: 0,
        NumberOfItemsUnshipped: 2,
        LatestShipDate: '2026-11-03T23:59:59Z',
        LatestDeliveryDate: '2026-11-09T23:59:59Z',
        OrderItems: changes.items ?? [changedItem],
        ...changes.summary,
      },
      ...changes.change,
    },
  },
  NotificationMetadata: {
    ApplicationId: 'app-id-d0e9e693',
    SubscriptionId: 'subscription-id-d0e9e693',
    PublishTime: '2026-11-01T10:00:06Z',
    NotificationId: randomUUID(),
  },
  ...changes.notification,
});
