import { describe, expect, it } from '@jest/globals';
import { type OrderChange, parseOrderChange } from '../../src/ingestion/order-change-message.js';
import { changedItem, orderChangeBody } from '../support/order-change-body.js';

const parsed = (body: unknown) => parseOrderChange(JSON.stringify(body));
const told = (changes: Parameters<typeof orderChangeBody>[0] = {}): OrderChange => {
  const change = parsed(orderChangeBody(changes));
  if ('notOurs' in change || 'poisonedAt' in change) throw new Error(`refused: ${JSON.stringify(change)}`);
  return change;
};
const throughSns = (message: string) => ({
  Type: 'Notification',
  MessageId: 'a-b-c',
  TopicArn: 'arn:aws:sns:us-east-1:1:orders',
  Message: message,
  Timestamp: '2026-11-01T10:00:07Z',
});

describe('an ORDER_CHANGE message', () => {
  it('tells which order changed, when, and how it stands now', () => {
    expect(told()).toEqual({
      notificationId: expect.any(String),
      sellerId: 'A3TH9S8BH6GOGM',
      amazonOrderId: '903-8868176-2219830',
      marketplaceId: 'ATVPDKIKX0DER',
      status: 'Unshipped',
      fulfilledBy: 'FBM',
      changedAt: '2026-11-01T10:00:00.284Z',
      purchasedAt: '2026-11-01T09:00:00.000Z',
      shipBy: '2026-11-03T23:59:59.000Z',
      deliverBy: '2026-11-09T23:59:59.000Z',
      changeType: 'status',
      buyerRequestsCancel: false,
      level: 'order',
      lines: [{ orderItemId: '05015851154158', sku: 'MUG-BLUE', quantity: 2, quantityShipped: 0 }],
    });
  });

  it('lets nothing out that says where the buyer lives', () => {
    expect(JSON.stringify(told())).not.toContain('48110');
  });

  it.each([
    ['PendingAvailability', 'PendingAvailability'],
    ['Pending', 'Pending'],
    ['Unshipped', 'Unshipped'],
    ['PartiallyShipped', 'PartiallyShipped'],
    ['Shipped', 'Shipped'],
    ['InvoiceUnconfirmed', 'Shipped'],
    ['Canceled', 'Canceled'],
    ['Unfulfillable', 'Unfulfillable'],
    ['OnItsWayToTheMoon', 'Unrecognised'],
  ])('that says %s means %s', (word, status) => {
    expect(told({ summary: { OrderStatus: word } }).status).toBe(status);
  });

  it.each([
    ['the change has no time', { trigger: { TimeOfOrderChange: null } }, '2026-11-01T10:00:05.109Z'],
    ['the change has no trigger', { change: { OrderChangeTrigger: null } }, '2026-11-01T10:00:05.109Z'],
    [
      'nothing but its publication has one',
      { trigger: { TimeOfOrderChange: null }, notification: { EventTime: null } },
      '2026-11-01T10:00:06.000Z',
    ],
    [
      'a time is written with an offset',
      { trigger: { TimeOfOrderChange: '2026-11-01T12:00:00+02:00' } },
      '2026-11-01T10:00:00.000Z',
    ],
  ])('where %s is dated by the next best time', (_, changes, changedAt) => {
    expect(told(changes).changedAt).toBe(changedAt);
  });

  it('without a purchase date, ship-by or SKU is taken all the same', () => {
    const change = told({
      summary: { PurchaseDate: null, LatestShipDate: undefined, LatestDeliveryDate: '' },
      items: [{ ...changedItem, SellerSKU: null, QuantityShipped: undefined, IsBuyerRequestedCancel: undefined }],
    });
    expect(change.purchasedAt).toBeUndefined();
    expect(change.shipBy).toBeUndefined();
    expect(change.lines).toEqual([{ orderItemId: '05015851154158', quantity: 2 }]);
  });

  it('of one line, or of a level that Amazon has invented since, is not taken for the whole order', () => {
    expect(told({ change: { NotificationLevel: 'OrderItemLevel' } }).level).toBe('line');
    expect(told({ change: { NotificationLevel: 'ParcelLevel' } }).level).toBe('line');
  });

  it("carries the buyer's wish to cancel, on whichever line it stands", () => {
    const items = [changedItem, { ...changedItem, OrderItemId: '05015851154159', IsBuyerRequestedCancel: true }];
    expect(told({ items, change: { OrderChangeType: 'BuyerRequestedChange' } })).toMatchObject({
      buyerRequestsCancel: true,
      changeType: 'buyer-request',
    });
  });

  it('means the same when it came through a topic of SNS', () => {
    const body = orderChangeBody();
    expect(parsed(throughSns(JSON.stringify(body)))).toEqual(parsed(body));
  });
});

