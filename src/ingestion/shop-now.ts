import type { CommerceCountry, CommercePort, CommerceProduct } from '../commerce/port.js';
import type { Blocker } from '../domain/blocker.js';
import { parseSku, type Sku } from '../domain/ids.js';

/** What Commerce says now of everything that orders wait for. */
export type ShopNow = {
  readonly products: ReadonlyMap<string, CommerceProduct>;
  /** By SKU and quantity: what still cannot be sold. */
  readonly outOfStock: ReadonlySet<string>;
  readonly countries: ReadonlyMap<string, CommerceCountry | 'not-found'>;
  readonly websiteId: number;
  readonly baseCurrency: string;
};

type Asked = Pick<CommercePort, 'catalogue' | 'directory' | 'store'>;

const productCodes = new Set(['sku-unknown', 'product-disabled', 'product-not-simple', 'product-not-in-website']);
const countryCodes = new Set(['country-unknown', 'region-unknown']);

export const stockKey = (sku: string, quantity: number): string => `${quantity} of ${sku}`;

/**
 * One round of questions for all orders: each SKU and each country once, SKUs in tens, however many orders wait for it.
 * Throws when Commerce is in trouble.
 */
export async function askShop({ catalogue, directory, store }: Asked, causes: readonly Blocker[]): Promise<ShopNow> {
  const { websiteId, baseCurrency } = await store.view();
  const wanted = wantedStock(causes);
  const named = causes.filter(({ code }) => productCodes.has(code)).flatMap(({ subject }) => parseSku(subject) ?? []);
  const products = await catalogue.find([...new Set([...named, ...wanted.map(({ sku }) => sku)])]);
  const countries = new Map<string, CommerceCountry | 'not-found'>();
  for (const { code, subject = '' } of causes) {
    if (countryCodes.has(code) && !countries.has(subject)) countries.set(subject, await directory.country(subject));
  }
  return {
    products,
    outOfStock: await unsalable(catalogue, wanted, products),
    countries,
    websiteId,
    baseCurrency,
  };
}

type Wanted = { readonly sku: Sku; readonly quantity: number };

function wantedStock(causes: readonly Blocker[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { code, subject, quantity = 1 } of causes) {
    const sku = parseSku(subject);
    if (code === 'out-of-stock' && sku !== undefined) wanted.set(stockKey(sku, quantity), { sku, quantity });
  }
  return [...wanted.values()];
}

/** One SKU that is not there would fail the whole question. Orders that want different quantities of one SKU ask in rounds. */
async function unsalable(
  catalogue: CommercePort['catalogue'],
  wanted: readonly Wanted[],
  products: ReadonlyMap<Sku, CommerceProduct>,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  let open = wanted.filter(({ sku }) => products.has(sku));
  while (open.length > 0) {
    const round = new Map(open.toReversed().map((each) => [each.sku, each] as const));
    const short = new Set(await catalogue.outOfStock([...round.values()]));
    for (const { sku, quantity } of round.values()) if (short.has(sku)) missing.add(stockKey(sku, quantity));
    open = open.filter((each) => round.get(each.sku) !== each);
  }
  return missing;
}
