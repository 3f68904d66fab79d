import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseAmount } from './amounts.js';
import { bodyOf } from './control-body.js';
import { ControlRefused } from './control-refused.js';
import type { OrderBook } from './order-book.js';
import type { OrderRecord } from './order-record.js';
import type { TransactionItem, Transactions } from './transactions.js';

/**
 * What Amazon pays back to buyers, on request:
 *
 * - `POST /_control/orders/{id}/refund` `{ items: [{ sku, product, tax?, shipping?, feesReturned?, quantity? }], refundId?, status?, postedDate? }`
 *   → the transaction
 */
type Deps = { readonly book: OrderBook; readonly transactions: Transactions };

const amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'a decimal string such as "12.34"');
const refund = z.strictObject({
  refundId: z.string().optional(),
  transactionId: z.string().optional(),
  status: z.enum(['DEFERRED', 'RELEASED', 'DEFERRED_RELEASED']).default('RELEASED'),
  postedDate: z.string().optional(),
  items: z
    .array(
      z.strictObject({
        sku: z.string(),
        product: amount,
        tax: amount.default('0'),
        shipping: amount.default('0'),
        feesReturned: amount.default('0'),
        quantity: z.int().min(1).optional(),
      }),
    )
    .min(1),
});

export function serveControlRefunds(app: FastifyInstance, { book, transactions }: Deps): void {
  app.post('/_control/orders/:id/refund', async (request) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const order = book.find(id);
    if (order === undefined) throw new ControlRefused(`there is no order ${id}`);
    const { refundId, transactionId, status, postedDate, items } = refund.parse(bodyOf(request));
    const transaction = {
      transactionId: transactionId ?? randomUUID(),
      sellerId: order.sellerId,
      marketplaceId: order.marketplaceId,
      amazonOrderId: order.amazonOrderId,
      refundId,
      currency: order.currency,
      postedDate: postedDate ?? book.eventTime(),
      status,
      items: items.map((item) => itemOf(item, order)),
    };
    transactions.add(transaction);
    return transaction;
  });
}

type Asked = z.infer<typeof refund>['items'][number];

function itemOf({ sku, quantity, ...amounts }: Asked, order: OrderRecord): TransactionItem {
  const item = order.items.find((each) => each.sku === sku);
  if (item === undefined) throw new ControlRefused(`order ${order.amazonOrderId} has no item with SKU ${sku}`);
  const inCurrency = (raw: string): string => {
    const parsed = parseAmount(raw, order.currency);
    if (parsed === undefined) throw new ControlRefused(`"${raw}" is no amount of ${order.currency}`);
    return parsed;
  };
  return {
    sku,
    asin: item.asin,
    title: item.title,
    quantity,
    product: inCurrency(amounts.product),
    tax: inCurrency(amounts.tax),
    shipping: inCurrency(amounts.shipping),
    feesReturned: inCurrency(amounts.feesReturned),
  };
}