describe('a message that is none of ours', () => {
  it.each([
    ['another notification', { NotificationType: 'ANY_OFFER_CHANGED', Payload: {} }],
    ['a notification in camelCase', { notificationType: 'FEED_PROCESSING_FINISHED', payload: {} }],
    ['a topic that wants to be confirmed', { Type: 'SubscriptionConfirmation', Token: 'x' }],
    ['a topic within a topic', throughSns(JSON.stringify(throughSns('{}')))],
  ])('is known as such: %s', (_, body) => {
    expect(parsed(body)).toEqual({ notOurs: 'another-type' });
  });
});

describe('a message that nobody can read', () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['nothing', '', 'body'],
    ['no JSON', '<xml/>', 'body'],
    ['JSON cut off', JSON.stringify(orderChangeBody()).slice(0, 300), 'body'],
    ['a list', '[]', 'answer'],
    ['null', 'null', 'answer'],
    ['a text', '"ORDER_CHANGE"', 'answer'],
    ['an object of nothing', '{}', 'NotificationType'],
    ['a type that is none', '{"NotificationType":42}', 'NotificationType'],
    ['a topic that carries no JSON', JSON.stringify(throughSns('hello')), 'Message'],
    ['its own name as prototype', '{"__proto__":{"NotificationType":"ORDER_CHANGE"}}', 'NotificationType'],
  ])('is named by its place, never by its content: %s', (_, body, place) => {
    expect(parseOrderChange(body)).toEqual({ poisonedAt: place });
  });

  it('and is nested too deeply is refused, not followed to the end', () => {
    expect(parseOrderChange(nested)).toHaveProperty('poisonedAt');
  });

  const payload = 'Payload.OrderChangeNotification';
  it.each([
    ['no payload', { notification: { Payload: null } }, 'Payload'],
    ['no identity', { notification: { NotificationMetadata: {} } }, 'NotificationMetadata.NotificationId'],
    [
      'an order id that could break out of a filter',
      { change: { AmazonOrderId: "1' OR ''='" } },
      `${payload}.AmazonOrderId`,
    ],
    ['a seller in small letters', { change: { SellerId: 'seller' } }, `${payload}.SellerId`],
    ['a marketplace as a number', { summary: { MarketplaceId: 7 } }, `${payload}.Summary.MarketplaceId`],
    ['a third way of fulfilment', { summary: { FulfillmentType: 'XFN' } }, `${payload}.Summary.FulfillmentType`],
    ['no status', { summary: { OrderStatus: '' } }, `${payload}.Summary.OrderStatus`],
    ['lines that are no list', { summary: { OrderItems: 'mug' } }, `${payload}.Summary.OrderItems`],
    ['half a mug', { items: [{ ...changedItem, Quantity: 0.5 }] }, `${payload}.Summary.OrderItems.0.Quantity`],
    ['less than no mugs', { items: [{ ...changedItem, Quantity: -1 }] }, `${payload}.Summary.OrderItems.0.Quantity`],
    [
      'a time of the day only',
      { trigger: { TimeOfOrderChange: '10:00' } },
      `${payload}.OrderChangeTrigger.TimeOfOrderChange`,
    ],
  ])('has %s, and says where', (_, changes, place) => {
    expect(parsed(orderChangeBody(changes))).toEqual({ poisonedAt: place });
  });

  it('has no time anywhere, so that nothing tells what came first', () => {
    const body = orderChangeBody({
      trigger: { TimeOfOrderChange: null },
      notification: { EventTime: null, NotificationMetadata: { NotificationId: 'x' } },
    });
    expect(parsed(body)).toEqual({ poisonedAt: 'EventTime' });
  });
});
