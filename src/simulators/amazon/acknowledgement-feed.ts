import type { OrderBook } from './order-book.js';
import { itemsCancelled } from './order-moves.js';
import { type OrderRecord, quantityShipped, quantityUnshipped } from './order-record.js';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from './xml.js';

/**
 * POST_ORDER_ACKNOWLEDGEMENT_DATA: `Success` links the merchant's own order number, `Failure` cancels items. Every line
 * is judged by itself; the report says what became of it. Amazon publishes no result codes for orders: these are ours.
 */
export type LineResult = {
  readonly messageId: string;
  readonly outcome: 'done' | 'warning' | 'error';
  readonly code: string;
  readonly description: string;
};
export type FeedOutcome = { readonly lines: readonly LineResult[] } | { readonly fatal: string };

type Context = {
  readonly book: OrderBook;
  readonly sellerId: string;
  /** How many messages are applied before the feed dies; absent: all. */
  readonly appliedMax?: number | undefined;
  /** A fault may refuse a line that is right. */
  readonly isRefusedByFault: (amazonOrderId: string) => boolean;
};

const cancelReasons = [
  'NoInventory',
  'ShippingAddressUndeliverable',
  'CustomerExchange',
  'BuyerCanceled',
  'GeneralAdjustment',
  'CarrierCreditDecision',
  'RiskAssessmentInformationNotValid',
  'CarrierCoverageFailure',
  'CustomerReturn',
  'MerchandiseNotReceived',
];

export function applyAcknowledgements(document: string, context: Context): FeedOutcome {
  const envelope = parseXml(document);
  if (envelope === 'malformed' || envelope.name !== 'AmazonEnvelope')
    return { fatal: 'The document is no AmazonEnvelope.' };
  if (textOf(envelope, 'MessageType') !== 'OrderAcknowledgement')
    return { fatal: 'MessageType does not fit the feed.' };
  if (textOf(childOf(envelope, 'Header'), 'MerchantIdentifier') !== context.sellerId) {
    return { fatal: 'MerchantIdentifier is not the seller.' };
  }
  const messages = childrenOf(envelope, 'Message');
  return { lines: messages.slice(0, context.appliedMax).map((message) => applyMessage(message, context)) };
}

function applyMessage(message: XmlElement, context: Context): LineResult {
  const messageId = textOf(message, 'MessageID') ?? '';
  const acknowledgement = childOf(message, 'OrderAcknowledgement');
  const amazonOrderId = textOf(acknowledgement, 'AmazonOrderID') ?? '';
  const error = (code: string, description: string): LineResult => ({ messageId, outcome: 'error', code, description });
  const order = context.book.find(amazonOrderId);
  if (acknowledgement === undefined || order === undefined || order.sellerId !== context.sellerId) {
    return error('SIM-UNKNOWN-ORDER', `Order ${amazonOrderId} is unknown.`);
  }
  if (context.isRefusedByFault(amazonOrderId)) return error('SIM-REFUSED', `Order ${amazonOrderId} cannot be changed.`);
  switch (textOf(acknowledgement, 'StatusCode')) {
    case 'Success':
      context.book.change(order, { ...order, sellerOrderId: textOf(acknowledgement, 'MerchantOrderID') });
      return { messageId, outcome: 'done', code: '', description: '' };
    case 'Failure':
      return cancelItems({ order, acknowledgement, messageId, book: context.book });
    default:
      return error('SIM-STATUS-CODE', 'StatusCode is Success or Failure.');
  }
}

type Cancelling = {
  readonly order: OrderRecord;
  readonly acknowledgement: XmlElement;
  readonly messageId: string;
  readonly book: OrderBook;
};

function cancelItems({ order, acknowledgement, messageId, book }: Cancelling): LineResult {
  const error = (code: string, description: string): LineResult => ({ messageId, outcome: 'error', code, description });
  if (order.fulfilledBy === 'AMAZON') return error('SIM-NOT-MERCHANT', 'The order is fulfilled by Amazon.');
  const isOpen = ['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'].includes(order.status);
  if (!isOpen) return error('SIM-STATUS', `An order in ${order.status} is not cancelled by feed.`);
  const wanted = wantedQuantities(acknowledgement, order);
  if ('refused' in wanted) return error(...wanted.refused);
  // The trap: Amazon obeys although goods are on their way, and refunds the buyer in full.
  if (order.items.some((item) => quantityShipped(order, item) > 0)) {
    book.change(order, { ...order, isRefundedByLateCancel: true });
    const description = 'Part of the order has shipped: the whole order was refunded.';
    return { messageId, outcome: 'warning', code: 'SIM-REFUNDED', description };
  }
  book.change(order, itemsCancelled(order, wanted.quantities, { by: 'MERCHANT', reason: wanted.reason }));
  return { messageId, outcome: 'done', code: '', description: '' };
}

function wantedQuantities(
  acknowledgement: XmlElement,
  order: OrderRecord,
):
  | { readonly quantities: ReadonlyMap<string, number>; readonly reason: string }
  | { readonly refused: readonly [string, string] } {
  const quantities = new Map<string, number>();
  let reason: string | undefined;
  for (const line of childrenOf(acknowledgement, 'Item')) {
    const item = order.items.find((each) => each.orderItemId === textOf(line, 'AmazonOrderItemCode'));
    if (item === undefined) return { refused: ['SIM-UNKNOWN-ITEM', 'AmazonOrderItemCode is not of this order.'] };
    reason = textOf(line, 'CancelReason');
    if (reason === undefined || !cancelReasons.includes(reason)) {
      return { refused: ['SIM-CANCEL-REASON', 'CancelReason is missing or unknown.'] };
    }
    const left = quantityUnshipped(order, item) + quantityShipped(order, item);
    const quantity = Number(textOf(line, 'Quantity') ?? left);
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > left) {
      return { refused: ['SIM-QUANTITY', 'Quantity is not between 1 and what is left.'] };
    }
    quantities.set(item.orderItemId, quantity);
  }
  return reason === undefined
    ? { refused: ['SIM-NO-ITEMS', 'A cancellation names its items.'] }
    : { quantities, reason };
}
