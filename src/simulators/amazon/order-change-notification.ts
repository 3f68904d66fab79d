import { randomUUID } from 'node:crypto';
import type { JsonObject } from './json.js';
import type { OrderChange, OrderChangeType } from './order-book.js';
import {
  type FulfillmentStatus,
  type ItemRecord,
  isPending,
  type OrderRecord,
  quantityShipped,
  quantityUnshipped,
} from './order-record.js';

/** The body that Amazon puts on the queue. Its words for a status are those of v0: `Canceled` with one L. */
const statusWords: Readonly<Record<FulfillmentStatus, string>> = {
  PENDING_AVAILABILITY: 'PendingAvailability',
  PENDING: 'Pending',
  UNSHIPPED: 'Unshipped',
  PARTIALLY_SHIPPED: 'PartiallyShipped',
  SHIPPED: 'Shipped',
  CANCELLED: 'Canceled',
  UNFULFILLABLE: 'Unfulfillable',
};

const programWords: ReadonlyMap<string, string> = new Map([
  ['AMAZON_BUSINESS', 'Business'],
  ['PRIME', 'Prime'],
  ['PREMIUM', 'Premium'],
  ['INVOICE_BY_AMAZON', 'IBA'],
]);

/** Only the buyer's wish has a published text. */
const reasons: Readonly<Record<OrderChangeType, string>> = {
  OrderStatusChange: 'Order Status Change',
  BuyerRequestedChange: 'Buyer Requested Cancel',
  DeliveryTipChange: 'Delivery Tip Change',
};

export type Envelope = {
  readonly applicationId: string;
  readonly subscriptionId: string;
  readonly publishTime: string;
  readonly hasNullTimes: boolean;
};

export function orderChangeNotification({ order, changeType }: OrderChange, envelope: Envelope): JsonObject {
  return bodyOf({ order, changeType, items: order.items, level: 'OrderLevel', envelope });
}

/** At item level a notification carries one item: an order of three items is announced three times. */
export function itemLevelNotifications({ order, changeType }: OrderChange, envelope: Envelope): readonly JsonObject[] {
  return order.items.map((item) => bodyOf({ order, changeType, items: [item], level: 'OrderItemLevel', envelope }));
}

type Content = OrderChange & {
  readonly items: readonly ItemRecord[];
  readonly level: 'OrderLevel' | 'OrderItemLevel';
  readonly envelope: Envelope;
};

function bodyOf({ order, changeType, items, level, envelope }: Content): JsonObject {
  return {
    NotificationVersion: '1.0',
    NotificationType: 'ORDER_CHANGE',
    PayloadVersion: '1.0',
    EventTime: envelope.publishTime,
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: level,
        SellerId: order.sellerId,
        AmazonOrderId: order.amazonOrderId,
        OrderChangeType: changeType,
        OrderChangeTrigger: {
          TimeOfOrderChange: envelope.hasNullTimes ? null : order.lastUpdatedTime,
          ChangeReason: reasons[changeType],
        },
        Summary: summaryOf(order, items, envelope),
      },
    },
    NotificationMetadata: {
      ApplicationId: envelope.applicationId,
      SubscriptionId: envelope.subscriptionId,
      PublishTime: envelope.publishTime,
      NotificationId: randomUUID(),
    },
  };
}

function summaryOf(order: OrderRecord, items: readonly ItemRecord[], { hasNullTimes }: Envelope): JsonObject {
  const postalCode = order.address?.['postalCode'];
  const isPreorder = order.status === 'PENDING_AVAILABILITY' || order.programs.includes('PREORDER');
  const programs = order.programs.flatMap((program) => programWords.get(program) ?? []);
  return {
    MarketplaceId: order.marketplaceId,
    OrderStatus: statusWords[order.status],
    PurchaseDate: hasNullTimes ? null : order.createdTime,
    DestinationPostalCode: isPending(order) || typeof postalCode !== 'string' ? null : postalCode,
    FulfillmentType: order.fulfilledBy === 'AMAZON' ? 'AFN' : 'MFN',
    OrderType: isPreorder ? 'Preorder' : 'StandardOrder',
    NumberOfItemsShipped: total(order.items.map((item) => quantityShipped(order, item))),
    NumberOfItemsUnshipped: total(order.items.map((item) => quantityUnshipped(order, item))),
    EarliestShipDate: order.shipBy.earliest,
    LatestShipDate: order.shipBy.latest,
    EarliestDeliveryDate: order.deliverBy.earliest,
    LatestDeliveryDate: order.deliverBy.latest,
    OrderPrograms: programs.length === 0 ? undefined : programs,
    OrderItems: items.map((item) => ({
      OrderItemId: item.orderItemId,
      SellerSKU: item.sku,
      SupplySourceId: null,
      OrderItemStatus:
        quantityUnshipped(order, item) === 0 && quantityShipped(order, item) > 0 ? 'Shipped' : 'Unshipped',
      Quantity: item.quantityOrdered,
      QuantityShipped: quantityShipped(order, item),
      IsBuyerRequestedCancel: item.cancelRequest !== undefined,
    })),
  };
}

const total = (quantities: readonly number[]): number => quantities.reduce((sum, quantity) => sum + quantity, 0);
