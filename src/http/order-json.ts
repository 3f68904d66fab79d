import type { OrderView } from '../../workflows/messages.js';
import { remedyOf, sentenceOf } from '../domain/blocker.js';
import { decimalOf, type Money } from '../domain/money.js';
import type { OrderRow } from './order-index/order-row.js';

/** Design §5, field by field: others rely on these names. What is not known is null. */
export const orderJsonOfRow = (row: OrderRow) => ({
  account: row.account,
  amazonOrderId: row.amazonOrderId,
  status: row.status,
  amazonStatus: row.amazonStatus,
  fulfilledBy: row.fulfilledBy,
  purchaseDate: instant(row.purchasedAtMs),
  shipBy: row.shipByMs === undefined ? null : instant(row.shipByMs),
  total: totalJsonOf(row.total),
  commerceOrderNumber: row.commerceOrderNumber ?? null,
  blockedBy: row.blockedBy ?? null,
  note: row.note ?? null,
  workflowId: row.workflowId,
});

export const orderJsonOfView = (view: OrderView, workflowId: string) => ({
  account: view.order.accountId,
  amazonOrderId: view.order.amazonOrderId,
  status: view.status,
  amazonStatus: view.amazonStatus,
  fulfilledBy: view.fulfilledBy,
  purchaseDate: instant(Date.parse(view.purchasedAt)),
  shipBy: view.shipBy === undefined ? null : instant(Date.parse(view.shipBy)),
  total: totalJsonOf(view.total),
  commerceOrderNumber: view.commerceOrderNumber ?? null,
  blockedBy: view.blocker?.code ?? null,
  note: view.note ?? null,
  workflowId,
});

/** `answeredBy: index` when no worker answers for the workflow: then items, packages and timeline are not known. */
export const detailJsonOfRow = (row: OrderRow) => ({
  ...orderJsonOfRow(row),
  answeredBy: 'index',
  blocker: null,
  cancelOpen: null,
  items: null,
  packages: null,
  timeline: null,
});

export const detailJsonOfView = (view: OrderView, workflowId: string) => ({
  ...orderJsonOfView(view, workflowId),
  answeredBy: 'workflow',
  blocker: blockerJsonOf(view),
  cancelOpen: view.cancelOpen ?? null,
  items: view.lines.map(({ orderItemId, sku, quantity, quantityShipped, quantityCancelled }) => ({
    orderItemId,
    sku: sku ?? null,
    quantity,
    quantityShipped,
    quantityCancelled,
  })),
  packages: view.packages.map((parcel) => ({
    id: parcel.id,
    source: parcel.source,
    carrier: parcel.carrier,
    service: parcel.service ?? null,
    trackingNumber: parcel.trackingNumber,
    furtherTrackingNumbers: parcel.furtherTrackingNumbers ?? [],
    shippedAt: parcel.shippedAt,
    items: parcel.lines.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
    inCommerce: parcel.inCommerce,
    atAmazon: parcel.atAmazon,
  })),
  timeline: view.timeline.map(({ at, what, detail, actor }) => ({ at, what, detail: detail ?? null, actor })),
});

function blockerJsonOf({ blocker }: OrderView) {
  if (blocker === undefined) return null;
  const { code, subject, since, tries, nextTryAt } = blocker;
  return {
    code,
    subject: subject ?? null,
    sentence: sentenceOf(blocker),
    remedy: remedyOf(blocker),
    since,
    tries,
    nextTryAt: nextTryAt ?? null,
  };
}

const totalJsonOf = (total: Money | undefined) =>
  total === undefined ? null : { amount: decimalOf(total), currency: total.currency };

const instant = (atMs: number): string => new Date(atMs).toISOString();
