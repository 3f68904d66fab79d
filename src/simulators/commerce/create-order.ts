import { createHash } from 'node:crypto';
import { cutToColumns } from './column-lengths.js';
import { amountOf, type Fields, isList, isRecord, type Json, round4, textOf } from './json.js';
import { nextNumber } from './numbers.js';
import type { StoreView } from './options.js';
import { addressProblem, addressRow } from './order-address.js';
import { fillHistory } from './order-history.js';
import { deriveState } from './order-state.js';
import { badRequest, RestError, ShopCrash } from './rest-error.js';
import type { OrderRow } from './rows.js';
import type { Shop } from './shop.js';

/**
 * `POST /V1/orders`: a plain save. No mail, no reservation, no check of price or stock; the amounts are kept as given.
 * The checks come in Magento's order, and a failure of any of them leaves nothing behind.
 */
export function createOrder(shop: Shop, entity: Fields, urlStore: StoreView): OrderRow {
  if (entity['entity_id'] !== undefined && entity['entity_id'] !== null) return updateOrder(shop, entity);
  const row = draftOf(shop, entity);
  deriveState(row, shop.options);
  if (!isRecord(entity['payment'])) throw badRequest('Please provide payment for the order.');
  if (textOf(row.payment, 'method') === '') throw badRequest('The payment method you requested is not available.');
  const store = storeFor(shop, row.fields, urlStore);
  fillOrder(shop, row, store);
  if (shop.orders.withNumber(row.fields) !== undefined) throw badRequest('Unique constraint violation found');
  refuseUnknownCustomer(shop, row.fields);
  for (const address of row.addresses) {
    const problem = addressProblem(address, shop.options);
    if (problem.length > 0) throw badRequest("We can't save the address:\n%1", [problem.join('\n')]);
  }
  shop.orders.put(row);
  return row;
}

/** The setters, in the order in which the keys were sent. */
function draftOf(shop: Shop, entity: Fields): OrderRow {
  const fields: Fields = {};
  const addresses: Fields[] = [];
  for (const [key, value] of Object.entries(entity)) {
    if (key === 'billing_address') {
      // The address takes the order's e-mail at this very moment (#24130): sent after it, fine; sent before it, empty.
      if (isRecord(value)) addresses.push(addressRow(value, 'billing', fields['customer_email'] ?? null));
    } else if (!isList(value) && !isRecord(value)) fields[key] = rounded(value);
  }
  const shipping = shippingOf(entity);
  if (shipping !== undefined && amountOf(fields, 'is_virtual') === 0) {
    if (isRecord(shipping['address'])) {
      addresses.push(addressRow(shipping['address'], 'shipping', fields['customer_email'] ?? null));
    }
    fields['shipping_method'] = shipping['method'] ?? null;
  }
  return {
    entityId: shop.sequences.next('order'),
    fields: cutToColumns('order', fields),
    items: rowsOf(entity['items']).map((item) => itemRow(item)),
    addresses,
    payment: scalarsOf(entity['payment']),
    histories: rowsOf(entity['status_histories']).map(scalarsOf),
    invoices: [],
    shipments: [],
    creditmemos: [],
  };
}

/** Only the first assignment counts. */
function shippingOf(entity: Fields): { readonly [key: string]: Json } | undefined {
  const extension = entity['extension_attributes'];
  const [assignment] = isRecord(extension) ? rowsOf(extension['shipping_assignments']) : [];
  const shipping = assignment?.['shipping'];
  return isRecord(shipping) ? shipping : undefined;
}

const itemQuantities = ['qty_canceled', 'qty_invoiced', 'qty_ordered', 'qty_refunded', 'qty_shipped'];
const itemAmounts = [
  'price',
  'row_total',
  'row_invoiced',
  'tax_amount',
  'tax_invoiced',
  'discount_amount',
  'discount_invoiced',
  'amount_refunded',
];

