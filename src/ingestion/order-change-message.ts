import { z } from 'zod';
import type { FulfilledBy } from '../domain/amazon-order.js';
import type { AmazonStatus } from '../domain/amazon-status.js';
import {
  type AmazonOrderId,
  type MarketplaceId,
  type OrderItemId,
  parseAmazonOrderId,
  parseMarketplaceId,
  parseOrderItemId,
  parseSellerId,
  parseSku,
  type SellerId,
  type Sku,
} from '../domain/ids.js';
import { firstFault } from '../remote/first-fault.js';
import { given } from '../remote/given.js';
import { parseJson } from '../remote/json-text.js';

/** What Amazon's ORDER_CHANGE tells of an order: less than a reading. No price is in it, and nothing personal leaves the parser. */
export type OrderChange = {
  readonly notificationId: string;
  readonly sellerId: SellerId;
  readonly amazonOrderId: AmazonOrderId;
  readonly marketplaceId: MarketplaceId;
  readonly status: AmazonStatus;
  readonly fulfilledBy: FulfilledBy;
  readonly changedAt: string;
  readonly purchasedAt?: string;
  readonly shipBy?: string;
  readonly deliverBy?: string;
  readonly changeType: 'status' | 'buyer-request' | 'delivery-tip' | 'other';
  readonly buyerRequestsCancel: boolean;
  /** At item level one line of the order is told, whichever changed; at order level all of them. */
  readonly level: 'order' | 'line';
  readonly lines: readonly ChangedLine[];
};
export type ChangedLine = {
  readonly orderItemId: OrderItemId;
  readonly sku?: Sku;
  readonly quantity: number;
  readonly quantityShipped?: number;
};

/** Fit to be acknowledged: somebody else's business came along the same queue. */
export type NotOurs = { readonly notOurs: 'another-type' };
/** The place in the message, never what stood there. */
export type Poisoned = { readonly poisonedAt: string };

export function parseOrderChange(body: string): OrderChange | NotOurs | Poisoned {
  const read = parseJson(body);
  if (read === 'not-json') return { poisonedAt: 'body' };
  const message = unwrapped(read.json);
  if (message === 'not-json') return { poisonedAt: 'Message' };
  const kind = messageKind.safeParse(message);
  if (!kind.success) return { poisonedAt: firstFault(kind.error) };
  const { Type, NotificationType, notificationType } = kind.data;
  const type = NotificationType ?? notificationType ?? Type;
  if (type === undefined) return { poisonedAt: 'NotificationType' };
  if (type !== 'ORDER_CHANGE') return { notOurs: 'another-type' };
  const parsed = orderChange.safeParse(message);
  return parsed.success ? changeOf(parsed.data) : { poisonedAt: firstFault(parsed.error) };
}

/** A queue behind a topic of SNS gets Amazon's text as a text within another message; once, never deeper. */
function unwrapped(json: unknown): unknown {
  const wrapped = snsMessage.safeParse(json);
  if (!wrapped.success) return json;
  const inner = parseJson(wrapped.data.Message);
  return inner === 'not-json' ? 'not-json' : inner.json;
}

const snsMessage = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** Other notifications of Amazon are written in camelCase. `Type`: SNS asks to confirm a subscription, and the like. */
const messageKind = z.object({
  Type: z.string().optional(),
  NotificationType: z.string().optional(),
  notificationType: z.string().optional(),
});

const orEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
/** Amazon sends times with and without milliseconds; one form lets them be compared as text. */
const time = z.iso.datetime({ offset: true }).transform((raw) => new Date(raw).toISOString());
const quantity = z.number().int().nonnegative();

function through<Out>(parse: (raw: string) => Out | undefined) {
  return z.string().transform((raw, context) => {
    const parsed = parse(raw);
    if (parsed !== undefined) return parsed;
    context.addIssue('not in a form that we know');
    return z.NEVER;
  });
}

const orderItem = z.object({
  OrderItemId: through(parseOrderItemId),
  SellerSKU: orEmpty(z.string()),
  Quantity: quantity,
  QuantityShipped: orEmpty(quantity),
  IsBuyerRequestedCancel: orEmpty(z.boolean()),
});

const orderChange = z.object({
  EventTime: orEmpty(time),
  NotificationMetadata: z.object({ NotificationId: z.string().min(1).max(200), PublishTime: orEmpty(time) }),
  Payload: z.object({
    OrderChangeNotification: z.object({
      NotificationLevel: z.string(),
      SellerId: through(parseSellerId),
      AmazonOrderId: through(parseAmazonOrderId),
      OrderChangeType: z.string(),
      OrderChangeTrigger: orEmpty(z.object({ TimeOfOrderChange: orEmpty(time) })),
      Summary: z.object({
        MarketplaceId: through(parseMarketplaceId),
        OrderStatus: z.string().min(1),
        PurchaseDate: orEmpty(time),
        FulfillmentType: z.enum(['AFN', 'MFN']),
        LatestShipDate: orEmpty(time),
        LatestDeliveryDate: orEmpty(time),
        OrderItems: z.array(orderItem),
      }),
    }),
  }),
});

function changeOf({ EventTime, NotificationMetadata, Payload }: z.infer<typeof orderChange>): OrderChange | Poisoned {
  const told = Payload.OrderChangeNotification;
  const { Summary } = told;
  const changedAt = told.OrderChangeTrigger?.TimeOfOrderChange ?? EventTime ?? NotificationMetadata.PublishTime;
  if (changedAt === undefined) return { poisonedAt: 'EventTime' };
  return {
    notificationId: NotificationMetadata.NotificationId,
    sellerId: told.SellerId,
    amazonOrderId: told.AmazonOrderId,
    marketplaceId: Summary.MarketplaceId,
    status: statusWords.get(Summary.OrderStatus) ?? 'Unrecognised',
    fulfilledBy: Summary.FulfillmentType === 'AFN' ? 'FBA' : 'FBM',
    changedAt,
    changeType: changeTypes.get(told.OrderChangeType) ?? 'other',
    buyerRequestsCancel: Summary.OrderItems.some(({ IsBuyerRequestedCancel }) => IsBuyerRequestedCancel === true),
    // A level that Amazon invents tomorrow must not make one line look like a whole order.
    level: told.NotificationLevel === 'OrderLevel' ? 'order' : 'line',
    lines: Summary.OrderItems.map((item) => ({
      orderItemId: item.OrderItemId,
      quantity: item.Quantity,
      ...given({ sku: parseSku(item.SellerSKU), quantityShipped: item.QuantityShipped }),
    })),
    ...given({
      purchasedAt: Summary.PurchaseDate,
      shipBy: Summary.LatestShipDate,
      deliverBy: Summary.LatestDeliveryDate,
    }),
  };
}

const statusWords: ReadonlyMap<string, AmazonStatus> = new Map([
  ['PendingAvailability', 'PendingAvailability'],
  ['Pending', 'Pending'],
  ['Unshipped', 'Unshipped'],
  ['PartiallyShipped', 'PartiallyShipped'],
  ['Shipped', 'Shipped'],
  // Shipped, but the seller has not confirmed the invoice (Brazil).
  ['InvoiceUnconfirmed', 'Shipped'],
  ['Canceled', 'Canceled'],
  ['Unfulfillable', 'Unfulfillable'],
]);

const changeTypes: ReadonlyMap<string, OrderChange['changeType']> = new Map([
  ['OrderStatusChange', 'status'],
  ['BuyerRequestedChange', 'buyer-request'],
  ['DeliveryTipChange', 'delivery-tip'],
]);
