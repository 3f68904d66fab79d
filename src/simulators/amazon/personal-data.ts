import { isJsonObject, type JsonObject } from './json.js';
import { isPending, type OrderRecord } from './order-record.js';

/** Who looks, and when: roles decide what of a buyer is shown at all, time when it is shown no more. */
export type Viewer = { readonly nowMs: number; readonly missingRoles: readonly string[] };

/** The relay address is given only in these states, and (so Amazon's text) for the merchant's own shipments. */
const statusesWithEmail = ['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'];

/** What Amazon leaves of an address to which it ships itself: enough to compute tax, not to find the door. */
const membersOfAmazonFulfilled = ['city', 'stateOrRegion', 'postalCode', 'countryCode'];

export function visibleBuyer(order: OrderRecord, { missingRoles }: Viewer): JsonObject | undefined {
  if (isPending(order) || missingRoles.includes('BUYER')) return undefined;
  const { name, email, companyName, purchaseOrderNumber } = order.buyer;
  const hasEmail = order.fulfilledBy === 'MERCHANT' && statusesWithEmail.includes(order.status);
  return unlessEmpty({
    buyerName: order.fulfilledBy === 'MERCHANT' ? name : undefined,
    buyerEmail: hasEmail ? email : undefined,
    buyerCompanyName: companyName,
    buyerPurchaseOrderNumber: purchaseOrderNumber,
  });
}

export function visibleAddress(order: OrderRecord, { nowMs, missingRoles }: Viewer): JsonObject | undefined {
  if (isPending(order) || order.status === 'CANCELLED' || !isJsonObject(order.address)) return undefined;
  if (missingRoles.includes('RECIPIENT')) return undefined;
  if (order.fulfilledBy === 'AMAZON') {
    const kept = Object.entries(order.address).filter(([member]) => membersOfAmazonFulfilled.includes(member));
    return unlessEmpty(Object.fromEntries(kept));
  }
  const isPhoneGone = order.status === 'SHIPPED' && nowMs > Date.parse(order.deliverBy.latest);
  return isPhoneGone ? { ...order.address, phone: undefined } : order.address;
}

function unlessEmpty(value: JsonObject): JsonObject | undefined {
  return Object.values(value).every((member) => member === undefined) ? undefined : value;
}
