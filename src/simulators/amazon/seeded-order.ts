import { z } from 'zod';
import { fulfillers, fulfillmentStatuses } from './order-record.js';
import { parseWireTime } from './wire-times.js';

/** `POST /_control/orders`: an order as a test or a demo day wants it, the rest filled in as at an ordinary purchase. */
const amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'a decimal string such as "12.34"');
const time = z.string().refine((raw) => parseWireTime(raw) !== undefined, 'an ISO 8601 time with a zone');
const text = z.string().min(1);
export const amazonOrderIdPattern = /^\d{3}-\d{7}-\d{7}$/;

const seededItem = z.strictObject({
  sku: text,
  title: text,
  quantity: z.int().min(1).max(100_000),
  unitPrice: amount,
  /** Amounts of the whole line. */
  tax: amount.optional(),
  shipping: amount.optional(),
  shippingTax: amount.optional(),
  discount: amount.optional(),
  /** Sign of the DISCOUNT breakdown: no example of Amazon shows it. The total is net of the discount either way. */
  discountSign: z.enum(['negative', 'positive']).optional(),
  giftWrap: z
    .union([
      amount,
      z.strictObject({ price: amount, tax: amount.optional(), level: text.optional(), message: text.optional() }),
    ])
    .optional(),
  orderItemId: text.optional(),
  asin: text.optional(),
});

export const seededOrder = z.strictObject({
  sellerId: text,
  amazonOrderId: z.string().regex(amazonOrderIdPattern, 'digits in 3-7-7 form').optional(),
  marketplaceId: text,
  fulfilledBy: z.enum(fulfillers),
  status: z.enum(fulfillmentStatuses).default('PENDING'),
  purchasedAt: time.optional(),
  /** For a backlog: absent, the order is seen as updated when it was seeded. */
  lastUpdatedAt: time.optional(),
  items: z.array(seededItem).min(1).max(500),
  currency: z.string().length(3).optional(),
  buyer: z
    .strictObject({
      name: text.optional(),
      email: text.optional(),
      companyName: text.optional(),
      purchaseOrderNumber: text.optional(),
    })
    .nullable()
    .optional(),
  address: z.record(z.string(), z.unknown()).nullable().optional(),
  shipBy: time.optional(),
  deliverBy: time.optional(),
  serviceLevel: text.optional(),
  programs: z.array(text).optional(),
  /** Verification of regulated goods; absent: the order holds none. */
  regulated: z.enum(['Pending', 'Approved', 'Rejected', 'Expired', 'Cancelled']).optional(),
  sellerOrderId: text.optional(),
  tip: amount.optional(),
  neverListed: z.boolean().optional(),
  indexLagMs: z.int().min(0).optional(),
  raw: z.record(z.string(), z.unknown()).optional(),
});
export type SeededOrder = z.infer<typeof seededOrder>;
export type SeededItem = SeededOrder['items'][number];
