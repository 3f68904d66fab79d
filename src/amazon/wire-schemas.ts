import { z } from 'zod';
import { parseAmazonOrderId, parseMarketplaceId, parseOrderItemId } from '../domain/ids.js';
import { isMoney, parseMoney } from '../domain/money.js';

/**
 * Orders API 2026-01-01, as far as we read it. Unknown fields are ignored; what we need and cannot read makes one order
 * unreadable. Amazon means the same by an absent field, `[]` and `""`, so that all of them arrive as `undefined`.
 */
const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (value === '' || value === null || (Array.isArray(value) && value.length === 0) ? undefined : value),
    schema.optional(),
  );

/** Turns one of our own parsers into a schema; what it refuses is a fault at that very place. */
function through<Out>(parse: (raw: string) => Out | undefined) {
  return z.string().transform((raw, context) => {
    const parsed = parse(raw);
    if (parsed === undefined) {
      context.addIssue('not in a form that we know');
      return z.NEVER;
    }
    return parsed;
  });
}

/** Exact: the amount is a string at Amazon and never becomes a float here. */
const money = z.object({ amount: z.string(), currencyCode: z.string() }).transform((wire, context) => {
  const parsed = parseMoney(wire.amount, wire.currencyCode);
  if (isMoney(parsed)) return parsed;
  const place = parsed.notMoney === 'unknown-currency' ? 'currencyCode' : 'amount';
  context.addIssue({ code: 'custom', path: [place], message: parsed.notMoney });
  return z.NEVER;
});

/** Amazon sends times with and without milliseconds; one form lets them be compared as text. */
const time = z.iso.datetime({ offset: true }).transform((raw) => new Date(raw).toISOString());
const quantity = z.number().int().nonnegative();
const text = z.string();

const timeRange = z.object({ latestDateTime: maybe(time) });

const itemProceeds = z.object({
  proceedsTotal: maybe(money),
  breakdowns: maybe(
    z.array(
      z.object({
        type: text,
        subtotal: money,
        detailedBreakdowns: maybe(z.array(z.object({ subtype: maybe(text), value: maybe(money) }))),
      }),
    ),
  ),
});

const orderItem = z.object({
  orderItemId: through(parseOrderItemId),
  quantityOrdered: quantity,
  programs: maybe(z.array(text)),
  product: z.object({
    title: maybe(text),
    sellerSku: maybe(text),
    price: maybe(z.object({ unitPrice: maybe(money) })),
  }),
  proceeds: maybe(itemProceeds),
  cancellation: maybe(
    z.object({
      cancellationRequest: maybe(z.object({ requester: maybe(text) })),
      cancellationExecution: maybe(z.object({ cancelledBy: maybe(text) })),
    }),
  ),
  fulfillment: maybe(
    z.object({
      quantityFulfilled: maybe(quantity),
      quantityUnfulfilled: maybe(quantity),
      packing: maybe(
        z.object({ giftOption: maybe(z.object({ giftMessage: maybe(text), giftWrapLevel: maybe(text) })) }),
      ),
      shipping: maybe(
        z.object({
          internationalShipping: maybe(z.object({ iossNumber: maybe(text) })),
          shippingConstraints: maybe(z.record(z.string(), z.unknown())),
        }),
      ).catch(undefined),
    }),
  ),
  tax: maybe(
    z.object({
      taxCollections: maybe(z.array(z.object({ model: maybe(text), responsibleParty: maybe(text) }))),
      taxCalculationBreakdowns: maybe(z.array(z.object({ reportingScheme: maybe(text) }))),
    }),
  ),
});

const deliveryAddress = z.object({
  name: maybe(text),
  companyName: maybe(text),
  addressLine1: maybe(text),
  addressLine2: maybe(text),
  addressLine3: maybe(text),
  city: maybe(text),
  districtOrCounty: maybe(text),
  stateOrRegion: maybe(text),
  municipality: maybe(text),
  postalCode: maybe(text),
  countryCode: maybe(text),
  phone: maybe(text),
});

const orderPackage = z.object({
  packageReferenceId: text.min(1),
  packageStatus: maybe(z.object({ status: maybe(text), detailedStatus: maybe(text) })),
  carrier: maybe(text),
  shipTime: maybe(time),
  shippingService: maybe(text),
  trackingNumber: maybe(text),
  packageItems: maybe(z.array(z.object({ orderItemId: through(parseOrderItemId), quantity }))),
});

export const wireOrder = z.object({
  orderId: through(parseAmazonOrderId),
  createdTime: time,
  lastUpdatedTime: time,
  salesChannel: z.object({ marketplaceId: through(parseMarketplaceId) }),
  programs: maybe(z.array(text)),
  associatedOrders: maybe(z.array(z.object({ orderId: maybe(text), associationType: maybe(text) }))),
  buyer: maybe(
    z.object({
      buyerName: maybe(text),
      buyerEmail: maybe(text),
      buyerCompanyName: maybe(text),
      buyerPurchaseOrderNumber: maybe(text),
    }),
  ),
  recipient: maybe(z.object({ deliveryAddress: maybe(deliveryAddress) })),
  proceeds: maybe(
    z.object({
      grandTotal: maybe(money),
      breakdowns: maybe(z.array(z.object({ type: text, subtotal: money }))),
    }),
  ),
  fulfillment: z.object({
    fulfillmentStatus: text.min(1),
    fulfilledBy: z.enum(['MERCHANT', 'AMAZON']),
    fulfillmentServiceLevel: maybe(text),
    shipByWindow: maybe(timeRange),
    deliverByWindow: maybe(timeRange),
  }),
  tax: maybe(
    z.object({
      taxRegistrations: maybe(
        z.array(
          z.object({
            entityType: maybe(text),
            taxRegistrationType: maybe(text),
            taxRegistrationNumber: maybe(text),
          }),
        ),
      ),
    }),
  ),
  orderItems: z.array(orderItem).min(1),
  packages: maybe(z.array(orderPackage)),
});
export type WireOrder = z.infer<typeof wireOrder>;
export type WireOrderItem = WireOrder['orderItems'][number];

/** Of an order that cannot be read, what is needed to show it all the same. */
export const wireOrderHead = z.object({
  orderId: through(parseAmazonOrderId),
  lastUpdatedTime: time.optional().catch(undefined),
  salesChannel: z
    .object({ marketplaceId: through(parseMarketplaceId).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The orders stay `unknown` here: each is parsed alone, so that one bad order cannot take the page along. */
export const wireOrdersPage = z.object({
  orders: z.array(z.unknown()),
  pagination: maybe(z.object({ nextToken: maybe(text) })),
  lastUpdatedBefore: maybe(time),
});

export const wireOrderAnswer = z.object({ order: z.unknown() });

/** Never trusted to be there: a gateway in front of Amazon answers what it likes. */
export const wireErrors = z.object({
  errors: z.array(z.object({ code: maybe(text), message: maybe(text), details: maybe(text) })).min(1),
});

/** Goods are regulated when there is something to tell of them. The status is one of five, or one invented since. */
export const wireRegulatedInfo = z.object({
  payload: z.object({
    RegulatedInformation: z.object({ Fields: z.array(z.unknown()) }),
    RegulatedOrderVerificationStatus: z.object({ Status: z.string().regex(/^\w{1,40}$/) }),
  }),
});
