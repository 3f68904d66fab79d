import { createOrder } from '../create-order.js';
import type { Fields, Json } from '../json.js';
import { isRecord } from '../json.js';
import { cancelOrder, commentOrder, holdOrder, unholdOrder } from '../order-actions.js';
import { addressView, saveOrderAddress } from '../order-address.js';
import { addressType, orderType, statusHistoryType } from '../order-input-types.js';
import { historyView, orderView } from '../order-view.js';
import { type Call, idOf, type Route } from '../route.js';
import type { OrderRow } from '../rows.js';
import { parseSearchCriteria, type SearchCriteria, search, valuesAskedFor } from '../search-criteria.js';
import { columnsOf, type Parameter } from '../service-input.js';
import type { Shop } from '../shop.js';

const orderEntity: Parameter = { name: 'entity', type: { object: () => orderType }, isRequired: true };
const addressEntity: Parameter = { name: 'entity', type: { object: () => addressType }, isRequired: true };
const statusHistory: Parameter = { name: 'statusHistory', type: { object: () => statusHistoryType }, isRequired: true };
const orderColumns = new Set([...columnsOf(orderType), 'shipping_method', 'shipping_address_id']);

export const orderRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/V1/orders',
    operation: 'createOrder',
    resource: 'Magento_Sales::create',
    parameters: [orderEntity],
    handle: create,
  },
  {
    method: 'PUT',
    path: '/V1/orders/create',
    operation: 'createOrder',
    resource: 'Magento_Sales::create',
    parameters: [orderEntity],
    handle: create,
  },
  {
    method: 'PUT',
    path: '/V1/orders/{parent_id}',
    operation: 'updateOrderAddress',
    resource: 'Magento_Sales::create',
    parameters: [addressEntity],
    handle: (call) => addressView(saveOrderAddress(call.shop, idOf(call, 'parent_id'), argument(call, 'entity'))),
  },
  {
    method: 'GET',
    path: '/V1/orders',
    operation: 'listOrders',
    resource: 'Magento_Sales::actions_view',
    handle: list,
  },
  {
    method: 'GET',
    path: '/V1/orders/{id}',
    operation: 'getOrder',
    resource: 'Magento_Sales::actions_view',
    handle: (call) => orderView(call.shop.order(idOf(call, 'id'))),
  },
  {
    method: 'GET',
    path: '/V1/orders/{id}/statuses',
    operation: 'getOrderStatus',
    resource: 'Magento_Sales::actions_view',
    handle: (call) => call.shop.order(idOf(call, 'id')).fields['status'] ?? null,
  },
  {
    method: 'GET',
    path: '/V1/orders/{id}/comments',
    operation: 'listOrderComments',
    resource: 'Magento_Sales::actions_view',
    handle: comments,
  },
  {
    method: 'POST',
    path: '/V1/orders/{id}/comments',
    operation: 'commentOrder',
    resource: 'Magento_Sales::comment',
    parameters: [statusHistory],
    handle: (call) => commentOrder(call.shop, idOf(call, 'id'), argument(call, 'statusHistory')),
  },
  {
    method: 'POST',
    path: '/V1/orders/{id}/cancel',
    operation: 'cancelOrder',
    resource: 'Magento_Sales::cancel',
    handle: (call) => cancelOrder(call.shop, idOf(call, 'id')),
  },
  {
    method: 'POST',
    path: '/V1/orders/{id}/hold',
    operation: 'holdOrder',
    resource: 'Magento_Sales::hold',
    handle: (call) => holdOrder(call.shop, idOf(call, 'id')),
  },
  {
    method: 'POST',
    path: '/V1/orders/{id}/unhold',
    operation: 'unholdOrder',
    resource: 'Magento_Sales::unhold',
    handle: (call) => unholdOrder(call.shop, idOf(call, 'id')),
  },
  {
    method: 'POST',
    path: '/V1/orders/{id}/emails',
    operation: 'mailOrder',
    resource: 'Magento_Sales::emails',
    handle: mailOrder,
  },
];

function create(call: Call): Json {
  return orderView(createOrder(call.shop, argument(call, 'entity'), call.store));
}

function list(call: Call): Json {
  const criteria = parseSearchCriteria(call.query);
  return search<OrderRow>(criteria, {
    rows: candidates(call.shop, criteria),
    hasColumn: (column) => orderColumns.has(column),
    column: (order, column) => order.fields[column],
    view: orderView,
  });
}

/** The unique key spares a walk over all orders; the filters are still applied to what it finds. */
function candidates(shop: Shop, criteria: SearchCriteria): Iterable<OrderRow> {
  const ids = valuesAskedFor(criteria, 'entity_id');
  if (ids === undefined) return shop.orders.values();
  return ids.flatMap((id) => shop.orders.get(Number(id)) ?? []);
}

function comments(call: Call): Json {
  const items = call.shop.order(idOf(call, 'id')).histories.map(historyView);
  return { items, search_criteria: { filter_groups: [] }, total_count: items.length };
}

function mailOrder(call: Call): Json {
  const order = call.shop.order(idOf(call, 'id'));
  call.shop.mailBox.send({ kind: 'order', to: call.shop.customerMailOf(order), orderId: order.entityId });
  call.shop.changeBesideOrder(order.entityId, (draft) => {
    draft.fields['email_sent'] = 1;
  });
  return true;
}

function argument(call: Call, name: string): Fields {
  const value = call.arguments[name];
  return isRecord(value) ? { ...value } : {};
}
