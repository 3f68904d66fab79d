import { addDocumentComment, type DocumentKind, entityIdOf } from '../document.js';
import {
  commentCreationType,
  commentType,
  creditmemoArgumentsType,
  creditmemoColumns,
  invoiceArgumentsType,
  invoiceColumns,
  itemCreationType,
  shipmentArgumentsType,
  shipmentColumns,
  trackCreationType,
  trackType,
} from '../document-input-types.js';
import { creditmemoView, documentView, shipmentView, trackView } from '../document-view.js';
import { invoiceOrder } from '../invoice-order.js';
import { amountOf, type Fields, isRecord, type Json, textOf } from '../json.js';
import { refundOrder } from '../refund-order.js';
import { notFound } from '../rest-error.js';
import { type Call, idOf, type Route } from '../route.js';
import type { DocumentRow, OrderRow } from '../rows.js';
import { parseSearchCriteria, search, valuesAskedFor } from '../search-criteria.js';
import { columnsOf, type ObjectType, type Parameter } from '../service-input.js';
import { addLateTrack, shipOrder } from '../ship-order.js';
import type { Shop } from '../shop.js';
import { documentRequest, refundRequest, shipRequest } from './document-requests.js';

function optional(name: string, type: Parameter['type']): Parameter {
  return { name, type, isRequired: false };
}

const shared: readonly Parameter[] = [
  optional('items', { listOf: () => itemCreationType }),
  optional('notify', 'bool'),
  optional('appendComment', 'bool'),
  optional('comment', { object: () => commentCreationType }),
];

const documentsOf: Readonly<Record<DocumentKind, (order: OrderRow) => readonly DocumentRow[]>> = {
  invoice: (order) => order.invoices,
  shipment: (order) => order.shipments,
  creditmemo: (order) => order.creditmemos,
};

export const documentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/V1/order/{orderId}/invoice',
    operation: 'invoiceOrder',
    resource: 'Magento_Sales::invoice',
    parameters: [...shared, optional('capture', 'bool'), optional('arguments', { object: () => invoiceArgumentsType })],
    handle: (call) => invoiceOrder(call.shop, idOf(call, 'orderId'), documentRequest(call.arguments)),
  },
  {
    method: 'POST',
    path: '/V1/order/{orderId}/ship',
    operation: 'shipOrder',
    resource: 'Magento_Sales::ship',
    parameters: [
      ...shared,
      optional('tracks', { listOf: () => trackCreationType }),
      optional('packages', 'any'),
      optional('arguments', { object: () => shipmentArgumentsType }),
    ],
    handle: (call) => shipOrder(call.shop, idOf(call, 'orderId'), shipRequest(call.arguments)),
  },
  {
    method: 'POST',
    path: '/V1/order/{orderId}/refund',
    operation: 'refundOrder',
    resource: 'Magento_Sales::creditmemo',
    parameters: [...shared, optional('arguments', { object: () => creditmemoArgumentsType })],
    handle: (call) => refundOrder(call.shop, idOf(call, 'orderId'), refundRequest(call.arguments)),
  },
  {
    method: 'POST',
    path: '/V1/shipment/track',
    operation: 'addShipmentTrack',
    resource: 'Magento_Sales::shipment',
    parameters: [{ name: 'entity', type: { object: () => trackType }, isRequired: true }],
    handle: (call) => trackView(addLateTrack(call.shop, argument(call, 'entity'))),
  },
  {
    method: 'GET',
    path: '/V1/invoices',
    operation: 'listInvoices',
    resource: 'Magento_Sales::sales_invoice',
    handle: (call) => list(call, { documents: (order) => order.invoices, columns: invoiceColumns, view: documentView }),
  },
  {
    method: 'GET',
    path: '/V1/shipments',
    operation: 'listShipments',
    resource: 'Magento_Sales::shipment',
    handle: (call) =>
      list(call, { documents: (order) => order.shipments, columns: shipmentColumns, view: shipmentView }),
  },
  {
    method: 'GET',
    path: '/V1/creditmemos',
    operation: 'listCreditmemos',
    resource: 'Magento_Sales::sales_creditmemo',
    handle: (call) =>
      list(call, { documents: (order) => order.creditmemos, columns: creditmemoColumns, view: creditmemoView }),
  },
  ...commentRoutes('invoice', '/V1/invoices/comments', 'Magento_Sales::sales_invoice'),
  ...commentRoutes('shipment', '/V1/shipment/{id}/comments', 'Magento_Sales::shipment'),
  ...commentRoutes('creditmemo', '/V1/creditmemo/{id}/comments', 'Magento_Sales::sales_creditmemo'),
  mailRoute('invoice', '/V1/invoices/{id}/emails', 'Magento_Sales::sales_invoice'),
  mailRoute('shipment', '/V1/shipment/{id}/emails', 'Magento_Sales::shipment'),
  mailRoute('creditmemo', '/V1/creditmemo/{id}/emails', 'Magento_Sales::sales_creditmemo'),
];

