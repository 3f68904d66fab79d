import { z } from 'zod';
import { parseAmazonOrderId, parseCommerceOrderNumber, parseOrderItemId } from '../domain/ids.js';
import { given } from '../remote/given.js';
import type { ChangePosition, CommerceOrder, CommerceShipment } from './port.js';
import { maybe, moneyFromWire, wireAmount, wireId, wireQuantity, wireText, wireTime } from './wire-values.js';

/** Asked for by name, so that names and addresses stay in Commerce. */
export const orderFields =
  'entity_id,increment_id,store_id,ext_order_id,state,status,grand_total,order_currency_code,updated_at,' +
  'items[item_id,ext_order_item_id,sku,qty_ordered,qty_shipped,qty_canceled]';

const orderItem = z
  .object({
    item_id: wireId,
    ext_order_item_id: maybe(wireText),
    sku: wireText,
    qty_ordered: wireQuantity,
    qty_shipped: maybe(wireQuantity),
    qty_canceled: maybe(wireQuantity),
  })
  .transform((wire) => ({
    lineId: wire.item_id,
    sku: wire.sku,
    quantityOrdered: wire.qty_ordered,
    quantityShipped: wire.qty_shipped ?? 0,
    quantityCancelled: wire.qty_canceled ?? 0,
    ...given({ orderItemId: parseOrderItemId(wire.ext_order_item_id) }),
  }));

const orderColumns = z.object({
  entity_id: wireId,
  increment_id: wireText,
  store_id: wireId,
  ext_order_id: maybe(wireText),
  state: z.string(),
  status: maybe(z.string()),
  grand_total: wireAmount,
  order_currency_code: z.string(),
  updated_at: maybe(wireTime),
  items: z.array(orderItem),
});

const orderOr = (updatedAtDefault: string | undefined) =>
  orderColumns.transform((wire, context): CommerceOrder => {
    const number = parseCommerceOrderNumber(wire.increment_id);
    const grandTotal = moneyFromWire(wire.grand_total, wire.order_currency_code);
    const updatedAt = wire.updated_at ?? updatedAtDefault;
    if (number === undefined || grandTotal === undefined || updatedAt === undefined) {
      const place = number === undefined ? 'increment_id' : grandTotal === undefined ? 'grand_total' : 'updated_at';
      context.addIssue({ code: 'custom', path: [place], message: 'not in a form that we know' });
      return z.NEVER;
    }
    return {
      entityId: wire.entity_id,
      number,
      storeId: wire.store_id,
      state: wire.state,
      // NULL for an order that somebody commented without one.
      status: wire.status ?? '',
      grandTotal,
      updatedAt,
      lines: wire.items,
      ...given({ amazonOrderId: parseAmazonOrderId(wire.ext_order_id) }),
    };
  });

export const wireOrder = orderOr(undefined);
/** In a list of the whole store view, other systems' orders must not be able to stop us with a shape of their own. */
export const wireChangedOrder = z.union([
  wireOrder.transform((order): ChangedOrder => {
    const { updatedAt, entityId } = order;
    return { order, position: { updatedAt, entityId } };
  }),
  z
    .object({ entity_id: wireId, updated_at: wireTime, ext_order_id: maybe(wireText) })
    .refine(({ ext_order_id }) => parseAmazonOrderId(ext_order_id) === undefined)
    .transform(
      ({ entity_id, updated_at }): ChangedOrder => ({ position: { updatedAt: updated_at, entityId: entity_id } }),
    ),
]);
type ChangedOrder = { readonly order?: CommerceOrder; readonly position: ChangePosition };
/** The database fills in the time of the update: the answer to a POST may come without. */
export const wireCreatedOrder = (now: string) => orderOr(now);

export const shipmentFields =
  'items[entity_id,order_id,created_at,items[order_item_id,qty],tracks[track_number,carrier_code,title],' +
  'comments[comment]],total_count';

const list = <T extends z.ZodType>(schema: T) => maybe(z.array(schema)).transform((values) => values ?? []);

export const wireShipment = z
  .object({
    entity_id: wireId,
    order_id: wireId,
    created_at: wireTime,
    items: list(z.object({ order_item_id: wireId, qty: wireQuantity })),
    tracks: list(z.object({ track_number: maybe(wireText), carrier_code: maybe(wireText), title: maybe(wireText) })),
    comments: list(z.object({ comment: maybe(wireText) })),
  })
  .transform(
    (wire): CommerceShipment => ({
      shipmentId: wire.entity_id,
      orderEntityId: wire.order_id,
      createdAt: wire.created_at,
      lines: wire.items.map(({ order_item_id, qty }) => ({ lineId: order_item_id, quantity: qty })),
      tracks: wire.tracks.map((track) => ({
        number: track.track_number ?? '',
        carrierCode: track.carrier_code ?? '',
        title: track.title ?? '',
      })),
      comments: wire.comments.flatMap(({ comment }) => (comment === undefined ? [] : [comment])),
    }),
  );

/** Any search: what the items are is said by the schema given. */
export const wireList = <T extends z.ZodType>(item: T) => z.object({ items: list(item), total_count: maybe(wireId) });

export const wireComment = z.object({ comment: maybe(wireText) });

export const wireProduct = z.object({
  id: wireId,
  sku: wireText,
  name: maybe(wireText),
  status: wireId,
  type_id: z.string(),
  extension_attributes: maybe(z.object({ website_ids: maybe(z.array(wireId)) })),
});

export const wireCountry = z.object({
  id: z.string(),
  available_regions: list(z.object({ id: wireId, code: wireText, name: wireText })),
});

export const wireCustomer = z.object({ id: wireId, group_id: wireId });

export const wireStoreConfig = z.object({
  id: wireId,
  code: z.string(),
  website_id: wireId,
  base_currency_code: z.string(),
  base_url: z.string(),
});
export const wireWebsite = z.object({ id: wireId, code: z.string().regex(/^\w{1,64}$/) });

export const wireStock = z.object({ stock_id: wireId });
export const wireSalability = z.object({
  sku: wireText,
  salable: z.boolean(),
  errors: list(z.object({ code: maybe(wireText) })),
});
