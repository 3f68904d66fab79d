import { amountOf, type Fields, type Json, round4, withoutNulls } from './json.js';
import { addressOfType, addressView } from './order-address.js';
import type { OrderRow } from './rows.js';

/** An order as REST answers it: null columns left out, what is due computed, the shipping in its assignment. */
export function orderView(order: OrderRow): Json {
  const billing = addressOfType(order, 'billing');
  const { shipping_method: _method, ...columns } = order.fields;
  const due = (prefix: string): number =>
    round4(amountOf(order.fields, `${prefix}grand_total`) - amountOf(order.fields, `${prefix}total_paid`));
  return {
    ...withoutNulls(columns),
    base_total_due: due('base_'),
    total_due: due(''),
    items: order.items.map(withoutNulls),
    ...(billing === undefined ? {} : { billing_address: addressView(billing) }),
    payment: paymentView(order.payment),
    status_histories: [...order.histories].reverse().map(historyView),
    extension_attributes: { shipping_assignments: [shippingAssignment(order)] },
  };
}

/** Required by the interface, so present even when empty. */
function paymentView(payment: Fields): Json {
  return { account_status: null, additional_information: [], cc_last4: null, ...withoutNulls(payment) };
}

export function historyView(history: Fields): Json {
  return { comment: null, ...withoutNulls(history) };
}

const shippingTotals = [
  'shipping_amount',
  'shipping_tax_amount',
  'shipping_discount_amount',
  'shipping_incl_tax',
  'shipping_invoiced',
  'shipping_refunded',
  'shipping_canceled',
];

function shippingAssignment(order: OrderRow): Json {
  const address = addressOfType(order, 'shipping');
  const total: Fields = {};
  for (const column of shippingTotals.flatMap((name) => [`base_${name}`, name])) {
    const value = order.fields[column];
    if (typeof value === 'number') total[column] = value;
  }
  return {
    shipping: withoutNulls({
      address: address === undefined ? null : addressView(address),
      method: order.fields['shipping_method'] ?? null,
      total,
    }),
    items: order.items.map(withoutNulls),
  };
}
