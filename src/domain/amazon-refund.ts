import type { Sku } from './ids.js';
import { decimalOf, type Money } from './money.js';

declare const brand: unique symbol;
/** Amazon's number of one refund, or of the transaction that it was booked by: it names the refund for ever. */
export type RefundId = string & { readonly [brand]: 'RefundId' };

export const parseRefundId = (raw: unknown): RefundId | undefined =>
  typeof raw === 'string' && /^[A-Za-z0-9_.:~=+/-]{1,120}$/.test(raw) ? (raw as RefundId) : undefined;

/** What Amazon paid back to the buyer of one order. Amounts are positive. Nothing personal. */
export type AmazonRefund = {
  readonly id: RefundId;
  readonly postedAt: string;
  readonly total: Money;
  readonly lines: readonly AmazonRefundLine[];
};

/** Amazon names the SKU of what was paid back, not the line of the order; `quantity` often is missing. */
export type AmazonRefundLine = { readonly sku?: Sku; readonly quantity?: number; readonly amount: Money };

export const refundText = ({ id, total }: AmazonRefund): string =>
  `${decimalOf(total)} ${total.currency}, refund ${id}`;
