import * as z from 'zod';
import {
  type AccountId,
  type AmazonOrderId,
  type CommerceOrderNumber,
  type OrderItemId,
  type PackageId,
  parseAccountId,
  parseAmazonOrderId,
  parseCommerceOrderNumber,
  parseOrderItemId,
  parsePackageId,
  parseSku,
  type Sku,
} from '../domain/ids.js';

/** What the shipping system says, well formed, but not yet compared with the order. */
export type ShipmentRequest = {
  readonly account: AccountId;
  readonly order: { readonly amazonOrderId: AmazonOrderId } | { readonly commerceOrderNumber: CommerceOrderNumber };
  readonly package: RequestedPackage;
};

export type RequestedPackage = {
  readonly id: PackageId;
  readonly carrier: string;
  readonly service?: string;
  readonly trackingNumber: string;
  readonly furtherTrackingNumbers?: readonly string[];
  /** ISO 8601 in UTC. */
  readonly shippedAt: string;
  readonly items: readonly RequestedItem[];
};

/** Quantities are judged with the order in hand. */
export type RequestedItem = { readonly quantity: number } & (
  | { readonly orderItemId: OrderItemId }
  | { readonly sku: Sku }
);

export type Malformed = { readonly malformed: string; readonly field: string };

const itemsMax = 200;

const parsedBy = <Value>(parse: (raw: unknown) => Value | undefined, what: string) =>
  z.string().transform((raw, context): Value => {
    const value = parse(raw);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `is not ${what}` });
    return z.NEVER;
  });

const itemSchema = z
  .object({
    orderItemId: parsedBy(parseOrderItemId, 'an order item id').optional(),
    sku: parsedBy(parseSku, 'a SKU').optional(),
    quantity: z.number(),
  })
  .transform(({ orderItemId, sku, quantity }, context): RequestedItem => {
    if (orderItemId !== undefined && sku === undefined) return { orderItemId, quantity };
    if (sku !== undefined && orderItemId === undefined) return { sku, quantity };
    context.addIssue({ code: 'custom', message: 'needs either orderItemId or sku' });
    return z.NEVER;
  });

const furtherMax = 20;
const trackingNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,63}$/, 'is not a tracking number');

/** Fields that we do not know are passed over: a shipping system that adds one must not stop the packages. */
const requestSchema = z
  .object({
    account: parsedBy(parseAccountId, 'an account id'),
    amazonOrderId: parsedBy(parseAmazonOrderId, 'an Amazon order id').optional(),
    commerceOrderNumber: parsedBy(parseCommerceOrderNumber, 'a Commerce order number').optional(),
    package: z.object({
      id: parsedBy(parsePackageId, 'a package id'),
      carrier: z.string().trim().min(1).max(200),
      service: z.string().trim().min(1).max(100).optional(),
      trackingNumber,
      furtherTrackingNumbers: z.array(trackingNumber).max(furtherMax).optional(),
      shippedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
      items: z.array(itemSchema).min(1).max(itemsMax),
    }),
  })
  .transform(({ account, amazonOrderId, commerceOrderNumber, package: wanted }, context): ShipmentRequest => {
    const { service, furtherTrackingNumbers = [], ...others } = wanted;
    const parcel = {
      ...others,
      ...(service === undefined ? {} : { service }),
      ...(furtherTrackingNumbers.length === 0 ? {} : { furtherTrackingNumbers }),
    };
    if (amazonOrderId !== undefined && commerceOrderNumber === undefined) {
      return { account, order: { amazonOrderId }, package: parcel };
    }
    if (commerceOrderNumber !== undefined && amazonOrderId === undefined) {
      return { account, order: { commerceOrderNumber }, package: parcel };
    }
    context.addIssue({
      code: 'custom',
      path: ['amazonOrderId'],
      message: 'give either amazonOrderId or commerceOrderNumber',
    });
    return z.NEVER;
  });

/** Only the claim of who sends, out of a body that nothing vouches for yet: it chooses the secrets, no more. */
export const claimedAccountOf = (body: unknown): AccountId | undefined => {
  const claim = z.object({ account: z.string() }).safeParse(body);
  return claim.success ? parseAccountId(claim.data.account) : undefined;
};

export function parseShipmentRequest(body: unknown): ShipmentRequest | Malformed {
  const parsed = requestSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = fieldOf(issue?.path ?? []);
  return { malformed: `${field || 'the body'}: ${issue?.message ?? 'is malformed'}`, field };
}

/** `package.items[0].quantity` */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`;
    return field === '' ? String(key) : `${field}.${String(key)}`;
  }, '');
}
