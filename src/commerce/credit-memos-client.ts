import { z } from 'zod';
import { parseOrderItemId } from '../domain/ids.js';
import { addMoney, decimalOf, type Money, negateMoney } from '../domain/money.js';
import { given } from '../remote/given.js';
import { allPages } from './all-pages.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceCreditMemos, RefundableLine } from './port.js';
import { failureOf, isEntityMissing, type RestTransport, refusalAsFailure } from './rest-transport.js';
import { maybe, moneyFromWire, wireAmount, wireId, wireQuantity, wireText } from './wire-values.js';

/** Asked for by name, so that names and addresses stay in Commerce. */
const standingFields =
  'state,order_currency_code,total_paid,total_refunded,shipping_amount,shipping_refunded,' +
  'items[item_id,ext_order_item_id,qty_invoiced,qty_refunded,row_invoiced,tax_invoiced,discount_invoiced]';
const memoFields = 'items[grand_total,comments[comment]],total_count';

const wireLine = z.object({
  item_id: wireId,
  ext_order_item_id: maybe(wireText),
  qty_invoiced: maybe(wireQuantity),
  qty_refunded: maybe(wireQuantity),
  row_invoiced: maybe(wireAmount),
  tax_invoiced: maybe(wireAmount),
  discount_invoiced: maybe(wireAmount),
});

const wireStanding = z.object({
  state: z.string(),
  order_currency_code: z.string(),
  total_paid: maybe(wireAmount),
  total_refunded: maybe(wireAmount),
  shipping_amount: maybe(wireAmount),
  shipping_refunded: maybe(wireAmount),
  items: z.array(wireLine),
});

const wireMemo = z.object({
  grand_total: wireAmount,
  comments: maybe(z.array(z.object({ comment: maybe(wireText) }))),
});

export const createCreditMemosClient = (transport: RestTransport): CommerceCreditMemos => ({
  async standing(entityId) {
    const call = {
      operation: 'readRefundStanding',
      method: 'GET',
      path: `/V1/orders/${entityId}`,
      query: [['fields', standingFields]],
    } as const;
    const answer = await transport.call(call);
    if ('refused' in answer) {
      if (isEntityMissing(answer.refused)) return 'not-found';
      throw refusalAsFailure(call, answer.refused);
    }
    const order = parsedAnswer(wireStanding, answer.json, call);
    const money = (amount: z.infer<typeof wireAmount> | undefined): Money => {
      const parsed = moneyFromWire(amount ?? 0, order.order_currency_code);
      if (parsed === undefined) throw failureOf(call, { kind: 'malformed-answer', at: 'amounts' });
      return parsed;
    };
    const memos = await allPages({
      transport,
      call: { operation: 'findCreditMemos', method: 'GET', path: '/V1/creditmemos' },
      search: {
        groups: [[{ field: 'order_id', value: entityId }]],
        fields: memoFields,
        sortBy: ['entity_id'],
      },
      item: wireMemo,
    });
    return {
      state: order.state,
      paid: money(order.total_paid),
      refunded: money(order.total_refunded),
      shippingLeft: addMoney(money(order.shipping_amount), negateMoney(money(order.shipping_refunded))),
      lines: order.items.map(
        (line): RefundableLine => ({
          lineId: line.item_id,
          quantityInvoiced: line.qty_invoiced ?? 0,
          quantityRefunded: line.qty_refunded ?? 0,
          row: money(line.row_invoiced),
          tax: money(line.tax_invoiced),
          discount: money(line.discount_invoiced),
          ...given({ orderItemId: parseOrderItemId(line.ext_order_item_id) }),
        }),
      ),
      memos: memos.map(({ grand_total, comments = [] }) => ({
        total: money(grand_total),
        comments: comments.flatMap(({ comment }) => comment ?? []),
      })),
    };
  },

  async create({ orderEntityId, lines, adjustmentPositive, adjustmentNegative, comment, returnedLineIds }) {
    // Commerce takes an empty list for everything that was invoiced.
    if (lines.length === 0) throw new Error('a credit memo that names no line pays everything back');
    const answer = await transport.call({
      operation: 'createCreditMemo',
      method: 'POST',
      path: `/V1/order/${orderEntityId}/refund`,
      isAppended: true,
      body: {
        items: lines.map(({ lineId, quantity }) => ({ order_item_id: lineId, qty: quantity })),
        notify: false,
        appendComment: false,
        comment: { comment, is_visible_on_front: 0 },
        arguments: {
          shipping_amount: 0,
          adjustment_positive: Number(decimalOf(adjustmentPositive)),
          adjustment_negative: Number(decimalOf(adjustmentNegative)),
          extension_attributes: { return_to_stock_items: returnedLineIds },
        },
      },
    });
    return 'json' in answer ? 'created' : { refused: answer.refused.text };
  },
});
