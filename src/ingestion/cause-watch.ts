import { assertNever } from '../domain/assert-never.js';
import type { Blocker } from '../domain/blocker.js';
import { isHeld as isHeldCause } from '../domain/held-blocker.js';
import type { Sku } from '../domain/ids.js';
import { type ShopNow, stockKey } from './shop-now.js';

export type Watch = {
  /** `undefined`: Commerce did not answer. */
  readonly shop: ShopNow | undefined;
  readonly skuMap: Readonly<Record<string, Sku>>;
  /** Nothing may be changed for this account just now. */
  readonly isHeld: boolean;
  /** How the regions of each country looked when they were last looked at; kept from one look to the next. */
  readonly regions: Map<string, string>;
};

/** Whether what blocked an order is gone, as far as anybody but the order itself can tell. */
export function isCauseGone(cause: Blocker, { shop, skuMap, isHeld, regions }: Watch): boolean {
  if (isHeldCause(cause)) return !isHeld;
  if (isHeld || shop === undefined) return false; // it would only be held up next
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
    case 'commerce-credentials':
    case 'commerce-permission':
    case 'commerce-clock':
    case 'commerce-unavailable':
    case 'commerce-busy':
      return true; // Commerce has just answered; a shop that only refuses to write is tried ever more rarely
    case 'account-removed':
    case 'account-read-only':
    case 'shop-differs':
      return false; // answered above, without the shop
    case 'totals-differ':
    case 'quantity-not-whole':
    case 'price-missing':
    case 'address-missing':
    case 'order-unreadable':
    case 'number-taken':
    case 'found-twice':
    case 'commerce-refused':
    case 'amazon-refused':
    case 'amazon-regulated':
    case 'amazon-ship-plus':
    case 'amazon-status-unclear':
    case 'internal-fault':
      return false; // only a try of the order itself can tell
    case 'amazon-credentials':
    case 'amazon-permission':
    case 'amazon-clock':
    case 'amazon-unavailable':
    case 'amazon-busy':
      return false; // the sweeps tell, when Amazon answers them again
    default:
      return assertNever(code);
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
