import { isJsonObject, type Json, type JsonObject } from './json.js';

/** includedData, to the letter: each dataset adds these members of the order and of its items, and no other does. */
export const datasets = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
] as const;
export type Dataset = (typeof datasets)[number];

const orderMembers: Readonly<Partial<Record<string, Dataset>>> = {
  buyer: 'BUYER',
  recipient: 'RECIPIENT',
  proceeds: 'PROCEEDS',
  fulfillment: 'FULFILLMENT',
  packages: 'PACKAGES',
  tax: 'TAX',
  payment: 'PAYMENT',
  fulfillmentOrders: 'FULFILLMENT_ORDERS',
};

const itemMembers: Readonly<Partial<Record<string, Dataset>>> = {
  proceeds: 'PROCEEDS',
  expense: 'EXPENSE',
  promotion: 'PROMOTION',
  cancellation: 'CANCELLATION',
  fulfillment: 'FULFILLMENT',
  tax: 'TAX',
};

export function withDatasets(wire: JsonObject, included: readonly Dataset[]): JsonObject {
  const order = withMembers(wire, orderMembers, included);
  const items = order['orderItems'];
  if (!Array.isArray(items)) return order;
  return {
    ...order,
    orderItems: items.map((item: Json) => (isJsonObject(item) ? withMembers(item, itemMembers, included) : item)),
  };
}

function withMembers(
  value: JsonObject,
  members: Readonly<Partial<Record<string, Dataset>>>,
  included: readonly Dataset[],
): JsonObject {
  const kept = Object.entries(value).filter(([member]) => {
    const dataset = members[member];
    return dataset === undefined || included.includes(dataset);
  });
  return Object.fromEntries(kept);
}
