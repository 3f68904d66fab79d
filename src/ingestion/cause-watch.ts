import type { Blocker } from '../domain/blocker.js';
import { witnessOf } from '../domain/cause-witness.js';
import type { Sku } from '../domain/ids.js';
import { type ShopNow, stockKey } from './shop-now.js';

export type Watch = {
  readonly shop: ShopNow;
  readonly skuMap: Readonly<Record<string, Sku>>;
  /** How the regions of each country looked when they were last looked at; kept from one look to the next. */
  readonly regions: Map<string, string>;
};

/** Whether what blocked an order is gone, as far as the shop can tell that has just answered. */
export function isGoneInShop(cause: Blocker, { shop, skuMap, regions }: Watch): boolean {
  const { code, subject = '', quantity = 1, amazonSku } = cause;
  const isMappedAnew = amazonSku !== undefined && soldAs(amazonSku, skuMap) !== subject;
  if (isMappedAnew) return true;
  const product = shop.products.get(subject);
  switch (code) {
    case 'sku-unknown':
      return product !== undefined;
    case 'product-disabled':
      return product?.isEnabled === true;
    case 'product-not-simple':
      return product?.typeId === 'simple';
    case 'product-not-in-website':
      return product?.websiteIds.includes(shop.websiteId) === true;
    case 'out-of-stock':
      return product !== undefined && !shop.outOfStock.has(stockKey(subject, quantity));
    case 'country-unknown':
      return shop.countries.get(subject) !== 'not-found' && shop.countries.has(subject);
    case 'region-unknown':
      return areRegionsNew(subject, shop, regions);
    case 'currency-differs':
      return subject.includes('store view') && !subject.endsWith(`store view ${shop.baseCurrency}`);
    default:
      // What was wrong with Commerce itself: it answers. A shop that only refuses to write is tried ever more rarely.
      return witnessOf(cause) === 'shop';
  }
}

const soldAs = (amazonSku: string, skuMap: Readonly<Record<string, Sku>>): string =>
  (Object.hasOwn(skuMap, amazonSku) ? skuMap[amazonSku] : undefined) ?? amazonSku;

/** Which of its regions an order needs stays with the order: that the list has changed is reason enough to try. */
function areRegionsNew(country: string, { countries }: ShopNow, seen: Map<string, string>): boolean {
  const now = countries.get(country);
  const look = now === undefined || now === 'not-found' ? '' : JSON.stringify(now.regions);
  const isNew = seen.get(country) !== look;
  seen.set(country, look);
  return isNew;
}
