import { cutToColumns } from './column-lengths.js';
import {
  addDocumentComment,
  type DocumentRequest,
  documentHead,
  entityIdOf,
  notifyOfDocument,
  refuseDocument,
} from './document.js';
import { addTo, amountOf, type Fields, type Json, round4, textOf } from './json.js';
import { quantityToShip } from './order-quantities.js';
import { isVirtual, setState, stateOf } from './order-state.js';
import { badRequest } from './rest-error.js';
import type { OrderRow, ShipmentRow } from './rows.js';
import type { Shop } from './shop.js';
import { NotEnoughStock, type StockPlan } from './stock.js';

export type TrackInput = { readonly trackNumber: string; readonly title: string; readonly carrierCode: string };
export type ShipRequest = DocumentRequest & {
  readonly tracks: readonly TrackInput[];
  readonly sourceCode?: string | undefined;
};

/**
 * `POST /V1/order/{id}/ship`. Too much is cut to the rest and unknown item ids are dropped, without a word; a partial
 * shipment sent twice therefore ships twice while quantity is left.
 */
export function shipOrder(shop: Shop, orderId: number, request: ShipRequest): number {
  return shop.changeOrder(orderId, (order, stock) => {
    const lines = order.items.flatMap((item) => shipLine(item, request));
    refuseDocument('Shipment', shipProblems(order, lines, request));
    const sourceCode = request.sourceCode ?? stock.defaultSourceCode;
    const shipment = shipmentRow(shop, order, { lines, sourceCode });
    moveStock(stock, lines, sourceCode);
    for (const { item, quantity } of lines) addTo(item, 'qty_shipped', quantity);
    for (const track of request.tracks) addTrack(shop, order, shipment, trackFields(track));
    if (request.comment !== undefined) {
      addDocumentComment(shop, shipment, request.comment, request.isNotified && request.isCommentAppended);
    }
    order.shipments.push(shipment);
    if (stateOf(order) === 'new') setState(order, 'processing');
    if (request.isNotified) notifyOfDocument(shop, order, 'shipment', shipment);
    return entityIdOf(shipment);
  });
}

type Line = { readonly item: Fields; readonly quantity: number };

function shipLine(item: Fields, { quantities }: DocumentRequest): readonly Line[] {
  const open = quantityToShip(item);
  const wanted = quantities.size === 0 ? open : quantities.get(Number(item['item_id']));
  if (open <= 0 || wanted === undefined || wanted <= 0 || amountOf(item, 'is_virtual') !== 0) return [];
  return [{ item, quantity: Math.min(wanted, open) }];
}

function shipProblems(order: OrderRow, lines: readonly Line[], { tracks }: ShipRequest): readonly string[] {
  const problems: string[] = [];
  if (['payment_review', 'holded', 'canceled'].includes(stateOf(order)) || isVirtual(order.fields)) {
    problems.push(`A shipment cannot be created when an order has a status of ${textOf(order.fields, 'status')}`);
  } else if (!order.items.some((item) => quantityToShip(item) > 0)) {
    problems.push('The order does not allow a shipment to be created.');
  }
  if (!lines.some(({ quantity }) => quantity > 0)) problems.push("You can't create a shipment without products.");
  for (const track of tracks) if (track.trackNumber === '') problems.push('Please enter a tracking number.');
  return problems;
}

function shipmentRow(
  shop: Shop,
  order: OrderRow,
  { lines, sourceCode }: { readonly lines: readonly Line[]; readonly sourceCode: string },
): ShipmentRow {
  const head = documentHead(shop, order, 'shipment');
  const items = lines.map(({ item, quantity }) => ({
    entity_id: shop.sequences.next('shipment_item'),
    parent_id: head['entity_id'] ?? null,
    order_item_id: item['item_id'] ?? null,
    product_id: item['product_id'] ?? null,
    sku: item['sku'] ?? null,
    name: item['name'] ?? null,
    price: amountOf(item, 'price'),
    weight: amountOf(item, 'weight'),
    qty: quantity,
  }));
  const totalQuantity = round4(lines.reduce((sum, { quantity }) => sum + quantity, 0));
  const fields = { ...head, customer_id: order.fields['customer_id'] ?? null, total_qty: totalQuantity };
  return { fields, items, comments: [], tracks: [], sourceCode };
}

/** −N from the source, +N as reservation. An item without `product_id` belongs to no product and moves nothing. */
function moveStock(stock: StockPlan, lines: readonly Line[], sourceCode: string): void {
  try {
    for (const { item, quantity } of lines) {
      const product = stock.productById(Number(item['product_id'] ?? 0));
      if (product === undefined) continue;
      stock.deduct(product.sku, sourceCode, quantity);
      stock.reserve(product.sku, quantity, 'shipment_created');
    }
  } catch (error) {
    if (error instanceof NotEnoughStock) throw badRequest('Could not save a shipment, see error log for details');
    throw error;
  }
}

function trackFields(track: TrackInput): Fields {
  return { track_number: track.trackNumber, title: track.title, carrier_code: track.carrierCode };
}

export function addTrack(
  shop: Shop,
  order: OrderRow,
  shipment: ShipmentRow,
  fields: { readonly [key: string]: Json },
): Fields {
  const now = shop.now();
  const track = cutToColumns('track', {
    ...fields,
    entity_id: shop.sequences.next('track'),
    order_id: order.entityId,
    parent_id: shipment.fields['entity_id'] ?? null,
    created_at: now,
    updated_at: now,
  });
  shipment.tracks.push(track);
  return track;
}

/** A track that comes later changes no `updated_at`, neither the order's nor the shipment's: sweeps by time miss it. */
export function addLateTrack(shop: Shop, fields: Fields): Fields {
  const orderId = Number(fields['order_id'] ?? 0);
  const shipmentId = Number(fields['parent_id'] ?? 0);
  const isMatch = shop.orders.get(orderId)?.shipments.some((shipment) => entityIdOf(shipment) === shipmentId) === true;
  if (!isMatch || textOf(fields, 'track_number') === '') throw badRequest('Could not save the shipment tracking.');
  return shop.changeBesideOrder(orderId, (order) => {
    const shipment = order.shipments.find((candidate) => entityIdOf(candidate) === shipmentId);
    if (shipment === undefined) throw badRequest('Could not save the shipment tracking.');
    return addTrack(shop, order, shipment, fields);
  });
}