/** Columns that the database fills with 0 when they are not sent. */
function itemRow(item: { readonly [key: string]: Json }): Fields {
  const row = scalarsOf(item);
  const defaults = [
    ...itemQuantities,
    ...itemAmounts.flatMap((column) => [column, `base_${column}`]),
    'tax_percent',
    'discount_percent',
  ];
  for (const column of defaults) row[column] ??= 0;
  return cutToColumns('item', row);
}

function storeFor(shop: Shop, fields: Fields, urlStore: StoreView): StoreView {
  const storeId = fields['store_id'];
  if (storeId === undefined || storeId === null) return urlStore; // kept as NULL, which escapes the unique key
  const store = shop.storeById(Number(storeId));
  if (store === undefined) {
    throw new RestError(404, "The store that was requested wasn't found. Verify the store and try again.");
  }
  return store;
}

function fillOrder(shop: Shop, row: OrderRow, store: StoreView): void {
  const { fields } = row;
  const now = shop.now();
  if (textOf(fields, 'increment_id') === '') fields['increment_id'] = nextNumber(shop, 'order', store);
  fields['entity_id'] = row.entityId;
  fields['store_name'] = `Main Website\nMain Website Store\n${store.name ?? store.code}`;
  fields['total_item_count'] = row.items.length;
  fields['protect_code'] = createHash('sha256')
    .update(`${row.entityId} ${textOf(fields, 'increment_id')}`)
    .digest('hex')
    .slice(5, 37);
  fields['created_at'] ??= now; // an ERP that polls by it would miss an order with an older one
  fields['updated_at'] = now;
  for (const address of row.addresses)
    Object.assign(address, { entity_id: shop.sequences.next('address'), parent_id: row.entityId });
  fields['billing_address_id'] =
    row.addresses.find((address) => address['address_type'] === 'billing')?.['entity_id'] ?? null;
  for (const item of row.items) {
    Object.assign(item, {
      item_id: shop.sequences.next('order_item'),
      order_id: row.entityId,
      created_at: now,
      updated_at: now,
    });
    item['product_type'] ??= 'simple';
  }
  Object.assign(row.payment, { entity_id: shop.sequences.next('payment'), parent_id: row.entityId });
  row.payment['additional_information'] ??= [];
  for (const history of row.histories) fillHistory(shop, row, history);
}

/** A foreign key: the database refuses, the caller sees a 500. */
function refuseUnknownCustomer(shop: Shop, fields: Fields): void {
  const customerId = fields['customer_id'];
  if (typeof customerId !== 'number' || customerId === 0) return;
  if (shop.customers.get(customerId) === undefined) throw new ShopCrash('foreign key sales_order.customer_id');
}

/** An `entity_id` turns the call into an update (#8020): columns are overwritten, nothing is created. Never send it. */
function updateOrder(shop: Shop, entity: Fields): OrderRow {
  const entityId = Number(entity['entity_id']);
  if (shop.orders.get(entityId) === undefined) throw new ShopCrash('foreign key of rows of an unknown order');
  const clash = shop.orders.withNumber({ ...shop.order(entityId).fields, ...scalarsOf(entity) });
  if (clash !== undefined && clash.entityId !== entityId) throw badRequest('Unique constraint violation found');
  shop.changeOrder(entityId, (draft) => {
    Object.assign(draft.fields, cutToColumns('order', scalarsOf(entity)));
    for (const history of rowsOf(entity['status_histories']).map(scalarsOf)) {
      fillHistory(shop, draft, history);
      draft.histories.push(history);
    }
  });
  return shop.order(entityId);
}

function rowsOf(value: Json | undefined): readonly { readonly [key: string]: Json }[] {
  return isList(value) ? value.filter(isRecord) : [];
}

function scalarsOf(value: Json | undefined): Fields {
  const fields: Fields = {};
  if (!isRecord(value)) return fields;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'additional_information' || !(isList(child) || isRecord(child))) fields[key] = rounded(child);
  }
  return fields;
}

function rounded(value: Json): Json {
  return typeof value === 'number' ? round4(value) : value;
}
