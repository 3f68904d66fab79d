import type { Json } from '../json.js';
import { childOf, textChild, treeChildren } from '../query-string.js';
import { RestError, required, ShopCrash } from '../rest-error.js';
import type { Call, Route } from '../route.js';
import type { ProductRow } from '../rows.js';
import { salabilityOf } from '../salability.js';
import { parseSearchCriteria, search } from '../search-criteria.js';

const productColumns: Readonly<Record<string, (product: ProductRow) => Json>> = {
  entity_id: (product) => product.id,
  sku: (product) => product.sku,
  name: (product) => product.name,
  status: (product) => product.status,
  type_id: (product) => product.typeId,
  price: (product) => product.price,
  created_at: (product) => product.createdAt,
  updated_at: (product) => product.updatedAt,
};

type SourceRow = {
  readonly sku: string;
  readonly source_code: string;
  readonly quantity: number;
  readonly status: number;
};
const sourceColumns = new Set(['sku', 'source_code', 'quantity', 'status']);

export const catalogueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/V1/products',
    operation: 'listProducts',
    resource: 'Magento_Catalog::products',
    handle: (call) =>
      search<ProductRow>(parseSearchCriteria(call.query), {
        rows: call.shop.catalogue.values(),
        hasColumn: (column) => productColumns[column] !== undefined,
        column: (product, column) => productColumns[column]?.(product),
        view: productView,
      }),
  },
  {
    method: 'GET',
    path: '/V1/inventory/stock-resolver/{type}/{code}',
    operation: 'resolveStock',
    resource: 'Magento_InventorySalesApi::stock',
    handle: resolveStock,
  },
  {
    method: 'GET',
    path: '/V1/inventory/are-product-salable-for-requested-qty/',
    operation: 'areProductsSalable',
    resource: 'Magento_InventorySalesApi::stock',
    handle: areProductsSalable,
  },
  {
    method: 'GET',
    path: '/V1/inventory/sources',
    operation: 'listSources',
    resource: 'Magento_InventoryApi::source',
    handle: (call) => listOf(sourceCodesOf(call).map(sourceView)),
  },
  {
    method: 'GET',
    path: '/V1/inventory/stocks',
    operation: 'listStocks',
    resource: 'Magento_InventoryApi::stock',
    handle: (call) => listOf(call.shop.options.stocks.map(({ id, name }) => ({ stock_id: id, name }))),
  },
  {
    method: 'GET',
    path: '/V1/inventory/get-sources-assigned-to-stock-ordered-by-priority/{stockId}',
    operation: 'listAssignedSources',
    resource: 'Magento_InventoryApi::source',
    handle: assignedSources,
  },
  {
    method: 'GET',
    path: '/V1/inventory/source-items',
    operation: 'listSourceItems',
    resource: 'Magento_InventoryApi::source',
    handle: (call) =>
      search<SourceRow>(parseSearchCriteria(call.query), {
        rows: [...call.shop.catalogue.values()].flatMap(sourceRows),
        hasColumn: (column) => sourceColumns.has(column),
        column: (row, column) => Object.entries(row).find(([name]) => name === column)?.[1],
        view: (row) => row,
      }),
  },
];

/** Routes of the inventory modules, which an installation may be without. */
export const isInventoryRoute = ({ path }: Route): boolean => path.startsWith('/V1/inventory/');

const sourceCodesOf = (call: Call): readonly string[] => [
  ...new Set(call.shop.options.stocks.flatMap(({ sourceCodes }) => sourceCodes)),
];
const sourceView = (code: string): Json => ({
  source_code: code,
  name: code,
  enabled: true,
  postcode: '00000',
  country_id: 'US',
});
const listOf = (items: readonly Json[]): Json => ({
  items: [...items],
  search_criteria: {},
  total_count: items.length,
});

function assignedSources(call: Call): Json {
  const stock = call.shop.stockRoom.stockById(Number(call.path['stockId']));
  return (stock?.sourceCodes ?? []).map(sourceView);
}

/** Every product of the installation, of other websites too, disabled ones too: the list checks nothing. */
function productView(product: ProductRow): Json {
  return {
    id: product.id,
    sku: product.sku,
    name: product.name,
    attribute_set_id: 4,
    price: product.price,
    status: product.status,
    visibility: 4,
    type_id: product.typeId,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    extension_attributes: { website_ids: product.websiteIds, category_links: [] },
    product_links: [],
    options: [],
    media_gallery_entries: [],
    tier_prices: [],
    custom_attributes: [],
  };
}

function sourceRows(product: ProductRow): readonly SourceRow[] {
  return product.sources.map(({ sourceCode, quantity, status }) => ({
    sku: product.sku,
    source_code: sourceCode,
    quantity,
    status,
  }));
}

function resolveStock(call: Call): Json {
  const stock =
    call.path['type'] === 'website' ? call.shop.stockRoom.stockOfWebsite(call.path['code'] ?? '') : undefined;
  if (stock === undefined) throw new RestError(404, 'No linked stock found');
  const codes = [...new Set(call.shop.options.stores.map((store) => store.websiteCode))];
  const channels = codes.filter((code) => call.shop.stockRoom.stockOfWebsite(code)?.id === stock.id);
  return {
    stock_id: stock.id,
    name: stock.name,
    extension_attributes: { sales_channels: channels.map((code) => ({ type: 'website', code })) },
  };
}

/** One SKU that the shop does not know, or knows in another spelling, fails the whole call. */
function areProductsSalable(call: Call): Json {
  const { shop, query } = call;
  const stockId = Number(textChild(query, 'stockId'));
  const missing = ['skuRequests', 'stockId'].filter((name) => childOf(query, name) === undefined);
  if (missing.length > 0) throw required(missing);
  const stock = shop.stockRoom.stockById(stockId);
  return treeChildren(query, 'skuRequests').map((request) => {
    const sku = textChild(request, 'sku') ?? '';
    const product = shop.catalogue.bySku(sku);
    if (product === undefined) throw new ShopCrash('undefined index of a product type');
    const errors = salabilityOf(shop.stockRoom, product, { stock, quantity: Number(textChild(request, 'qty') ?? 0) });
    return { sku, stock_id: stockId, salable: errors.length === 0, errors };
  });
}
