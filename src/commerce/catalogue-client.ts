import type { Sku } from '../domain/ids.js';
import { inGroupsOf } from './in-groups-of.js';
import { parsedAnswer } from './parsed-answer.js';
import type { CommerceCatalogue, CommerceProduct, CommerceStore } from './port.js';
import type { RestTransport } from './rest-transport.js';
import { type Filter, indexesMax, searchQuery } from './search-criteria.js';
import { createStockClient } from './stock-client.js';
import { wireList, wireProduct } from './wire-schemas.js';

const fields = 'items[id,sku,name,status,type_id,extension_attributes[website_ids]]';
const statusEnabled = 1;
/** Case is ignored by the search, so that ten SKUs can find a few more products than ten. */
const pageSize = 50;

export function createCatalogueClient(deps: {
  readonly transport: RestTransport;
  readonly store: CommerceStore;
  readonly nowMs: () => number;
}): CommerceCatalogue {
  const { transport } = deps;
  const call = { operation: 'findProducts', method: 'GET', path: '/V1/products' } as const;

  return {
    async find(skus) {
      const found = new Map<Sku, CommerceProduct>();
      for (const tenSkus of inGroupsOf(indexesMax, [...new Set(skus)])) {
        const query = searchQuery({ groups: [skuFilters(tenSkus)], pageSize, fields });
        const { items } = parsedAnswer(wireList(wireProduct), await transport.expect({ ...call, query }), call);
        for (const item of items) {
          const sku = tenSkus.find((asked) => asked === item.sku);
          if (sku === undefined) continue; // another spelling: for Commerce the same, for orders another product
          found.set(sku, {
            productId: item.id,
            sku,
            name: item.name ?? item.sku,
            isEnabled: item.status === statusEnabled,
            typeId: item.type_id,
            websiteIds: item.extension_attributes?.website_ids ?? [],
          });
        }
      }
      return found;
    },

    outOfStock: createStockClient(deps).outOfStock,
  };
}

/** `in` splits its value at commas, so that a SKU that holds one stands alone. Ten SKUs make at most ten filters. */
function skuFilters(skus: readonly Sku[]): readonly Filter[] {
  const plain = skus.filter((sku) => !sku.includes(','));
  const list: readonly Filter[] = plain.length === 0 ? [] : [{ field: 'sku', value: plain.join(','), condition: 'in' }];
  const withComma: readonly Filter[] = skus
    .filter((sku) => sku.includes(','))
    .map((sku) => ({ field: 'sku', value: sku }));
  return [...list, ...withComma];
}
