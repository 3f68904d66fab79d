import { type Json, withoutNulls } from './json.js';
import type { DocumentRow, OrderRow, ShipmentRow } from './rows.js';

export function documentView({ fields, items, comments }: DocumentRow): Json {
  return { ...withoutNulls(fields), items: items.map(withoutNulls), comments: comments.map(withoutNulls) };
}

/** `base_cost` is required by the interface and therefore present even as null. */
export function creditmemoView({ fields, items, comments }: DocumentRow): Json {
  return {
    ...withoutNulls(fields),
    items: items.map((item) => ({ ...withoutNulls(item), base_cost: item['base_cost'] ?? null })),
    comments: comments.map(withoutNulls),
  };
}

export function shipmentView(shipment: ShipmentRow): Json {
  const { fields, items, comments, tracks, sourceCode } = shipment;
  return {
    ...withoutNulls(fields),
    packages: [],
    items: items.map(withoutNulls),
    tracks: tracks.map(trackView),
    comments: comments.map(withoutNulls),
    extension_attributes: { source_code: sourceCode },
  };
}

/** `weight`, `qty` and `description` are part of the interface and null unless they were sent. */
export function trackView(track: { readonly [key: string]: Json }): Json {
  return { weight: null, qty: null, description: null, ...withoutNulls(track) };
}

/** All comments of an order and of its documents, as the Admin's history tab lists them. */
export function historyOf({ histories, invoices, shipments, creditmemos }: OrderRow): Json {
  const of = (entity: string, comments: readonly { readonly [key: string]: Json }[]): readonly Json[] =>
    comments.map((comment) => ({ ...withoutNulls(comment), entity_name: entity }));
  return [
    ...of('order', histories),
    ...invoices.flatMap(({ comments }) => of('invoice', comments)),
    ...shipments.flatMap(({ comments }) => of('shipment', comments)),
    ...creditmemos.flatMap(({ comments }) => of('creditmemo', comments)),
  ];
}
