declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Id<'AccountId'>;
export type SellerId = Id<'SellerId'>;
export type MarketplaceId = Id<'MarketplaceId'>;
export type AmazonOrderId = Id<'AmazonOrderId'>;
/** Amazon's number of one line of an order; the word in our language is "line", the id keeps Amazon's name. */
export type OrderItemId = Id<'OrderItemId'>;
export type Sku = Id<'Sku'>;
/** The shipping system's name of one package, unique within its order. */
export type PackageId = Id<'PackageId'>;
/** What the merchant sees and searches for: Commerce's increment id. */
export type CommerceOrderNumber = Id<'CommerceOrderNumber'>;

/** Only this pattern may enter a visibility filter: filters are plain strings that quotes and backslashes can break out of. */
export const parseAmazonOrderId = (raw: unknown): AmazonOrderId | undefined =>
  matching<'AmazonOrderId'>(raw, /^\d{3}-\d{7}-\d{7}$/);
export const parseAccountId = (raw: unknown): AccountId | undefined =>
  matching<'AccountId'>(raw, /^[a-z0-9][a-z0-9-]{0,62}$/);
export const parseSellerId = (raw: unknown): SellerId | undefined => matching<'SellerId'>(raw, /^[A-Z0-9]{2,32}$/);
export const parseMarketplaceId = (raw: unknown): MarketplaceId | undefined =>
  matching<'MarketplaceId'>(raw, /^[A-Z0-9]{10,20}$/);
export const parseOrderItemId = (raw: unknown): OrderItemId | undefined =>
  matching<'OrderItemId'>(raw, /^[A-Za-z0-9_-]{1,64}$/);
/** A SKU may hold spaces, commas and slashes, but no control characters; Commerce keeps 64 characters of it. */
export const parseSku = (raw: unknown): Sku | undefined => matching<'Sku'>(raw, /^[^\p{Cc}]{1,255}$/u);
export const parsePackageId = (raw: unknown): PackageId | undefined =>
  matching<'PackageId'>(raw, /^[A-Za-z0-9_.:-]{1,100}$/);
export const parseCommerceOrderNumber = (raw: unknown): CommerceOrderNumber | undefined =>
  matching<'CommerceOrderNumber'>(raw, /^[A-Za-z0-9_.-]{1,50}$/);

function matching<Name extends string>(raw: unknown, pattern: RegExp): Id<Name> | undefined {
  return typeof raw === 'string' && pattern.test(raw) ? (raw as Id<Name>) : undefined;
}