type Listing<Row extends DocumentRow> = {
  readonly documents: (order: OrderRow) => readonly Row[];
  readonly columns: ObjectType;
  readonly view: (row: Row) => Json;
};

function list<Row extends DocumentRow>(call: Call, { documents, columns, view }: Listing<Row>): Json {
  const criteria = parseSearchCriteria(call.query);
  const orderIds = valuesAskedFor(criteria, 'order_id');
  const orders =
    orderIds === undefined
      ? [...call.shop.orders.values()]
      : [...new Set(orderIds)].flatMap((id) => call.shop.orders.get(Number(id)) ?? []);
  const rows = orders.flatMap(documents).sort((left, right) => entityIdOf(left) - entityIdOf(right));
  const names = columnsOf(columns);
  return search<Row>(criteria, {
    rows,
    hasColumn: (column) => names.has(column),
    column: (row, column) => row.fields[column],
    view,
  });
}

function commentRoutes(kind: DocumentKind, path: string, resource: string): readonly Route[] {
  return [
    {
      method: 'POST',
      path,
      operation: `${kind}Comment`,
      resource,
      parameters: [{ name: 'entity', type: { object: () => commentType }, isRequired: true }],
      handle: (call) => comment(call, kind),
    },
  ];
}

function comment(call: Call, kind: DocumentKind): Json {
  const entity = argument(call, 'entity');
  const { shop } = call;
  const { order, id } = documentOf(
    shop,
    kind,
    call.path['id'] === undefined ? amountOf(entity, 'parent_id') : idOf(call, 'id'),
  );
  const isNotified = amountOf(entity, 'is_customer_notified') === 1;
  return shop.changeBesideOrder(order.entityId, (draft) => {
    const document = documentsOf[kind](draft).find((candidate) => entityIdOf(candidate) === id);
    if (document === undefined) throw notFound();
    const input = { comment: textOf(entity, 'comment'), isVisibleOnFront: amountOf(entity, 'is_visible_on_front') };
    addDocumentComment(shop, document, input, isNotified);
    shop.mailBox.sendComment(
      { kind: `${kind}_comment`, to: shop.customerMailOf(order), orderId: order.entityId },
      isNotified,
    );
    return document.comments.at(-1) ?? null;
  });
}

function mailRoute(kind: DocumentKind, path: string, resource: string): Route {
  return { method: 'POST', path, operation: `${kind}Mail`, resource, handle: (call) => mail(call, kind) };
}

function mail(call: Call, kind: DocumentKind): Json {
  const { order, id } = documentOf(call.shop, kind, idOf(call, 'id'));
  call.shop.mailBox.send({ kind, to: call.shop.customerMailOf(order), orderId: order.entityId });
  call.shop.changeBesideOrder(order.entityId, (draft) => {
    const document = documentsOf[kind](draft).find((candidate) => entityIdOf(candidate) === id);
    if (document !== undefined) document.fields['email_sent'] = 1;
  });
  return true;
}

function documentOf(shop: Shop, kind: DocumentKind, id: number): { readonly order: OrderRow; readonly id: number } {
  for (const order of shop.orders.values()) {
    if (documentsOf[kind](order).some((document) => entityIdOf(document) === id)) return { order, id };
  }
  throw notFound();
}

function argument(call: Call, name: string): Fields {
  const value = call.arguments[name];
  return isRecord(value) ? { ...value } : {};
}
