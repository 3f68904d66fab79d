import { amazonOrderFromWire } from '../../src/amazon/amazon-order-from-wire.js';
import { orderToWire } from '../../src/commerce/order-to-wire.js';
import { blockerCodes, sentenceOf } from '../../src/domain/blocker.js';
import { draftOrder, isBlocker } from '../../src/domain/draft-order.js';
import { sightingOf } from '../../src/domain/order-sighting.js';
import type { Country } from '../../src/domain/regions.js';
import { request } from '../domain/orders.js';

export type Made =
  // biome-ignore lint/suspicious/noExplicitAny: a wire body is probed member by member
  { readonly body: any } | { readonly blockedBy: string; readonly says: string };

/** The whole way that an order takes, without the network: Amazon's bytes in, Commerce's bytes out, or the reason why not. */
export function madeInCommerce(
  wire: unknown,
  shop: { readonly baseCurrency: string; readonly country?: Country | 'not-found' },
): Made {
  const read = amazonOrderFromWire(JSON.parse(JSON.stringify(wire)));
  if (read === 'without-id') return { blockedBy: 'without-id', says: 'counted, since it cannot even be named' };
  if ('unreadableAt' in read) return blocked({ code: 'order-unreadable', subject: read.unreadableAt });
  JSON.stringify(sightingOf(read));
  const draft = draftOrder(
    request({
      order: read,
      products: new Map(read.lines.flatMap(({ sku }) => (sku === undefined ? [] : [[sku, { productId: 42 }]]))),
      storeView: { baseCurrency: shop.baseCurrency },
      ...(shop.country === undefined ? {} : { country: shop.country }),
    }),
  );
  if (isBlocker(draft)) return blocked(draft);
  return { body: JSON.parse(JSON.stringify(orderToWire(draft, { storeId: 1 }))) };
}

function blocked(blocker: Parameters<typeof sentenceOf>[0]): Made {
  const says = sentenceOf(blocker);
  if (!blockerCodes.includes(blocker.code) || says.trim() === '') throw new Error(`blocked without a reason: ${says}`);
  return { blockedBy: blocker.code, says };
}
