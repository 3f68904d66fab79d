import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { compensateReservations } from './compensate-reservations.js';
import { controlBody } from './control-body.js';
import { invoiceOrder } from './invoice-order.js';
import type { Json } from './json.js';
import { cancelOrder, commentOrder, holdOrder, unholdOrder } from './order-actions.js';
import { refundOrder } from './refund-order.js';
import { notFound, RestError } from './rest-error.js';
import type { OrderRow } from './rows.js';
import { addLateTrack, shipOrder } from './ship-order.js';
import type { Shop } from './shop.js';

/**
 * What an Admin user does in the shop, without REST: nothing of it is in the ledger, no integration is asked for.
 * `orderId` is the order's number or its id. Refusals are those of REST, with their texts.
 *
 *   POST /_control/admin/ship     { orderId, items?: [{ orderItemId, qty }], tracks?: [{ carrierCode, title, number }], comment?, sourceCode?, mail? }
 *   POST /_control/admin/track    { shipmentId, carrierCode, title, number }   a late one: changes no updated_at
 *   POST /_control/admin/invoice  { orderId, items?, comment?, mail? }
 *   POST /_control/admin/refund   { orderId, items?, shippingAmount?, adjustmentPositive?, adjustmentNegative?, returnToStock?: [orderItemId], comment?, mail? }
 *   POST /_control/admin/cancel | hold | unhold  { orderId }
 *   POST /_control/admin/comment  { orderId, comment, status?, mail? }
 *   POST /_control/admin/base-url { url }          Stores > Configuration > Web; `null`: as it is asked
 *   POST /_control/admin/compensate {}             the cron job that adds missing reservations → { added }
 *
 * `mail: true` is the ticked box "Email Copy of …".
 */
const orderReference = z.object({ orderId: z.union([z.string(), z.number()]).transform(String) });
const documentInput = orderReference.extend({
  items: z.array(z.object({ orderItemId: z.number().int(), qty: z.number().positive() })).default([]),
  comment: z.string().optional(),
  mail: z.boolean().default(false),
});
const trackInput = z.object({ carrierCode: z.string(), title: z.string().default(''), number: z.string() });
const shipInput = documentInput.extend({ tracks: z.array(trackInput).default([]), sourceCode: z.string().optional() });
const lateTrackInput = trackInput.extend({ shipmentId: z.coerce.number().int() });
const refundInput = documentInput.extend({
  shippingAmount: z.number().optional(),
  adjustmentPositive: z.number().default(0),
  adjustmentNegative: z.number().default(0),
  returnToStock: z.array(z.number().int()).default([]),
});
const baseUrlInput = z.object({ url: z.string().nullable() });
const commentInput = orderReference.extend({
  comment: z.string(),
  status: z.string().optional(),
  mail: z.boolean().default(false),
});

export function serveAdminActs(app: FastifyInstance, shop: Shop): void {
  const act = (name: string, run: (body: unknown) => Json): void => {
    app.post(`/_control/admin/${name}`, (request) => run(controlBody(request)));
  };
  act('ship', (body) => {
    const input = shipInput.parse(body);
    const tracks = input.tracks.map(({ carrierCode, title, number }) => ({ carrierCode, title, trackNumber: number }));
    return {
      shipmentId: shipOrder(shop, shippableIdOf(shop, input), {
        ...request(input),
        tracks,
        sourceCode: input.sourceCode,
      }),
    };
  });
  act('base-url', (body) => {
    shop.baseUrl = baseUrlInput.parse(body).url ?? undefined;
    return {};
  });
  act('invoice', (body) => {
    const input = documentInput.parse(body);
    return { invoiceId: invoiceOrder(shop, idOf(shop, input), request(input)) };
  });
  act('refund', (body) => {
    const input = refundInput.parse(body);
    const { shippingAmount, adjustmentPositive, adjustmentNegative, returnToStock: returnToStockItems } = input;
    const amounts = { shippingAmount, adjustmentPositive, adjustmentNegative, returnToStockItems };
    return { creditmemoId: refundOrder(shop, idOf(shop, input), { ...request(input), ...amounts }) };
  });
  act('compensate', () => ({ added: compensateReservations(shop) }));
  act('track', (body) => ({ track: lateTrack(shop, lateTrackInput.parse(body)) }));
  act('cancel', (body) => ({ done: cancelOrder(shop, idOf(shop, orderReference.parse(body))) }));
  act('hold', (body) => ({ done: holdOrder(shop, idOf(shop, orderReference.parse(body))) }));
  act('unhold', (body) => ({ done: unholdOrder(shop, idOf(shop, orderReference.parse(body))) }));
  act('comment', (body) => {
    const input = commentInput.parse(body);
    const orderId = idOf(shop, input);
    const status = input.status ?? shop.order(orderId).fields['status'] ?? null;
    const isNotified = input.mail ? 1 : 0;
    return { done: commentOrder(shop, orderId, { comment: input.comment, status, is_customer_notified: isNotified }) };
  });
}

type DocumentInput = z.output<typeof documentInput>;

function request({ items, comment, mail }: DocumentInput) {
  return {
    quantities: new Map(items.map(({ orderItemId, qty }) => [orderItemId, qty])),
    comment: comment === undefined ? undefined : { comment, isVisibleOnFront: 0 },
    isNotified: mail,
    isCommentAppended: false,
  };
}

function idOf(shop: Shop, { orderId }: { readonly orderId: string }): number {
  const row = shop.orders.find(orderId);
  if (row === undefined) throw notFound();
  return row.entityId;
}

/** The Admin's ship page takes the method apart at its underscore and breaks without one. */
function shippableIdOf(shop: Shop, input: { readonly orderId: string }): number {
  const orderId = idOf(shop, input);
  if (!String(shop.order(orderId).fields['shipping_method'] ?? '').includes('_')) {
    throw new RestError(400, 'The page for a new shipment breaks: the shipping method has no underscore.');
  }
  return orderId;
}

function lateTrack(shop: Shop, { shipmentId, carrierCode, title, number }: z.output<typeof lateTrackInput>): Json {
  const order = orderOfShipment(shop, shipmentId);
  return addLateTrack(shop, {
    order_id: order.entityId,
    parent_id: shipmentId,
    carrier_code: carrierCode,
    title,
    track_number: number,
  });
}

function orderOfShipment(shop: Shop, shipmentId: number): OrderRow {
  for (const order of shop.orders.values()) {
    if (order.shipments.some(({ fields }) => fields['entity_id'] === shipmentId)) return order;
  }
  throw notFound();
}
