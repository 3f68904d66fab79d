import { parseAmazonOrderId, parseCommerceOrderNumber } from '../../../src/domain/ids.js';
import { isMoney, parseMoney } from '../../../src/domain/money.js';
import type { OrderRow } from '../../../src/http/order-index/order-row.js';

export const startOfDayMs = Date.parse('2026-03-10T00:00:00Z');
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const amazonOrderIdOf = (serial: number) => {
  const id = parseAmazonOrderId(`111-${String(serial).padStart(7, '0')}-0000000`);
  if (id === undefined) throw new Error('not an Amazon order id');
  return id;
};

type Wish = Partial<Omit<OrderRow, 'total' | 'totalUnits' | 'commerceOrderNumber'>> & {
  readonly total?: readonly [amount: string, currency: string];
  readonly commerceOrderNumber?: string;
};

/** The order with this serial number, bought that many minutes after the start of the day. */
export function orderRow(serial: number, { total, commerceOrderNumber, ...wish }: Wish = {}): OrderRow {
  const amazonOrderId = amazonOrderIdOf(serial);
  const money = total === undefined ? undefined : parseMoney(...total);
  const number = parseCommerceOrderNumber(commerceOrderNumber);
  return {
    workflowId: `amazon-order:SELLER1:${amazonOrderId}`,
    startedAtMs: startOfDayMs,
    changedAtMs: startOfDayMs,
    account: 'acme-us',
    amazonOrderId,
    status: 'AwaitingShipment',
    amazonStatus: 'Unshipped',
    fulfilledBy: 'FBM',
    purchasedAtMs: startOfDayMs + serial * minuteMs,
    needsAttention: false,
    ...(money !== undefined && isMoney(money) && total !== undefined
      ? { total: money, totalUnits: Number(total[0]) }
      : {}),
    ...(number === undefined ? {} : { commerceOrderNumber: number }),
    ...wish,
  };
}
