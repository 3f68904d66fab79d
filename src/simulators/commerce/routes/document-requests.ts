import type { CommentInput, DocumentRequest } from '../document.js';
import { amountOf, type Fields, isList, isRecord, type Json, textOf } from '../json.js';
import type { RefundRequest } from '../refund-order.js';
import type { ShipRequest } from '../ship-order.js';

/** Typed arguments of a document route, made plain. */

export function documentRequest(given: Fields): DocumentRequest {
  const quantities = new Map<number, number>();
  for (const item of rowsOf(given['items'])) quantities.set(amountOf(item, 'order_item_id'), amountOf(item, 'qty'));
  return {
    quantities,
    comment: commentOf(given['comment']),
    isNotified: given['notify'] === true,
    isCommentAppended: given['appendComment'] === true,
  };
}

export function shipRequest(given: Fields): ShipRequest {
  const sourceCode = extensionOf(given)['source_code'];
  return {
    ...documentRequest(given),
    tracks: rowsOf(given['tracks']).map((track) => ({
      trackNumber: textOf(track, 'track_number'),
      title: textOf(track, 'title'),
      carrierCode: textOf(track, 'carrier_code'),
    })),
    sourceCode: typeof sourceCode === 'string' && sourceCode !== '' ? sourceCode : undefined,
  };
}

export function refundRequest(given: Fields): RefundRequest {
  const options = isRecord(given['arguments']) ? given['arguments'] : {};
  const shippingAmount = options['shipping_amount'];
  const returned = extensionOf(given)['return_to_stock_items'];
  return {
    ...documentRequest(given),
    shippingAmount: typeof shippingAmount === 'number' ? shippingAmount : undefined,
    adjustmentPositive: amountOf({ ...options }, 'adjustment_positive'),
    adjustmentNegative: amountOf({ ...options }, 'adjustment_negative'),
    returnToStockItems: isList(returned) ? returned.filter((id) => typeof id === 'number') : [],
  };
}

function commentOf(value: Json | undefined): CommentInput | undefined {
  if (!isRecord(value)) return undefined;
  return { comment: textOf({ ...value }, 'comment'), isVisibleOnFront: amountOf({ ...value }, 'is_visible_on_front') };
}

function extensionOf(given: Fields): Fields {
  const options = given['arguments'];
  const extension = isRecord(options) ? options['extension_attributes'] : undefined;
  return isRecord(extension) ? { ...extension } : {};
}

function rowsOf(value: Json | undefined): readonly Fields[] {
  return isList(value) ? value.filter(isRecord).map((row) => ({ ...row })) : [];
}
