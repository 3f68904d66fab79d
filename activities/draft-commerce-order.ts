import type { CommerceProduct } from '../src/commerce/port.js';
import type { AmazonOrder } from '../src/domain/amazon-order.js';
import type { Blocker } from '../src/domain/blocker.js';
import { commerceSkuOf } from '../src/domain/draft-lines.js';
import { draftOrder } from '../src/domain/draft-order.js';
import type { Sku } from '../src/domain/ids.js';
import { quantityLeft } from '../src/domain/line-amounts.js';
import type { OrderDraft } from '../src/domain/order-draft.js';
import { countryToAskFor } from '../src/domain/postal-address.js';
import { withRegion } from '../src/domain/region-correction.js';
import type { AccountRemotes } from './account-remotes.js';
import type { CreateOrderRequest } from './contract.js';

/** Asks Commerce for what the order needs of it, and says what the Commerce order is to be, or what blocks it. */
export async function draftCommerceOrder(
  { commerce, skuMap }: Pick<AccountRemotes, 'commerce' | 'skuMap'>,
  { settings, customer, skuMap: ownSkuMap, region }: CreateOrderRequest,
  amazonOrder: AmazonOrder,
): Promise<OrderDraft | Blocker> {
  const order = withRegion(amazonOrder, region);
  const mapped = { ...skuMap, ...ownSkuMap };
  const wanted = wantedOf(order, mapped);
  const storeView = await commerce.store.view();
  const products = await commerce.catalogue.find([...wanted.keys()]);
  const unfit = unfitProduct({ wanted: [...wanted.keys()], products, websiteId: storeView.websiteId });
  if (unfit !== undefined) return withAmazonSku(unfit, { wanted, ownSkuMap });
  const country = await commerce.directory.country(countryToAskFor(order));
  const draft = draftOrder({
    order,
    settings,
    products,
    country,
    storeView,
    skuMap: mapped,
    ...(customer === undefined ? {} : { customer }),
  });
  if ('code' in draft || order.fulfilledBy === 'FBA' || order.status !== 'Unshipped') return draft;
  const quantities = [...wanted].map(([sku, { quantity }]) => ({ sku, quantity }));
  const [missing] = await commerce.catalogue.outOfStock(quantities);
  if (missing === undefined) return draft;
  const quantity = wanted.get(missing)?.quantity ?? 1;
  return withAmazonSku({ code: 'out-of-stock', subject: missing, quantity }, { wanted, ownSkuMap });
}

type Wanted = ReadonlyMap<Sku, { readonly quantity: number; readonly amazonSku: string | undefined }>;

function wantedOf({ lines }: AmazonOrder, skuMap: Readonly<Record<string, Sku>>): Wanted {
  const wanted = new Map<Sku, { readonly quantity: number; readonly amazonSku: string | undefined }>();
  for (const line of lines) {
    const sold = commerceSkuOf(line, skuMap);
    const quantity = quantityLeft(line) + (sold === undefined ? 0 : (wanted.get(sold)?.quantity ?? 0));
    if (sold !== undefined && quantityLeft(line) > 0) wanted.set(sold, { quantity, amazonSku: line.sku });
  }
  return wanted;
}

/** What the operator mapped on this very order comes before the settings: a change of those would change nothing. */
function withAmazonSku(
  blocker: Blocker & { readonly subject: Sku },
  { wanted, ownSkuMap }: { readonly wanted: Wanted; readonly ownSkuMap: Readonly<Record<string, Sku>> },
): Blocker {
  const amazonSku = wanted.get(blocker.subject)?.amazonSku;
  return amazonSku === undefined || Object.hasOwn(ownSkuMap, amazonSku) ? blocker : { ...blocker, amazonSku };
}

function unfitProduct(asked: {
  readonly wanted: readonly Sku[];
  readonly products: ReadonlyMap<Sku, CommerceProduct>;
  readonly websiteId: number;
}): (Blocker & { readonly subject: Sku }) | undefined {
  for (const sku of asked.wanted) {
    const product = asked.products.get(sku);
    if (product === undefined) return { code: 'sku-unknown', subject: sku };
    if (!product.isEnabled) return { code: 'product-disabled', subject: sku };
    if (product.typeId !== 'simple') return { code: 'product-not-simple', subject: sku };
    if (!product.websiteIds.includes(asked.websiteId)) return { code: 'product-not-in-website', subject: sku };
  }
  return undefined;
}
