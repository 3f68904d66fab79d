import type { MarketplaceId } from './ids.js';

/** The store view of an account, and those of marketplaces that have one of their own. */
export type StoreViews = {
  readonly storeViewCode: string;
  readonly storeViews: Readonly<Record<string, string>>;
};

/** A plain object out of a file: a marketplace could be called like a property of every object. */
export const storeViewOf = ({ storeViewCode, storeViews }: StoreViews, marketplaceId: MarketplaceId): string =>
  (Object.hasOwn(storeViews, marketplaceId) ? storeViews[marketplaceId] : undefined) ?? storeViewCode;

export const otherStoreViews = ({ storeViewCode, storeViews }: StoreViews): readonly string[] =>
  [...new Set(Object.values(storeViews))].filter((code) => code !== storeViewCode);
