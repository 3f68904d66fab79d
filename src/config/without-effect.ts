import type { AccountSettings } from './settings.js';

/**
 * What a file asks for and does not get, in sentences that are said at every start. Stock that is silently not reserved
 * would be worse than none promised.
 */
export function withoutEffect({ id, orders }: Pick<AccountSettings, 'id' | 'orders'>): readonly string[] {
  const said: string[] = [];
  if (orders.pending === 'reserve') said.push(`orders.pending: reserve has no effect, ${cannotReserve}`);
  if (orders.numberPrefix !== '' && orders.numberFrom === 'commerce') {
    said.push('orders.numberPrefix has no effect, since Commerce draws the numbers (orders.numberFrom: commerce).');
  }
  if (orders.customerGroup !== undefined && orders.customer === 'guest') {
    said.push('orders.customerGroup has no effect, since no customers are created (orders.customer: guest).');
  }
  return said.map((sentence) => `Account ${id}: ${sentence}`);
}

const cannotReserve =
  'since no REST route of Commerce reserves stock for an order: neither a Pending order nor a paid one lowers what can be sold.';
