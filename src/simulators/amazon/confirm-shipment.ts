import type { AmazonFaults } from './amazon-faults.js';
import { type ConfirmationRequest, parseConfirmation, refusalByOrder } from './confirmation-request.js';
import { type Answer, invalidInput, notFound } from './error-list.js';
import type { Operation, SellerCall } from './operation.js';
import type { OrderBook } from './order-book.js';
import { withPackage } from './order-moves.js';
import type { ConfirmationRecord, OrderRecord, PackageRecord } from './order-record.js';
import { amazonOrderIdPattern } from './seeded-order.js';
import { wireTime } from './wire-times.js';

/** Orders v0: confirmShipment. One package per call; the same packageReferenceId edits, also after the order shipped. */
type Deps = { readonly book: OrderBook; readonly faults: AmazonFaults; readonly nowMs: () => number };

export const confirmShipmentOperation = (deps: Deps): Operation => ({
  name: 'confirmShipment',
  method: 'POST',
  url: '/orders/v0/orders/:orderId/shipmentConfirmation',
  grant: 'seller',
  marketplacesOf: deps.book.marketplacesOf,
  handle: (call) => confirmShipment(call, deps),
});

const accepted: Answer = { status: 204 };

function confirmShipment(call: SellerCall, { book, faults, nowMs }: Deps): Answer {
  const orderId = call.parameters['orderId'] ?? '';
  if (!amazonOrderIdPattern.test(orderId)) {
    return invalidInput(`OrderId: ${orderId} is invalid, should be in 3-7-7 format.`);
  }
  const order = book.find(orderId);
  if (order === undefined || order.sellerId !== call.seller.sellerId) return notFound(`Order ${orderId}`);
  const request = parseConfirmation(call.rawBody, order);
  if ('refused' in request) return request.refused;
  const refusal = refusalByOrder(request, order);
  if (refusal !== undefined) return refusal;
  const at = wireTime(nowMs());
  const { packageReferenceId } = request;
  const dropped = faults.take(['dropped-204'], { operation: 'confirmShipment', subjects: [orderId, order.sellerId] });
  if (dropped !== undefined) {
    book.amend(counted(order, { packageReferenceId, at, effect: 'dropped' }));
    return { ...accepted, fault: dropped.kind };
  }
  const packed = packageOf(request, book.eventTime());
  const existing = order.packages.find((each) => each.packageReferenceId === packageReferenceId);
  // A repeat that says nothing new is no change at Amazon: its time does not move and nobody is told.
  if (existing !== undefined && isSamePackage(existing, packed)) {
    book.amend(counted(order, { packageReferenceId, at, effect: 'none' }));
    return accepted;
  }
  book.change(order, withPackage(counted(order, { packageReferenceId, at, effect: 'applied' }), packed));
  return accepted;
}

function packageOf(request: ConfirmationRequest, eventTime: string): PackageRecord {
  return {
    packageReferenceId: request.packageReferenceId,
    createdTime: eventTime,
    status: 'SHIPPED',
    detailedStatus: undefined,
    carrier: request.carrier,
    shippingService: request.shippingMethod,
    trackingNumber: request.trackingNumber,
    shipTime: wireTime(request.shipDateMs),
    items: request.items,
    madeBy: 'confirmShipment',
  };
}

function isSamePackage(a: PackageRecord, b: PackageRecord): boolean {
  const content = ({ carrier, shippingService, trackingNumber, shipTime, items }: PackageRecord): string =>
    JSON.stringify([carrier, shippingService, trackingNumber, shipTime, items]);
  return content(a) === content(b);
}

type Receipt = {
  readonly packageReferenceId: string;
  readonly at: string;
  readonly effect: 'applied' | 'none' | 'dropped';
};

function counted(order: OrderRecord, { packageReferenceId, at, effect }: Receipt): OrderRecord {
  const before = order.confirmations.find((each) => each.packageReferenceId === packageReferenceId);
  const after: ConfirmationRecord = {
    packageReferenceId,
    receivedCount: (before?.receivedCount ?? 0) + 1,
    droppedCount: (before?.droppedCount ?? 0) + (effect === 'dropped' ? 1 : 0),
    appliedCount: (before?.appliedCount ?? 0) + (effect === 'applied' ? 1 : 0),
    firstAt: before?.firstAt ?? at,
    lastAt: at,
  };
  const others = order.confirmations.filter((each) => each !== before);
  return { ...order, confirmations: [...others, after] };
}
